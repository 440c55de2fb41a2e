# Загрузка списков: отправка, значения столбцов, проба, запись.

web-import-title = Загрузить список
web-import-lead = Список связей — CSV, книга, таблица со страницы, JSON или граф — сначала пробуется: видно, что нового, что расходится и какие строки не читаются. До вашего решения ничего не записывается.
web-import-try-only = Вы можете попробовать список и увидеть, что он изменит. Записывают списки рецензенты: передайте им адрес страницы списка.
web-import-limited = Вы записываете строки о своих органах местной власти; прочие откладываются. Сказанное о других органах местной власти ждёт проверки.
web-import-not-taken = Файл не принят. Причина:
web-import-list = Список
web-import-list-hint = CSV, книга (XLSX, XLS, ODS), страница с таблицей (HTML, вики-разметка), JSON, GEXF, GraphML или Parquet, в архиве или нет, до 32 МБ; одна строка на связь.
web-import-mapping-way = Что значат столбцы
web-import-mapping-way-hint = На следующем шаге это можно исправить.
web-import-guess = Угадать по заголовкам
web-import-own-mapping = Свой файл соответствий
web-import-own-file = Файл соответствий (TOML)
web-import-ready-clair = Таблицы CLAIR (Япония)
web-import-ready-cpaffc = Список КНОДЗ (Китай)
web-import-ready-rgre = База RGRE (Германия)
web-import-ready-two-columns = Два столбца без заголовков
web-import-ready-wikidata-ties = Таблица связей из Викиданных
web-import-more = Лист, файл соответствий, список мест
web-import-sheet = Лист или таблица
web-import-sheet-hint = Имя листа или файла в ZIP либо номер или заголовок таблицы на странице. Если пусто — первый лист или таблица, похожая на список.
web-import-places-file = Список мест
web-import-places-hint = Только если его называет файл соответствий.
web-import-send = Отправить список
web-import-kept = Отправленные списки
web-import-kept-days = { $days ->
    [one] Список хранится { $days } день после последнего изменения.
    [few] Список хранится { $days } дня после последнего изменения.
   *[other] Список хранится { $days } дней после последнего изменения.
}
web-import-none = Списков пока нет. Отправьте список выше: перед записью он будет опробован.
web-import-size = Размер
web-import-came = Отправлен
web-import-sent-by = Кем
web-import-all = Все списки
web-import-of = Загрузка: { $name }
web-import-list-of = Строк: { $rows }, столбцов: { $columns }
web-import-steps = Шаги
web-import-step-mapping = Значения столбцов
web-import-step-trial = Проба и различия
web-import-step-record = Запись
web-import-mapping-wrong = Соответствия нельзя применить. Что не так:
web-import-line = Строка { $number }:
web-import-columns = Столбцы
web-import-columns-lead = Укажите, что в каждом столбце. Выделенные столбцы распознать не удалось; без указания они пропускаются.
web-import-column = Столбец
web-import-samples = Первые значения
web-import-read-as = Читать как
web-import-left-out = Пропустить
web-import-colon = { ": " }
web-import-of-a = Наша сторона
web-import-of-b = Сторона партнёра
web-import-of-tie = Связь
web-import-what-of = { $what } ({ $detail })
web-import-what-name = название
web-import-what-country = страна
web-import-what-part-of = вышестоящий орган
web-import-what-level = уровень
web-import-what-id = идентификатор в реестре
web-import-what-latitude = широта
web-import-what-longitude = долгота
web-import-what-population = население
web-import-what-date = дата
web-import-what-stage = этап
web-import-what-type = вид связи
web-import-what-basis = основание даты
web-import-what-status = состояние
web-import-what-ended = окончание
web-import-what-motive = мотив
web-import-what-number = номер
web-import-what-remark = примечание
web-import-what-paper = документ
web-import-what-events = события
web-import-what-listed-by = указана стороной
web-import-unsaid-title = О чём список молчит
web-import-unsaid-lead = Действует для строк, где столбцы этого не говорят.
web-import-unsaid = не указано
web-import-tie-type = Вид связи
web-import-tie-stage = К какому этапу относится дата
web-import-dates = Порядок в датах вида 3/4/1987
web-import-order-ymd = год, месяц, день
web-import-order-dmy = день, месяц, год
web-import-order-mdy = месяц, день, год
web-import-country-a = Страна нашей стороны
web-import-country-b = Страна партнёра
web-import-language-a = Язык наших названий
web-import-language-b = Язык названий партнёров
web-import-who-says = Кто это утверждает
web-import-source = Каким документом является список
web-import-source-hint = Заглавие или идентификатор вида document/our-list; иначе — по имени файла.
web-import-holder = Кто утверждает
web-import-holder-hint = Организация, орган местной власти или лицо; иначе — вы.
web-import-try = Попробовать список
web-import-keep-mapping = Сохранить без пробы
web-import-as-text = Соответствия текстом
web-import-text = Соответствия (TOML)
web-import-keep-text = Сохранить текст
web-import-other-mapping = Взять другие соответствия
web-import-take = Взять
web-import-discard = Удалить список
web-import-was-tried = Это была проба: ничего не записано.
web-import-was-known = Всё уже было в реестре: ничего не добавлено.
web-import-was-recorded = { $count ->
    [one] Записано: { $count } новое утверждение.
    [few] Записано: { $count } новых утверждения.
   *[other] Записано: { $count } новых утверждений.
}
web-import-to-document = Страница документа
web-import-cancel-hint = Отмена не оставит половины: записывается либо весь список, либо ничего.
web-import-held-back = Из отклонённых строк итоги, заголовки и подобное, а не связи: { $count }.
web-import-proposed = { $count ->
    [one] { $count } утверждение о других органах местной власти ждёт проверки.
    [few] { $count } утверждения о других органах местной власти ждут проверки.
   *[other] { $count } утверждений о других органах местной власти ждут проверки.
}
web-import-unknown-columns = Нераспознанные и пропущенные столбцы: { $names }
web-import-nothing-good = Ни одна строка не подходит. Посмотрите причины ниже и измените соответствия.
web-import-record = { $count ->
    [one] Записать { $count } строку
    [few] Записать { $count } строки
   *[other] Записать { $count } строк
}
web-import-record-again = Записать ещё раз
web-import-hand-on = Передайте адрес этой страницы рецензенту: он может записать список.
web-import-change-mapping = Изменить значения столбцов
web-import-try-again = Попробовать снова
web-import-differences = Различия
web-import-sorts = Виды различий
web-import-no-difference = Сравнивать нечего.
web-import-sort-rejected = отклонено
web-import-sort-means-rejected = Эти строки не войдут. Исправьте их в файле или измените значения столбцов.
web-import-sort-conflict = расходятся
web-import-sort-means-conflict = Список и реестр расходятся. Сохраняется и то и другое.
web-import-sort-sharper = точнее в списке
web-import-sort-means-sharper = Дата в списке точнее.
web-import-sort-vaguer = точнее в реестре
web-import-sort-means-vaguer = Дата в реестре точнее.
web-import-sort-missing-here = нет в реестре
web-import-sort-means-missing-here = Список знает то, чего нет в реестре.
web-import-sort-missing-there = нет в списке
web-import-sort-means-missing-there = Реестр знает то, чего нет в списке. Ничего не удаляется.
web-import-sort-new = новые связи
web-import-sort-means-new = Связи, которых нет в реестре.
web-import-sort-same = совпадают
web-import-sort-means-same = Оба говорят одно и то же.
web-import-row = Строка
web-import-reasons = Почему
web-import-cells = Ячейки
web-import-tie = Между
web-import-about = О чём
web-import-here = В реестре
web-import-there = В списке
web-import-date-of = дата ({ $stage })
web-import-the-tie = сама связь
web-import-save-rejected = Отклонённые строки с причинами (CSV)
web-import-save-differences = Все различия (CSV)
web-import-save-report = Полный отчёт (JSON)
web-import-figure-rows = { $count ->
    [one] строка
    [few] строки
   *[other] строк
}
web-import-figure-good = { $count ->
    [one] годная строка
    [few] годные строки
   *[other] годных строк
}
web-import-figure-rejected = { $count ->
    [one] отклонённая строка
    [few] отклонённые строки
   *[other] отклонённых строк
}
web-import-figure-ties = { $count ->
    [one] новая связь
    [few] новые связи
   *[other] новых связей
}
web-import-figure-places = { $count ->
    [one] новое место
    [few] новых места
   *[other] новых мест
}
web-import-figure-claims = { $count ->
    [one] утверждение
    [few] утверждения
   *[other] утверждений
}
web-import-figure-new = { $count ->
    [one] новое утверждение
    [few] новых утверждения
   *[other] новых утверждений
}
web-import-figure-known = { $count ->
    [one] уже известно
    [few] уже известны
   *[other] уже известны
}
web-import-figure-proposed = { $count ->
    [one] ждёт проверки
    [few] ждут проверки
   *[other] ждут проверки
}

web-job-import-trial = Проба загрузки
web-job-import = Загрузка списка
web-job-look = Посмотреть различия
web-job-stage-rows = строки списка
web-job-stage-differences = различия
web-job-stage-record = запись
web-job-argument-file = Список
web-job-made-rows = Строк
web-job-made-good = Годных строк
web-job-made-rejected = Отклонённых строк
web-job-made-new = Новых утверждений
web-job-made-known = Уже известных утверждений
web-job-made-proposed = Утверждений, ждущих проверки

# О чём спрашивает проба и что она записала бы.

web-import-place = { $name }, { $country }
web-import-since = с даты: { $date }
web-import-in-row = (строка { $row })
web-import-samples-trial = Как читаются строки
web-import-samples-recorded = Записано, среди прочего
web-import-questions = Нужно решить
web-import-undecided = не решено
web-import-answer = Ответить и попробовать снова
web-import-ask-word = Что значит «{ $text }»? (строк: { $rows })
web-import-ask-countries = Какая страна – «{ $text }»? (строк: { $rows })
web-import-ask-reading = Что стоит первым в датах вида 3/4/1987 – день или месяц? (строк: { $rows })
web-import-ask-columns = Что содержит столбец «{ $text }»?
web-import-ask-source = Когда составлен список? Связи без собственной даты (строк: { $rows }) достоверны на этот день, а без неё лишь возможны.
web-import-ask-side-country = В какой стране находятся места этой стороны: { $side }?
web-import-ask-side-name = Чьих партнёров перечисляет список?
web-import-why = Почему строки не принимаются
web-import-why-rows = Строк: { $count }, первая – { $row }:
web-import-new-places = Новые места
web-import-more-places = и ещё { $count }
web-import-most-refused = Большинство строк не принимается: { $count } из { $rows }. Сначала посмотрите на причины и вопросы.
web-import-record-some = Записать строк: { $count } из { $rows }
web-import-list-date = Дата списка
web-import-list-date-hint = Год или день, например 2024 или 2024-04-01: связи без собственной даты существовали тогда.
web-import-town = Чьи это партнёры
web-import-town-hint = Только для списка, который называет одну сторону.
