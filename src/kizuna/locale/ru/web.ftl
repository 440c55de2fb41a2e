# Страницы в браузере.

web-skip = К содержанию
web-search = Поиск
web-search-hint = Место, лицо или слово
web-search-title = Поиск: { $words }
web-search-nothing = По запросу «{ $words }» ничего не найдено. Попробуйте другое написание или меньше слов.
web-search-similar = Точного совпадения с «{ $words }» нет. Похожие названия:
web-search-ties = { $count ->
    [one] { $count } связь
    [few] { $count } связи
   *[other] { $count } связей
}
web-main-menu = Главное меню
web-evidence = Основание
web-open-evidence = Открыть основание
web-footer = Kizuna хранит связи между органами местной власти и основание каждого факта.
web-now = сейчас
web-fault-title = Это нельзя показать
web-fault-300 = Что имеется в виду?
web-fault-400 = На этот вопрос нельзя ответить
web-fault-404 = Такого в реестре нет
web-fault-413 = Прислано больше, чем принимается за один раз
web-fault-500 = Реестр не смог ответить
web-fault-503 = Реестр занят
web-fault-home = На главную страницу
web-home-title = Связи между органами местной власти
web-home-lead = Кто с кем связан, с какого времени, на каком основании и кто это утверждает.
web-as-of = На какой день
web-as-of-hint = День, месяц или год: 1987-04-01, 1987-04 или 1987. Пусто — сегодня.
web-known-at = По сведениям на
web-known-at-hint = Без того, что записано позже. Пусто — всё, что известно сейчас.
web-ask = Показать
web-clocks-today = По состоянию на сегодня, по всем известным сведениям
web-clocks-day = По состоянию на { $day }, по всем известным сведениям
web-clocks-known = По состоянию на сегодня, по сведениям на { $known }
web-clocks-both = По состоянию на { $day }, по сведениям на { $known }
web-clocks-change = Изменить день
web-clocks-back = Вернуться к сегодняшнему дню
web-clocks-wrong = «{ $text }» — не дата. Напишите день, месяц или год: 1987-04-01, 1987-04 или 1987.
web-close = Закрыть
web-loading = Открывается основание…
web-evidence-number = Основание { $number }
web-evidence-more = Все основания, ещё { $number }
web-evidence-rest = и ещё { $count }; все они есть в JSON и в выгрузках
web-evidence-step = { $number } из { $count }
web-evidence-before = Предыдущее основание
web-evidence-next = Следующее основание
web-on-paper = Знак вида [0e31939e] обозначает утверждение; его основание открывается по адресу { $address } с этим знаком в конце.
web-look = Оформление
web-look-device = Как на устройстве
web-look-light = Светлое
web-look-dark = Тёмное
web-pages = Страницы списка
web-page-number = Страница { $number }
web-page-before = Назад
web-page-after = Вперёд
web-date-hint = Сколько известно: 1974-04-18, 1974-04, 1974; около — 1974~, под вопросом — 1974?, с и до — 1981/1983, когда-то между — [1981..1983].
web-fault-candidates = Варианты
web-fault-what-to-do = Проверьте адрес, воспользуйтесь поиском вверху или начните с главной страницы.
web-fault-clocks = Исправьте дату вверху или начните с главной страницы.
web-unsent = В момент отправки вы уже не были в системе, поэтому ничего не записано. Вы написали:
