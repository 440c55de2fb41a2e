# Долгая работа: что поручено, сколько сделано, что получилось.

web-jobs = Задания
web-jobs-lead = Долгая работа идёт сама; за результатом можно вернуться позже.
web-jobs-none = Вы ещё не поручали долгой работы. Здесь появятся справки и выгрузки, которые готовятся не сразу.
web-jobs-all = Все задания
web-job-number = Задание { $number }
web-job-report = Справка
web-job-export = Выгрузка
web-job-release = Выпуск всего реестра
web-job-rebuild = Перестроение таблиц реестра
web-job-ask-rebuild = Перестроить таблицы
web-job-hint-rebuild = Все таблицы строятся заново из записанных утверждений. Ответы не меняются.
web-job-ask-release = Подготовить выпуск
web-job-hint-release = Открытая часть реестра во всех форматах с контрольными суммами — одним файлом, для публикации и ссылок.
web-job-what = Задание
web-job-stands = Состояние
web-job-asked = Поручено
web-job-asked-by = Кем
web-job-visitor = посетитель
web-job-state-queued = ожидает
web-job-state-running = выполняется
web-job-state-done = готово
web-job-state-failed = не удалось
web-job-state-cancelled = отменено
web-job-is-queued = Задание ждёт своей очереди.
web-job-is-stopping = Задание останавливается.
web-job-begins = Задание начинается.
web-job-again-begun = Задание начато заново: прежний процесс прервался.
web-job-was-cancelled = Задание отменено. Ничего не изменено.
web-job-failed-because = Выполнить не удалось. Причина:
web-job-progress = { $done } из { $whole }: { $stage }
web-job-progress-label = Ход выполнения
web-job-stage-read = чтение реестра
web-job-stage-write = запись файла
web-job-took = { $minutes ->
    [0] { $seconds } с
   *[other] { $minutes } мин { $seconds } с
}
web-job-save = Сохранить файл
web-job-size-kb = { $size } кБ
web-job-size-mb = { $size } МБ
web-job-kept = { $days ->
    [one] Файл хранится { $days } день.
    [few] Файл хранится { $days } дня.
   *[many] Файл хранится { $days } дней.
}
web-job-gone = { $days ->
    [one] Файл хранился { $days } день и удалён. Поручите задание снова.
    [few] Файл хранился { $days } дня и удалён. Поручите задание снова.
   *[many] Файл хранился { $days } дней и удалён. Поручите задание снова.
}
web-job-was-asked = Что поручено
web-job-asked-on = Поручено: { $moment }
web-job-cancel = Отменить
web-job-reload = Обновить
web-job-once-more = Поручить снова
web-job-made-files = Файлов
web-job-made-claims = Утверждений
web-job-made-ties = Связей
web-job-made-places = Мест
web-job-argument-a = Одна сторона
web-job-argument-b = Другая сторона
web-job-argument-of = Чьи связи
web-job-argument-between = Связи между
web-job-argument-kind = Вид связи
web-job-argument-format = Формат
web-job-argument-language = Язык
web-job-argument-as-of = На какой день
web-job-argument-known-at = По сведениям на
web-job-argument-number = Номер
web-job-argument-author = Автор
web-job-argument-authors = Авторы
web-job-argument-to = Адресаты
web-job-argument-access = Уровень доступа
web-job-argument-base = Начало адресов
