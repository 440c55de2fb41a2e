# Pages that analyse, list and give away. Names stand after a colon, in a list, or alone, so that none needs a case.

## What the pages share
web-analysis-show = Показать
web-analysis-examples = Например:
web-analysis-working = Идёт расчёт; для большого реестра нужно несколько секунд…
web-analysis-ask-again = Другой вопрос
web-analysis-views = Виды
web-analysis-which-ties = Какие связи
web-analysis-narrow = Уточнить
web-analysis-of = Одного места
web-analysis-of-hint = Кансай, Осака, JP
web-analysis-or = или между двумя
web-analysis-between = Между двумя местами, областями или странами
web-analysis-answer = Ответ
web-analysis-kind-of = род
web-analysis-one-of = Название { $number }
web-analysis-from = С
web-analysis-to = По
web-analysis-in-words = Словами
web-analysis-side-a = Сторона А
web-analysis-side-b = Сторона Б
web-analysis-side-hint = Кансай
web-analysis-kind = Вид связи
web-analysis-field = Область обменов
web-analysis-any = Любые
web-analysis-place = Место
web-analysis-tie = Связь
web-analysis-tie-hint = Осака - Шанхай
web-analysis-subject = О чём
web-analysis-undated = дата не указана
web-analysis-possibly = возможно
web-analysis-no-evidence = нет данных
web-analysis-nothing-known = К этому времени ничего не было записано. Выберите более позднюю дату сведений.
web-analysis-more = { $count ->
    [one] ещё { $count }
    [few] ещё { $count }
   *[other] ещё { $count }
}
web-analysis-as-job = Сделать в фоне
web-analysis-subscribe = Подписаться в календаре
web-analysis-job-hint = Для больших ответов: страница задания показывает, как далеко дело, и хранит файл.
web-analysis-pages = Страницы
web-analysis-previous = Назад
web-analysis-next = Дальше
web-analysis-page-of = Страница { $page } из { $pages }
web-analysis-open-picture = Открыть рисунок с основаниями

## Menu
web-menu-map = Карта
web-menu-look = Обзор
web-menu-analyse = Анализ
web-menu-take = Публикация
web-menu-work = Работа

## Ties
web-ties-title = Связи
web-ties-lead = Кто с кем связан на указанный день, с какого времени и в каких областях; каждая строка открывает основания.
web-ties-every = также те, что не были в силе
web-ties-in-force = связей в силе на дату: { $day }
web-ties-none = Ни одна связь не подходит. Выберите другой день или меньше условий; это не доказывает, что связей не было.
web-ties-pending = { $count ->
    [one] Ещё { $count } согласована, обсуждается или желательна
    [few] Ещё { $count } согласованы, обсуждаются или желательны
   *[other] Ещё { $count } согласовано, обсуждается или желательно
}
web-ties-column-tie = Между кем
web-ties-open = открыть
web-ties-more-formats = Другие форматы
web-ties-map = Рисунок карты

## Compare
web-compare-title = Сравнение
web-compare-lead = Связи рядом, места рядом или место среди ему подобных: что есть у одного и чего нет у других.
web-compare-of = Связи или места рядом
web-compare-what = Что названо
choice-ties = не меньше двух связей
choice-places = не меньше двух мест, территорий или стран
choice-peers = одно место среди подобных
web-compare-topic = Тема
web-compare-of-what = Что именно
web-compare-among = Только в пределах
web-compare-most = Сколько
web-compare-all = всего
web-compare-yes = да
web-compare-possibly = возможно
web-compare-since = с: { $date }
web-compare-first = первое: { $date }
web-compare-dash = Прочерк: ничего не записано, что не значит, что ничего нет.
web-compare-homes = Направленное и принятое — со стороны:
web-compare-alone = Записано только для:
web-compare-topic-standing = положение
web-compare-topic-fields = области
web-compare-topic-agreements = соглашения
web-compare-topic-programmes = программы
web-compare-topic-events = события
web-compare-topic-years = события по годам
web-compare-topic-institutions = учреждения
web-compare-topic-offices = представительства
web-compare-topic-funding = финансирование по плательщикам
web-compare-topic-under = связи в её рамках
web-compare-topic-honours = почётные звания по тем, кто присвоил
web-compare-topic-transport = транспорт
web-compare-topic-volume = объём
web-compare-topic-measures = показатели
web-compare-topic-itself = само место
web-compare-topic-kinds = связи
web-compare-topic-countries = страны
web-compare-topic-partners = партнёры
web-compare-key-unstated = не указано
web-compare-key-undated = без даты
web-compare-key-home = своя сторона
web-compare-key-home-bodies = организации своей стороны
web-compare-key-across = партнёр
web-compare-key-across-bodies = организации партнёра
web-compare-key-others = прочие
web-compare-key-kind = вид
web-compare-key-since = с какого времени
web-compare-key-in-force = в силе
web-compare-key-status = состояние по источнику
web-compare-key-level = уровень
web-compare-key-population = население
web-compare-key-out-events = события, направлено
web-compare-key-out-persons-in-all = человек всего, направлено
web-compare-key-out-persons = человек в год, направлено
web-compare-key-out-person-days = человеко-дней в год, направлено
web-compare-key-back-events = события, принято
web-compare-key-back-persons-in-all = человек всего, принято
web-compare-key-back-persons = человек в год, принято
web-compare-key-back-person-days = человеко-дней в год, принято
web-compare-key-activeness = активность
web-compare-key-years-since-last-sign = лет с последнего признака жизни
web-compare-key-years-lived = лет с деятельностью
web-compare-key-longest-silence = самый долгий перерыв, лет
web-compare-key-effective-fields = эффективное число областей
web-compare-key-share-of-events-sent = доля направленных событий
web-compare-key-share-of-persons-sent = доля направленных людей
web-compare-key-paid = суммы: { $currency }
web-compare-finding-silent = Нечего сравнивать
web-compare-finding-told = Что о них говорят источники
web-compare-finding-shared = Общие партнёры
web-compare-finding-side-by-side = Параллельные связи
web-compare-finding-unequal = Неравные уровни
web-compare-finding-hub = С кем ещё связаны партнёры
web-compare-finding-triangle = Треугольники: три места, попарно связанные
web-finding-silent = { $tie }: записано только, кого она соединяет и в каком она положении. Пустые клетки — пробелы реестра, а не знак того, что ничего не делалось.
web-finding-told-rank = (ранг { $rank })
web-finding-shared = { $partner }: связь имеют { $places }.
web-finding-shared-possibly = { $partner }: связь имеют { $places }; не всё достоверно.
web-finding-hub = { $partner }: другие связанные с ней места, { $count }: { $places }.
web-finding-triangle = Все связаны между собой: { $places }.
web-finding-triangle-possibly = Возможно, все связаны между собой: { $places }.
web-finding-no-why = Ни один источник не говорит почему.
web-finding-unsure = Недостоверно: { $ties }.
web-finding-and-more = { $names } и ещё { $count }

## Peers
web-peers-by-population = { $count } ближайших по населению из { $whole }, которые имеют связи, того же уровня, с населением от половины до двух: { $population }.
web-peers-by-level = Население сравнить нельзя: { $count } из { $whole }, которые имеют связи и точно того же уровня.
web-peers-no-level = { $count ->
    [one] У { $count } из них уровень не записан.
    [few] У { $count } из них уровень не записан.
   *[other] У { $count } из них уровень не записан.
}
web-peers-ranks = Ранг среди подобных
web-peers-measure = Показатель
web-peers-reading = Прочтение
web-peers-rank = Ранг
web-peers-range = Размах
web-peers-quartiles = Квартили
web-peers-method = «Достоверно»: считается только то, что точно было в силе; «возможно»: всё, что могло быть. Места без записей не учтены.
web-peers-silent = { $measure }: подобных мест без записей — { $count }.
web-peers-peers = Подобные места
web-peers-population = Население
web-peers-ties = Связи
web-peers-partners = Партнёры
web-peers-countries = Страны
web-peers-fields = Области

## Network
web-network-title = Сеть
web-network-lead = Как связи соединены: степени, сообщества, расстояния; по странам и по годам.
choice-parties = По участникам
choice-countries = По странам
web-network-by = По чему
web-network-years = Годы
web-network-betweenness = Посредничество
web-network-with-betweenness = также точная центральность по посредничеству (дольше)
web-network-edges-of = Измерить вместо этого список рёбер из файла: CSV, текст, таблица, GEXF, GraphML
web-network-columns = Два столбца файла с именами узлов
web-network-value = Значение
web-network-claims = { $label }: утверждений в основе — { $count }.
web-network-only-possible = Точно действовавших связей нет; запросите возможные, чтобы увидеть их список.
web-network-details-possible = Подробности — о том, что, возможно, было в силе.
web-network-details-certain = Подробности — о том, что точно было в силе.
web-network-degrees = Участники по степени
web-network-distances = Пары по расстоянию
web-network-sizes = Сообщества по размеру
web-network-node = Узел
web-network-file-nodes = узлы
web-network-file-edges = рёбра
web-network-file-rests = Основано на строках { $rows }
web-network-header = Строка { $line } принята за заголовок: { $text }.
web-network-columns-read = Столбцов: { $count }; прочитаны { $columns }.
web-network-loops = Петли не учтены: { $count }, строки: { $lines }.
web-network-repeated = Повторы пар не учтены: { $count }, строки: { $lines }.
web-network-bad = Строки без двух имён не учтены: { $count }: { $lines }.
web-network-measure-max-betweenness = наибольшая центральность по посредничеству
web-network-how-max-betweenness = точно, каждая пара один раз (Brandes 2001)
web-network-top = Сколько показать
web-network-possible = подробности и о том, что только могло быть в силе
web-network-nodes = связанных сторон
web-network-edges = связанных пар
web-network-measures = Показатели сети
web-network-how = Как вычислено
web-network-method = Достоверное и возможное — две сети: их числа ограничивают истину, прочие показатели не обязаны лежать между ними.
web-network-first = Стороны с наибольшим числом партнёров
web-network-party = Сторона
web-network-country = Страна
web-network-degree = Партнёры
web-network-core = Ядро
web-network-community = Сообщество
web-network-countries = Стран со связями: { $countries }; их пар: { $pairs }.
web-network-abroad = Связи за рубежом
web-network-partners = Страны-партнёры
web-network-at-home = Связи внутри страны
web-network-pairs = Между двумя странами
web-network-unknown = Связи, у которых страна известна меньше чем у двух сторон: { $count }
web-network-undated = Ни одна связь не датирована: укажите годы.
web-network-rests = { $ties ->
    [one] Основание: { $ties } связь
    [few] Основание: { $ties } связи
   *[other] Основание: { $ties } связей
}
web-network-year = Год
web-network-year-nodes = Стороны
web-network-year-edges = Пары
web-network-year-components = Компоненты
web-network-year-giant = Крупнейшая
web-network-year-mean-degree = Средняя степень
web-network-year-transitivity = Транзитивность
web-network-two-readings = На конец каждого года: достоверное; в скобках возможное, где оно отличается.
web-network-measure-density = плотность
web-network-how-density = 2m / n(n − 1)
web-network-measure-mean-degree = средняя степень
web-network-how-mean-degree = 2m / n
web-network-measure-max-degree = наибольшая степень
web-network-how-max-degree = больше всего партнёров
web-network-measure-degree-assortativity = ассортативность по степени
web-network-how-degree-assortativity = пары в обоих направлениях (Newman 2002)
web-network-measure-components = компоненты
web-network-how-components = множества сторон, соединённых путями
web-network-measure-giant-nodes = сторон в крупнейшей
web-network-how-giant-nodes = крупнейшая компонента
web-network-measure-giant-share = доля крупнейшей
web-network-how-giant-share = её стороны / все стороны
web-network-measure-triangles = треугольники
web-network-how-triangles = три стороны, все связаны
web-network-measure-transitivity = транзитивность
web-network-how-transitivity = 3 × треугольники / пути длины два
web-network-measure-average-clustering = средняя локальная кластеризация
web-network-how-average-clustering = Watts & Strogatz 1998; 0, если партнёров меньше двух
web-network-measure-mean-distance = среднее расстояние
web-network-how-mean-distance = пары в крупнейшей компоненте
web-network-measure-diameter = диаметр
web-network-how-diameter = пары в крупнейшей компоненте
web-network-measure-mean-distance-joined = среднее расстояние, все соединённые
web-network-how-mean-distance-joined = все пары, соединённые путём
web-network-measure-longest-distance = наибольшее расстояние
web-network-how-longest-distance = все пары, соединённые путём
web-network-measure-max-core = высшее ядро
web-network-how-max-core = наибольшее k, для которого есть k-ядро (Seidman 1983)
web-network-measure-max-core-nodes = сторон в нём
web-network-how-max-core-nodes = стороны с этим номером ядра
web-network-measure-communities = сообщества
web-network-how-communities = Лейден (Traag и др. 2019), зерно 1987
web-network-measure-modularity = модулярность
web-network-how-modularity = для этих сообществ (Newman & Girvan 2004)
web-network-measure-measured-edges = пар с известной длиной
web-network-how-measured-edges = у обоих концов есть точка
web-network-measure-length-q1-km = длина, нижний квартиль (км)
web-network-how-length-q1-km = по большому кругу
web-network-measure-length-median-km = длина, медиана (км)
web-network-how-length-median-km = по большому кругу
web-network-measure-length-q3-km = длина, верхний квартиль (км)
web-network-how-length-q3-km = по большому кругу
web-network-measure-domestic-share = доля внутри страны
web-network-how-domestic-share = из пар, где известны обе
web-network-measure-ei-country = индекс E-I по стране
web-network-how-ei-country = Krackhardt & Stern 1988: 1 — все между разными
web-network-measure-assortativity-country = ассортативность по стране
web-network-how-assortativity-country = Newman 2003: 1 — все внутри одинаковых
web-network-measure-ei-level = индекс E-I по уровню
web-network-how-ei-level = Krackhardt & Stern 1988: 1 — все между разными
web-network-measure-assortativity-level = ассортативность по уровню
web-network-how-assortativity-level = Newman 2003: 1 — все внутри одинаковых
web-network-measure-ei-tier = индекс E-I по ярусу
web-network-how-ei-tier = Krackhardt & Stern 1988: 1 — все между разными
web-network-measure-assortativity-tier = ассортативность по ярусу
web-network-how-assortativity-tier = Newman 2003: 1 — все внутри одинаковых

## Suggestions
web-suggest-title = Подбор
web-suggest-lead = Кого место могло бы искать в партнёры и что связь могла бы начать; у каждого довода есть основания.
web-suggest-backtest = Насколько этому верить
web-suggest-place = Орган местной власти
web-suggest-country = Страна партнёров
web-suggest-top = Сколько
web-suggest-forms = Обмены для связи
web-suggest-tie = Связь: чем её дополнить
web-suggest-until = Проверка на прошлом: последний год прошлого
web-suggest-edges = Проверка на прошлом: связи из CSV-файла со столбцами a, b, since
web-suggest-places = Проверка на прошлом: CSV-файл концов связей: id, country, latitude, longitude, population
web-suggest-seed = Проверка на прошлом: другое число для выборки
web-suggest-partner = Партнёр
web-suggest-points = Баллы
web-suggest-reason = Причина
web-suggest-these = Похожие связи: { $ties }.
web-suggest-of-register = По связям местных властей в реестре, каждая — со дня первой обязывающей стадии.
web-suggest-of-file = По связям из файла { $file }.
web-suggest-among = Мест, для которых построен порядок: { $places }; кандидатов: { $candidates }.
web-suggest-fitted = Модель подобрана по последней пятой части прошлого, изъятой из остального; пар мест, связанных и раньше: { $held_back }.
web-suggest-drawn = Для AUC на каждое место отобрано мест: { $places } (зерно { $seed }).
web-suggest-candidates = { $shown } из { $whole } мест, с которыми в этот день нет связи; место:
web-suggest-advice = Это совет, а не факт: балл лишь упорядочивает кандидатов.
web-suggest-like = Похожих связей: { $count }. Связь:
web-suggest-by-type = Похожи по виду.
web-suggest-by-levels = И по уровням.
web-suggest-by-fields = И по общей области.
web-suggest-missing = Что есть у них и чего нет у неё
web-suggest-form = Область или форма
web-suggest-is-field = область
web-suggest-is-form = форма обмена
web-suggest-having = Связи, у которых это есть
web-suggest-such-as = Например
web-suggest-no-missing = У похожих связей не записано ничего, чего нет у этой.
web-suggest-lack = Незаписанное всё же может существовать.
web-suggest-run = Проверить
web-suggest-past = До конца { $until } года: пар { $past }; позже: { $later }, из них ранжировано с обоих концов: { $ranked }.
web-suggest-set-aside = Отложено: без ясной даты — { $unclear }; с концом, который нельзя ранжировать, — { $unseen }.
web-suggest-ranked-by = Чем ранжировано
web-suggest-rival-model = этот способ
web-suggest-rival-common-neighbours = общие партнёры
web-suggest-rival-adamic-adar = Адамик–Адар
web-suggest-rival-preferential-attachment = число партнёров
web-suggest-rival-popularity-in-the-same-country = популярность в той же стране
web-suggest-too-few = { $count ->
    [one] { $count } пары слишком мало, чтобы различить способы.
    [few] { $count } пар слишком мало, чтобы различить способы.
   *[other] { $count } пар слишком мало, чтобы различить способы.
}
web-suggest-verdict-ahead = Лучше лучшего из прочих на { $margin } пункта hits@10 (95% перевыборок: от { $least } до { $most }).
web-suggest-verdict-chance = Лучше лучшего из прочих на { $margin } пункта hits@10, в пределах случайности (95% перевыборок: от { $least } до { $most }).
web-suggest-verdict-behind = Не лучше лучшего из прочих: { $margin } пункта hits@10 (95% перевыборок: от { $least } до { $most }).
web-suggest-scores = Hits@10: доля поздних связей среди первых десяти кандидатов. AUC: против мест, не связанных ни до, ни после.
web-reason-partners = наши партнёры, связанные с этим местом, { $count }: { $names }
web-reason-likeness = места с общими с нами партнёрами, связанные с этим, { $count }: { $names }
web-reason-countrymen = места нашей страны, связанные с этим, { $count }: { $names }
web-reason-popular = его партнёры, { $count }: { $names }
web-reason-affinity-none = связей нашей страны не записано, меньше случайного: { $country }
web-reason-affinity-more = связей нашей страны { $count }, чаще случайного; страна: { $country }
web-reason-affinity-less = связей нашей страны { $count }, реже случайного; страна: { $country }
web-reason-own = наши партнёры в этой стране, { $count }: { $names }
web-reason-gap = наших партнёров там не записано; места нашей страны, у которых они есть, { $count }: { $names }
web-reason-gap-near = (из них в нашей префектуре: { $count })
web-reason-domestic = это место нашей страны
web-reason-near = расстояние { $distance } км
web-reason-size = близкий размер: там { $theirs }, у нас { $ours }
web-reason-level-same = того же уровня: { $level }
web-reason-level-like = близкого уровня: у нас { $ours }, там { $theirs }
web-reason-ports = у обоих есть порт: { $names }
web-reason-capitals = оба называют древней столицей
web-reason-fields = связи обоих живут в областях: { $concepts }
web-reason-new-field = область его связей, которой у наших не записано: { $concepts }
web-reason-bodies = организации обоих уже связаны: { $names }
web-reason-wish = о связи двоих записано: { $concepts }
web-reason-aims = записаны цели одной стороны к другой: { $names }
web-reason-former = связь двоих прекращена: { $names }

## Survival
web-survival-title = Сколько живут связи
web-survival-lead = Доля связей, переживших каждый возраст, с указанием усечения и цензурирования; и связи, установленные и прекращённые по годам.
web-survival-show = Что показать
choice-curves = По возрасту
choice-years = По годам
choice-spells = Каждая связь как срок
web-survival-from = Наблюдение с
web-survival-to = Наблюдение по
web-survival-by = Группа
web-survival-all = все связи
choice-country = по парам стран
choice-level = по уровням
choice-kind = по виду
choice-cohort = по десятилетиям
web-survival-decade = { $decade }-е
web-survival-tier-municipality = муниципалитет
web-survival-tier-prefecture = префектура
web-survival-curve = Доля связей, переживших каждый возраст
web-survival-age = Возраст, лет
web-survival-at-age = { $age ->
    [one] { $age } год
    [few] { $age } года
   *[other] { $age } лет
}
web-survival-ties = учтённых связей
web-survival-ended = прекращено
web-survival-standing = в силе в конце (цензурированы справа)
web-survival-truncated = начались до наблюдения (усечены слева)
web-survival-before = начались до
web-survival-established = установлено
web-survival-median = Медиана жизни
web-survival-not-reached = не достигнута
web-survival-median-years = { $years } лет (95%: от { $low } до { $high })
web-survival-youngest = Моложе { $years } лет никто не виден: доли относятся к связям этого возраста.
web-survival-in-sight = В поле зрения
web-survival-outlive = Переживают
web-survival-limits = Пределы 95%
web-survival-readings = Прочтения дат
web-survival-intervals = По интервалам
web-survival-turnbull = По интервалам: оценка Тернбулла.
web-survival-exact = Оценка по интервалам не нужна: все даты известны с точностью до дня.
web-survival-truncation = Оценки по интервалам нет: связи, начавшиеся до наблюдения, усечены.
web-survival-too-many = Оценки по интервалам нет: связей слишком много.
web-survival-unsettled = Оценки по интервалам нет: её вычисление не сходится.
web-survival-breslow = Оценка Бреслоу, так как в некотором возрасте в поле зрения никого не было: { $groups }.
web-survival-years = Установлены и прекращены по годам
web-survival-total = В точно известном году установлено: { $established }, прекращено: { $ended }; остальные возможны в каждом из нескольких лет.
web-survival-began = Начало
web-survival-last-day = Последний день в силе
web-survival-from-age = Видна с возраста
web-survival-to-age = Видна до возраста
web-survival-outcome = Затем
web-survival-spell-ended = прекращена
web-survival-spell-standing = в силе
web-survival-spell-begun-later = не учтена: началась позже
web-survival-spell-ended-earlier = не учтена: прекращена раньше
web-survival-spell-ended-on-no-known-day = не учтена: день прекращения неизвестен
web-survival-method = Оценка { $method }; пределы по дисперсии Гринвуда, log-log. Связи с неточными датами, учтённые по середине: { $count }.
web-survival-left-never-in-force = Не учтены, никогда не были в силе: { $count }.
web-survival-left-undated = Не учтены, без даты: { $count }.
web-survival-left-begun-later = Не учтены, начались позже: { $count }.
web-survival-left-ended-earlier = Не учтены, прекращены раньше: { $count }.
web-survival-left-ended-on-no-known-day = Не учтены, день прекращения неизвестен: { $count }.
web-survival-window = Наблюдение: { $first } — { $last }; более старые связи входят в том возрасте, который имели.
web-survival-open = Наблюдение до: { $last }, каждая связь с её начала; прекращённое до того, как его записали, отсутствует. Укажите начало наблюдения, если оно известно.

## Measures
web-measure-title = Показатели связей
web-measure-lead = Широта, глубина, объём, равновесие, непрерывность, активность и стоимость связи; от меньшего к большему, где данные неточны.
web-measuring-of = Связь, или связи места, или связи между двумя
web-measuring-years = Объём за годы
web-measuring-breadth = Широта
web-measuring-depth = Глубина
web-measuring-volume = Объём { $first }–{ $last }
web-measuring-balance = Равновесие
web-measuring-continuity = Непрерывность
web-measuring-activeness = Активность
web-measuring-cost = Стоимость
web-measuring-fields = области
web-measuring-shannon = эффективное число областей, Шеннон
web-measuring-simpson = эффективное число областей, Симпсон
web-measuring-institutions = учреждения
web-measuring-sub-ties = связи в её рамках
web-measuring-offices = представительства
web-measuring-agreements = соглашения
web-measuring-series = самая длинная серия соглашений
web-measuring-events = события
web-measuring-persons = люди
web-measuring-person-days = человеко-дни
web-measuring-persons-from = направлено людей: { $sender }
web-measuring-share-events = доля направленных событий: { $sender }
web-measuring-share-persons = доля направленных людей: { $sender }
web-measuring-lived = лет с деятельностью
web-measuring-lived-of = { $lived } из { $years } ({ $first }–{ $last })
web-measuring-silence = самый долгий перерыв, лет
web-measuring-state = состояние по правилу { $rule }
web-measuring-since = лет с последнего признака жизни
web-measuring-status = состояние, которое называет источник
web-measuring-differs = правило говорит иное
web-measuring-agrees = правило согласно
web-measuring-somebody = кто-то
web-measuring-not-stated = доля и сумма не указаны
web-measuring-amounts = указанные суммы
web-measuring-who-pays = кто платит
web-measuring-by-year = По годам и направившим сторонам
web-measuring-each-year = Каждый год
web-measuring-sender = Кто направил
web-measuring-sender-together = обе стороны (подписание)
web-measuring-sender-nobody = направление не указано
web-measuring-missing = Что не вошло
web-measuring-missing-undated = Без даты, ни в одном году ({ $count })
web-measuring-missing-without-number = Без указанного числа людей ({ $count })
web-measuring-missing-without-duration = Без указанной продолжительности ({ $count })
web-measuring-missing-without-activity = Области без записанной деятельности ({ $count })
web-measuring-missing-without-amount = Плательщик известен, сумма не указана ({ $count })
web-measuring-count = { $count ->
    [one] { $count } связь, которая достоверно или возможно была в силе в этот день.
    [few] { $count } связи, которые достоверно или возможно были в силе в этот день.
   *[other] { $count } связей, которые достоверно или возможно были в силе в этот день.
}
web-measuring-bare = { $count ->
    [one] Об { $count } не записано ничего, что можно измерить.
    [few] О { $count } не записано ничего, что можно измерить.
   *[other] О { $count } не записано ничего, что можно измерить.
}
web-measuring-none-means = Прочерк — нет данных, а не ноль; откройте связь, чтобы увидеть почему.

## Gaps, checks, lists
web-gaps-title = Пробелы
web-gaps-lead = Что спросил бы читатель и на что реестр не отвечает: пробел — в наших знаниях, а не в прошлом.
web-gaps-of = Только о
web-gaps-of-hint = Место, связь, лицо
web-gaps-code = Вид пробела
web-gaps-unknown = Что неизвестно
web-gaps-none = По этим вопросам пробелов нет.
choice-undated = без даты
web-gap-undated = ни один источник не говорит, когда это началось
choice-unsourced = без источника
web-gap-unsourced = нет источника, который можно посмотреть: { $property }
choice-unverified = не проверено
web-gap-unverified = ни один прочитанный источник не подтверждает: { $property }
choice-one-sided = сообщает одна сторона
web-gap-one-sided = о ней говорят источники только одной стороны
choice-missing = не записано
web-gap-missing = не записано: { $property }
web-check-title = Противоречия
web-check-lead = Даты, серии, доли и стороны, которые не сходятся, и что один факт говорит о другом. Проблемой считается только достоверное.
web-check-none = Противоречий нет.
web-check-found = Найдено
web-check-what = Что
web-check-problem = проблема
web-check-remark = замечание
web-check-series-start = { $step ->
    [one] серия раз в { $step } год, номер { $ordinal }: { $date }; значит, первый: { $year }; дата связи: { $tie_date }
    [few] серия раз в { $step } года, номер { $ordinal }: { $date }; значит, первый: { $year }; дата связи: { $tie_date }
   *[other] серия раз в { $step } лет, номер { $ordinal }: { $date }; значит, первый: { $year }; дата связи: { $tie_date }
}
web-check-ordinal-order = в серии номер { $ordinal }: { $date }; номер { $other }: { $other_date }
web-check-before-party-exists = дата связи: { $date }; { $party } существует: { $existence }
web-check-after-party-ends = дата связи: { $date }; { $party } существовала: { $existence }
web-check-event-before-tie = дата: { $date }, раньше всего, что записано о связи: { $tie } ({ $tie_date })
web-check-end-before-start = конец: { $end }; начало: { $date }
web-check-share-over-one = доли расходов в сумме { $total } вместо 1
web-check-parent-parties = { $party } не принадлежит ни одной стороне более широкой связи: { $parent }
web-check-too-few-parties = записано сторон: { $count }; у связи их две или больше
web-check-renews-later = дата: { $date }; продлевает или заменяет более позднее: { $other } ({ $other_date })
web-check-visit-apart = подписано: { $date }; визит «{ $visit }»: { $visit_date }
web-check-term-apart = действует до: { $end }; указанный срок, считая с { $date }, истекает около: { $term_end }
web-reconcile-title = Расхождения списков
web-reconcile-source = Только по этому документу
web-reconcile-every = Также связи, у другой стороны которых нет списка
web-reconcile-lead = Два списка одних и тех же связей рядом: что есть у одной стороны и нет у другой и где сведения расходятся.
web-reconcile-count = Рассмотрено связей: { $ties }; в списке только одной стороны: { $one }; с расхождениями: { $two }.
web-reconcile-one-sided = В списке только одной стороны
web-reconcile-by = Есть у
web-reconcile-not-by = Нет у
web-reconcile-document = Список
web-reconcile-different = списки в разных документах
web-reconcile-disagree = Расхождения
web-reconcile-about = О чём
web-reconcile-says = Кто что говорит
web-reconcile-unanswered = { $count ->
    [one] Ещё { $count }: у партнёра здесь нет списка
    [few] Ещё { $count }: у партнёра здесь нет списка
   *[other] Ещё { $count }: у партнёра здесь нет списка
}
web-reconcile-unanswered-title = У другой стороны здесь нет списка

## Timeline and pictures
web-timeline-title = Хронология
web-timeline-lead = Всё датированное о связи и о связях в её рамках, по порядку; неточные даты остаются неточными.
web-timeline-what = Что
web-timeline-stage = этап
web-timeline-status = состояние
web-timeline-opened = начало
web-timeline-closed = конец
web-timeline-set-aside = предпочтено другое утверждение
web-timeline-uncounted = запланировано или не проверено
web-plot-title = Рисунки
web-plot-lead = Назовите, что нарисовать. Каждый знак рисунка открывает основания.
web-plot-name-years = Годы
web-plot-name-map = Карта
web-plot-name-network = Сеть
web-plot-name-matrix = Матрица
web-plot-name-timeline = Хронология
web-plot-name-volume = Объём
web-plot-name-fields = Области
web-plot-what-timeline = Одна связь
web-plot-what-volume = Одна связь или две стороны
web-plot-what-fields = От двух до восьми связей
web-plot-rests = Основания рисунка:
web-plot-list = То же словами

## Report, exports, embed
web-report-title = Справка о связях
web-report-lead = Справка о двух сторонах: каждое число открывает отрывки, на которых стоит.
web-report-sides = Две стороны
web-report-language = Язык справки
web-report-head = Номер, автор, рассылка
web-report-to-hint = через точку с запятой
web-report-clocks = День и время сведений — те, что вверху страницы.
web-report-prepare = Подготовить справку
web-report-get = Справка
web-report-open = Открыть
web-report-save = Сохранить
web-report-takes = Справка о многих связях готовится несколько секунд; дольше всего PDF и Word.
web-report-format-html = Веб-страница
web-report-for-html = основания открываются рядом; один файл
web-report-format-pdf = PDF
web-report-for-pdf = для печати и архива
web-report-format-docx = Word
web-report-for-docx = для правки
web-report-format-md = Markdown
web-report-for-md = простой текст с примечаниями
web-report-format-json = JSON
web-report-for-json = для программ; каждое утверждение с отрывком
web-export-title = Выгрузка
web-export-lead = Связи и всё, что с ними связано, в виде файлов для других программ. Выгружается только общедоступное.
web-export-choose = Выбрать эти связи
web-export-holds = { $count ->
    [one] В файлах { $count } связь, даже если не была в силе в этот день, с основаниями.
    [few] В файлах { $count } связи, в том числе не бывшие в силе в этот день, с основаниями.
   *[other] В файлах { $count } связей, в том числе не бывших в силе в этот день, с основаниями.
}
web-export-formats = Форматы
web-export-format = Формат
web-export-for = Для чего
web-export-file = Файл
web-export-takes = Большая выгрузка занимает несколько секунд.
web-export-extra = Для Parquet нужно установить дополнение «research».
web-export-for-csv = Таблицы: файл на каждый вид, со словарём данных
web-export-for-xlsx = Электронная таблица, лист на каждый вид
web-export-for-parquet = Таблицы для data frame (pandas, polars, DuckDB)
web-export-for-geojson = Карты: места точками, связи дугами большого круга (QGIS, Leaflet, MapLibre)
web-export-for-graphml = Сеть на день (networkx, igraph, yEd, Gephi)
web-export-for-gexf = Сеть во времени: шкала времени Gephi
web-export-for-jsonld = Связанные данные в JSON
web-export-for-turtle = Связанные данные: schema.org, PROV-O, SKOS и свойства Викиданных
web-export-for-ical = Календарь: годовщины и сроки соглашений
web-export-for-quickstatements = Утверждения для Викиданных с источниками
web-export-for-panel = Строка на каждую связанную пару и год, для регрессий
web-export-for-panel-countries = То же по парам стран
web-export-for-panel-all-pairs = То же вместе с несвязанными парами
web-release-title = Выпуски
web-release-lead = Весь открытый реестр, зафиксированный на день, во всех форматах, чтобы ссылаться и проверять.
web-release-what = Выпуск — это папка, в которой есть:
web-release-holds-formats = реестр в форматах, числом { $count }
web-release-holds-readme = README о том, что в ней, что опущено и как считалось
web-release-holds-datapackage = описание для программ (datapackage.json)
web-release-holds-citation = как ссылаться (CITATION.cff)
web-release-holds-sums = контрольная сумма каждого файла (sha256sums.txt)
web-release-same = Одинаковые день и время сведений дают одинаковые байты, поэтому любой может сделать выпуск заново и сравнить.
web-release-how = Как его сделать
web-release-folder = ПАПКА
web-release-public = Закрытого в выпуске нет.
web-embed-title = Встраивание
web-embed-lead = Небольшой список партнёров или одна связь для сайта города. Обновляется вместе с реестром.
web-embed-of = Что показать
web-embed-place = Место или связь
web-embed-look = Оформление
web-embed-snippet = Скопируйте это на свою страницу
web-embed-copy = Скопировать
web-embed-copied = Скопировано
web-embed-says = Язык — как у этой страницы. Не следит через cookie, не выполняет сценариев и показывает только общедоступное.
web-embed-preview = Как это будет выглядеть
web-embed-more = Основания и подробности в Kizuna

## Due
web-due-title = Сроки
web-due-lead = Что наступает в ближайшее время: окончание соглашений, пересмотры, юбилеи, кратные пяти годам, запланированное и связи без признаков деятельности.
web-due-of = Место или связь
web-due-within = В течение скольких дней
web-due-silent-label = Связи без деятельности столько лет (0: не показывать)
web-due-when = Когда
web-due-what = Что
web-due-expiry = соглашение заканчивается
web-due-review = пересмотр
web-due-anniversary = { $years ->
    [one] { $years } год со дня подписания
    [few] { $years } года со дня подписания
   *[other] { $years } лет со дня подписания
}
web-due-planned = запланировано
web-due-silent = последний признак деятельности
web-due-none = До { $day } ничего из записанного не наступает.
web-due-bare = { $count ->
    [one] У { $count } действующей связи не записано никакой деятельности.
   *[other] У { $count } действующих связей не записано никакой деятельности.
}
web-due-count-expiry = соглашений заканчивается
web-due-count-review = пересмотров
web-due-count-anniversary = юбилеев
web-due-count-planned = запланировано
web-due-count-silent = связей без недавней деятельности

## Brief
web-brief-title = Справка
web-brief-lead = Одна связь на одной странице для депутатов: что это за связь, её даты, последние события, сроки, кто платит и чего не известно.
web-brief-tie = Связь или две её стороны
web-brief-sentence = { $state ->
    [certain] Связь установлена { $date }: { $parties } — { $kind }.
    [undated] Связь действует, { $date }: { $parties } — { $kind }.
    [possible] На { $day } связь, возможно, действовала (подписание: { $date }): { $parties } — { $kind }.
   *[no] На { $day } связь не действовала (подписание: { $date }): { $parties } — { $kind }.
}
web-brief-status = Статус
web-brief-stage = Основные даты
web-brief-agreement = Соглашения
web-brief-payer = Кто платит
web-brief-gap = Не известно
web-brief-event = Последние события
web-brief-due = Сроки
web-brief-persons = Человек
web-brief-until = до { $date }
web-brief-no-end = срок окончания не записан
web-brief-unstated = доля и сумма не указаны
web-brief-unknown = плательщик не указан
web-brief-not-stated = не указано

## Annual report
web-annual-title = Годовой отчёт
web-annual-lead = Что произошло за период в одной связи или во всех связях места, рядом с предыдущим периодом: события, соглашения, программы, расходы и пробелы.
web-annual-of = Связь или место
web-annual-from = С: день, месяц или год (пусто: последний полный год)
web-annual-to = По: день, месяц или год
web-annual-sections = Разделы через запятую: totals, events, agreements, programmes, gaps
web-annual-remark = Ваш собственный абзац
web-annual-ties = { $count ->
    [0] Связей, действовавших в этом периоде, не записано.
   *[other] Действовавшие связи: { $ties }.
}
web-annual-from-author = От автора
web-annual-totals = Итоги
web-annual-events = События и расходы
web-annual-agreements = Соглашения
web-annual-programmes = Программы
web-annual-gaps = Не известно
web-annual-total-ties = действовавшие связи
web-annual-total-events = события
web-annual-total-persons = участники поездок, насколько указано
web-annual-total-agreements = подписанные соглашения
web-annual-total-programmes = действовавшие программы
web-annual-change = Изменение
web-annual-sent-by = Кто направил
web-annual-by-direction = События по направлениям; взаимное считается в каждую сторону
web-annual-undated = { $count ->
    [one] { $count } событие не имеет даты и не входит ни в один период.
    [few] { $count } события не имеют даты и не входят ни в один период.
   *[other] { $count } событий не имеют даты и не входят ни в один период.
}
web-annual-no-persons = { $count ->
    [one] Для { $count } события число людей не указано.
   *[other] Для { $count } событий число людей не указано.
}
web-annual-no-cost = { $count ->
    [one] Для { $count } события расходы не указаны.
   *[other] Для { $count } событий расходы не указаны.
}
web-annual-without-amount = без суммы: { $count }
web-annual-due = Сроки в этом периоде и за такое же время после него
web-annual-yearly = Человек в год
web-annual-possibly = «Возможно»: ни один датированный источник не говорит, что это продолжалось до того времени.
