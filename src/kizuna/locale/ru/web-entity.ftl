# Страницы всего, что есть в реестре, основания, документы, поиск.

web-contents = На этой странице
web-all-facts = Что записано
web-other-facts = Также записано
web-entity-id = Адрес в реестре:
web-unknown-then = К { $known } об этом ничего не было известно.
web-unknown-now = Посмотреть, что известно теперь

web-fact-denied = отрицают: { $count }
web-fact-set-aside = предпочтено другое утверждение
web-fact-disputed = есть расхождения
web-fact-preferred = Предпочтено: { $reason }
web-possibly-begun = возможно, к тому времени начато

web-things-more = { $count ->
    [one] Ещё { $count } запись здесь не показана.
    [few] Ещё { $count } записи здесь не показаны.
   *[many] Ещё { $count } записей здесь не показаны.
}
web-things-later = { $count ->
    [one] Опущена { $count } запись, начавшаяся после указанного дня.
    [few] Опущены { $count } записи, начавшиеся после указанного дня.
   *[many] Опущено { $count } записей, начавшихся после указанного дня.
}
web-things-all = Показать все

web-ties-tie = Связь
web-ties-partner = Партнёр
web-ties-kind = Вид
web-ties-since = Дата
web-ties-state = Состояние на этот день

web-show-title = Все записи об одном предмете
web-show-lead = Показать всё, что записано о связи, месте, лице, соглашении, программе, документе или ином предмете: каждый факт с основаниями и всё, что на него ссылается.
web-show-of = Название любым письмом, идентификатор или стороны связи
web-thing-more = Подробнее
web-thing-take = Скачать
web-thing-cite = Как сослаться на эту страницу

web-tie-no-date = Ни один прочитанный источник не говорит, что связь была установлена.
web-tie-parties = Стороны
web-tie-called-type = Как её называет каждая сторона
web-tie-called-name = Название
web-tie-after-day = после указанного дня
web-tie-status = История состояния
web-tie-measures = Показатели связи
web-tie-measures-how = Подсчитано по записям до этого дня; интервал — от наименьшего до наибольшего.
web-tie-said = Что о ней говорят
web-tie-timeline = Хронология
web-tie-open-other = Открыть эту связь

web-place-title = Место
web-place-lead = Что это за место или организация, её связи на день, названия, что к ней относится и что неизвестно.
web-place-which = Место или организация
web-place-sentence = { $state ->
    [partial] { $place } ({ $sort }): ни один источник не очерчивает эту территорию, поэтому её связи не перечислены.
    [none] { $place } ({ $sort }): связей, действующих на { $day }, не записано.
    [undated] { $place } ({ $sort }): на { $day } в силе { $ties } { $number ->
        [one] связь
        [few] связи
       *[other] связей
    }.
   *[dated] { $place } ({ $sort }): на { $day } в силе { $ties } { $number ->
        [one] связь
        [few] связи
       *[other] связей
    }; самая ранняя из датированных: { $since }.
}
web-place-countries = стран у партнёров
web-ties-country = Страна
web-place-ties = Связи в силе
web-place-no-ties = Связей, которые в этот день были в силе, не записано; это не доказывает, что их не было.
web-place-too-wide = Ни один источник не очерчивает эту территорию, поэтому её связи здесь не перечислены.
web-place-all-ties = Список связей
web-place-pending = Согласованы или желаемы, не установлены
web-place-others = Другие связи
web-place-others-how = Прекращены, начаты после этого дня или не подтверждены ни одним прочитанным источником.
web-place-bodies = Принадлежащие организации
web-place-ties-of-bodies = Связи этих организаций в силе
web-place-names = Названия
web-place-spelling = Письменность и транслитерация
web-place-held = Когда так называлось
web-place-standing = Уровень и подчинение во времени
web-place-drawn = Как очерчена
web-place-parts = Входящие в него места

web-claim-later = Это утверждение записано после { $known }: тогда оно не было известно.
web-claim-in-text = Посмотреть отрывок в полном тексте
web-claim-in-text-short = в тексте
web-claim-withheld = Отрывок не показан: по правам или уровню доступа текст открыт не для всех. Его место указано ниже.
web-claim-not-held = Слова самого источника не показаны: его текста здесь нет.
web-original-kept = Подлинник хранится: { $place }.
web-original-published = Опубликовано:
web-text-add = У кого есть текст, может добавить его там, где работает Kizuna, и отрывки появятся:
web-rendition-in-text = { $type ->
    [translation] Посмотреть в полном переводе, со всеми утверждениями
    [transcription] Посмотреть в полной расшифровке, со всеми утверждениями
   *[other] Посмотреть в полном реферате, со всеми утверждениями
}
web-claim-source = Источник
web-claim-where = Где именно
web-claim-characters = знаки { $first }–{ $last } текста
web-claim-nowhere = место в источнике не указано
web-claim-holder = Кто утверждает
web-claim-stance = Как сказано
web-claim-recorded = Записано
web-claim-status = Как учитывается
web-claim-counts = принято и учитывается
web-claim-counts-not = принято, но само по себе факта не подтверждает
web-claim-status-rejected = отклонено
web-claim-status-proposed = предложено и пока никем не принято
web-claim-id = Утверждение или объект
web-claim-why-names = Почему учтено: здесь сказано, что считается, — «{ $name }» ({ $kind }).
web-claim-why-joins = Почему учтено: здесь «{ $name }» ({ $kind }) связывается с тем, к чему относится число.
web-claim-why-dates = Почему учтено: здесь сказано, когда было «{ $name }» ({ $kind }), и потому ясно, на какие дни это считается.
web-claim-why-measures = Почему учтено: здесь дана величина для «{ $name }» ({ $kind }), из которой складывается число.
web-claim-why-tells = Почему учтено: это часть записанного о «{ $name }» ({ $kind }).
web-claim-supporting = То же утверждают
web-claim-competing = Конкурирующие утверждения
web-claim-denying = Отрицают
web-claim-judgements = Решения
web-claim-judgement-withdrawn = отменено
web-claim-before = прежде
web-claim-beside = { $count ->
    [one] Ещё { $count } утверждение по этому отрывку
    [few] Ещё { $count } утверждения по этому отрывку
   *[many] Ещё { $count } утверждений по этому отрывку
}

web-document-read = Читать текст с отрывками
web-document-not-held = Текста этого документа здесь нет.
web-document-read-rendition = { $type ->
    [translation] Читать перевод со всеми утверждениями
    [transcription] Читать расшифровку со всеми утверждениями
   *[other] Читать реферат со всеми утверждениями
}
web-document-renditions = Переводы, расшифровки, рефераты
web-document-renders = { $type ->
    [translation] перевод документа
    [transcription] расшифровка документа
   *[other] реферат документа
}
web-document-rendition-passages = { $count ->
    [one] { $count } отрывок
    [few] { $count } отрывка
   *[many] { $count } отрывков
}
web-document-withheld = Текст не показан: по правам или уровню доступа он открыт не для всех. Где лежат отрывки, всё же указано.
web-document-not-public = Не опубликовано: этот документ и то, что говорит только он, видят лишь учётные записи с допуском.
web-document-publish = Опубликовать
web-document-description = Описание
web-document-claims = Что он говорит, по утверждениям
web-document-no-claims = Утверждений из этого документа не записано.
web-document-reader = Текст прочитан из файла { $file } программами: { $reader }.
web-document-digest-of-text = SHA-256 текста:
web-document-digest-of-file = SHA-256 файла:

web-text = Текст документа
web-text-of = Текст: { $name }
web-text-back = Об этом документе
web-text-how = Отмеченное служит опорой утверждений. Пометка открывает основание; стрелка на полях ведёт к отрывку.
web-text-rendition = { $type ->
    [translation] Это перевод, а не сам источник. На полях утверждения источника, каждое рядом с отрывком, который его переводит:
    [transcription] Это расшифровка, а не сам источник. На полях утверждения источника, каждое рядом с отрывком, который его передаёт:
   *[other] Это реферат другими словами, а не текст источника. На полях утверждения источника, каждое рядом с отрывком, который его излагает:
}
web-text-claims = { $count ->
    [one] { $count } утверждение
    [few] { $count } утверждения
   *[many] { $count } утверждений
}
web-text-to-passage = К отрывку
web-text-this = этот документ

web-search-lead = Введите название любым письмом и написанием, названия двух партнёров или слова, которые могут быть в факте или документе: Santori, 大阪 上海, иглоукалывание.
web-search-results = Поиск: { $words }
web-search-count = { $count ->
    [one] Найден { $count } результат.
    [few] Найдено { $count } результата.
   *[other] Найдено { $count } результатов.
}
web-search-words = слова
web-search-kind = только
web-search-limit = не больше результатов
web-search-column-name = Название
web-search-column-what = Что это
web-search-column-country = Страна
web-search-column-ties = Связи
web-search-column-found = Найденные слова
web-search-column-document = Документ
web-search-all = Всё
choice-name = Названия
choice-fact = Факты
choice-passage = Отрывки
web-search-cut = Найдено больше, чем показано; добавьте слово.
web-search-suggestions = Подсказки
web-search-all-of = Всё, что содержит «{ $words }»
web-claims-title = Утверждения
web-claims-lead = Что говорят источники, утверждение за утверждением, в порядке записи; отклонённые тоже.
web-claims-document = со ссылкой на документ
web-claims-subject = о чём
web-claims-property = свойство
web-claims-value = что утверждается
web-claims-source = источник
web-claims-status = оценка
web-claims-after = после утверждения с номером
web-claims-limit = не больше утверждений
web-claims-cut = Есть и другие утверждения; увеличьте предел или запросите те, что идут после последнего.
web-claims-count = { $count ->
    [one] { $count } утверждение.
    [few] { $count } утверждения.
   *[other] { $count } утверждений.
}
choice-accepted = принято
choice-rejected = отклонено
choice-proposed = предложено
web-evidence-title = Основание утверждения или объекта
web-evidence-lead = Утверждение: отрывок документа, кто это говорит, что говорит за и против и как это решено. Для объекта — каждое его утверждение с отрывком и источником.
web-evidence-around = знаков по обе стороны отрывка
