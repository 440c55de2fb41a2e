# The information note. Names of places stand where no case is needed: after a colon, in a list, or alone.
# `$claims` never appear here: each sentence is set with its claims.

## Head
note-title = Связи между органами местной власти: { $a } и { $b }
note-subtitle = Информационная справка по состоянию на { $day }
note-head-number = Номер
note-head-as-of = По состоянию на
note-head-known-at = По сведениям на
note-head-author = Автор
note-head-distribution = Рассылка
note-head-access = Уровень доступа
note-head-ledger = Реестр
note-known-now = последнюю запись реестра
note-author = Kizuna, по данным реестра
note-distribution-none = без ограничений
note-ledger = записей: { $count }, корень { $root }…

## Sections
note-summary = Кратко
note-overview = Карта и хронология
note-ties = Перечень связей
note-main-ties = Главные связи
note-relations = Параллельные связи и неравные уровни
note-economy = Торговые и экономические связи
note-aims = Цели, оценки и перспективы
note-doubts = Расхождения и пробелы
note-sources = Источники
note-pending-title = Согласованные или намеченные, но не установленные
note-agreements = Соглашения
note-fields = Области обменов
note-programmes = Программы
note-events = События
note-funding = Кто платит
note-offices = Представительства
note-sub-ties = Связи организаций в рамках этой связи
note-honours = Почётные звания
note-trade = Торговля
note-transport = Транспорт
note-statistics = Числа, которые называют источники
note-parallels = Параллельные связи
note-mismatches = Связи неравных уровней
note-objectives = Цели, как их называют источники
note-assessments = Оценки
note-outlook = Прогнозы и рекомендации
note-conflicts = Расхождения между источниками
note-gaps = Что неизвестно

## Key figures
note-figure = { $certain } (возможно,{ "\u00A0" }{ $possible })
note-figure-possible = возможно, { $count }
note-count-municipalities = { $a }: муниципалитеты, имеющие связи
note-count-prefectures = { $a }: префектуры, имеющие связи
note-count-level-not-known = { $a }: местные власти со связями, уровень не известен
note-count-ties = связи органов местной власти в силе
note-count-sub-ties = связи портов, профсоюзов и других организаций
note-count-pending = согласованы или намечены, но не установлены
note-stated = { $holder } указывает: { $value }
note-side-drawn = Под названием «{ $side }» понимаются: { $members }.
note-method = Подсчёт по состоянию на { $day }: связь учитывается со дня её официального установления и до тех пор, пока источник не сообщит о её прекращении; связь без даты считается возможной до дня документа, в котором она названа.
note-no-ties = В реестре нет связей, которые были бы в силе на указанную дату, между сторонами: { $a } и { $b }; это не доказывает, что их не было.
note-undated-list = Связей без собственной даты, названных только в документах без даты ({ $documents }): { $count }; ни на один день они не считаются достоверными. Чтобы это исправить, укажите дату списка: впишите date = "2026" в раздел [source] его сопоставления и загрузите список снова или запишите дату документа в файле утверждений.
note-unverified = Не учтено, так как не подтверждается ни одним из прочитанных источников: { $tie }.

## Tables
note-column-party-a = Сторона А
note-column-party-b = Сторона Б
note-column-kind = Вид
note-column-date = Дата
note-column-basis = Основание даты
note-column-fields = Число областей
note-column-standing = Состояние
note-column-stage = Этап
note-column-since = Начало
note-column-programme = Программа
note-column-period = Период
note-column-extent = Частота, число, срок
note-column-event = Событие
note-column-persons = Численность и срок
note-column-sort = Форма и область
note-column-payer = Плательщик
note-column-amount = Сумма
note-column-cost-type = Вид расходов
note-column-of-what = Что оплачивается
note-column-taking-part = Участники
note-column-subject = Предмет
note-column-value = Что утверждается
note-column-holder = Кто утверждает
note-column-weighing = Выбор
note-ties-caption = Связи органов местной власти в силе, начиная с самых широких
note-pending-caption = Связи, не установленные на указанную дату
note-events-caption = Отдельные события в порядке дат
note-conflicts-caption = Конкурирующие утверждения; первым в каждой группе стоит предпочтённое
note-undated = дата не указана
note-in-force-certain = в силе
note-in-force-possible = возможно, в силе
note-in-force-no = не в силе
note-possibly = { $text } (возможно)
note-parts-separator = {", "}
note-cell-separator = {"; "}
note-item = { $text }.
note-colon = {": "}
note-stop = .
note-with-level = { $name } ({ $level })
note-with-others = { $names } (также { $others })
note-milestone-undated = { $stage }, дата не указана

## A tie
note-means-effective = столько областей при равном использовании дали бы то же разнообразие
note-means-range = от наименьшего до наибольшего, что допускают записи без даты или без срока окончания
note-state-active = активна
note-state-slowing = ослабевает
note-state-dormant = бездействует
note-why-no-event = ничто из записанного не говорит, что связь поддерживается
note-why-not-read = ни один документ последних трёх лет не говорит, как поддерживается связь
note-why-undated = записанное не имеет дат
note-volume = { $source } → { $target }: { $persons } в год.
note-volume-days = { $source } → { $target }: { $persons } в год, { $days }.
note-volume-without = Без указания числа участников в год: { $count ->
     [one] { $count } программа
     [few] { $count } программы
     [many] { $count } программ
    *[other] { $count } программы
}.
note-pending-method = На указанную дату эти связи не были установлены; выше они не учтены.
note-objective = Цель ({ $side }; источник: { $holder }): { $text }.
note-objective-own = Цель ({ $holder }, по собственным словам): { $text }.
note-about = { $about } — { $said }
note-statistic = { $measure }: { $value } ({ $when }; { $holder }).
note-statistic-undated = { $measure }: { $value } ({ $holder }).
note-assessment = { $type } ({ $holder }): { $text }.
note-aims-method = Ниже приведены утверждения названных источников, а не факты о сторонах.

## Parallel ties and levels
note-parallel-same = { $inner } и { $outer }: партнёр общий, а из двух других сторон одна находится на территории другой.
note-parallel-shared = { $inner } и { $outer }: у обеих связей одни и те же стороны ({ $parties }).
note-parallel-nested = { $inner } и { $outer }: каждая сторона первой связи находится на территории одной из сторон второй.
note-mismatch-tier = { $tie }: с одной стороны — { $a }; с другой — { $b }.
note-mismatch-rank = { $tie }: с одной стороны — { $a }; с другой — { $b } (город в ранге провинции).

## Conflicts and gaps
note-total-differs-municipalities = { $holder } указывает: { $stated }; по подсчёту реестра: { $counted }.
note-total-differs-prefectures = { $holder } указывает: { $stated }; по подсчёту реестра: { $counted }.
note-disputed = { $subject }: { $property }
note-preferred-because = Предпочтено: { $reason }
note-preferred-by-default = Первое по умолчанию: достовернее, точнее или лучше подтверждено; решение не принято.
note-set-aside = Сохранено наряду с предпочтённым.
note-open = Не решено.
note-gap-undated = Нет даты ({ $kind })
note-gap-unsourced = Нет источника ({ $kind })
note-gap-unverified = Не подтверждается ни одним из прочитанных источников ({ $kind })
note-gap-one-sided = Сообщает только одна сторона ({ $kind })
note-gap-missing = Не заполнено поле «{ $property }» ({ $kind })
note-part-of-tie = { $tie }: { $part }
note-counted = { $subject } ({ $count })
note-nothing-recorded = Сведений нет.
note-nothing-found = Таких сведений нет.
note-left-out = Ещё { $count } здесь опущено; в справке в формате JSON есть все.
note-and-more = и ещё { $count }

## Evidence
note-statement-valid = { $said } ({ $when })
note-recorded = { $recorder }, { $day } ({ $method })
note-judged-for = Предпочтено (решение: { $judge }): { $reason }
note-judged-against = Предпочтено другое утверждение (решение: { $judge }): { $reason }

## Words that a renderer sets
note-word-contents = Содержание
note-word-evidence = Основания
note-word-skip = К тексту
note-word-description = Словами
note-word-cited-in = Где приводится
note-word-passage = Отрывок
note-word-not-held = Текст документа не хранится или открыт не для всех; место в нём указано.
note-rendition = { $type ->
    [translation] Перевод, а не слова самого источника
    [transcription] Расшифровка, а не сам источник
   *[other] Реферат, а не слова самого источника
}
note-word-holder = Кто утверждает
note-word-recorded = Записано
note-word-competing = Конкурирующие утверждения
note-word-judgements = Решения
note-word-close = Закрыть
note-word-made-with = Подготовлено в Kizuna; каждое число ведёт к утверждениям, на которых основан текст.
