# Страницы в браузере.

web-skip = К содержанию
web-search = Поиск
web-search-hint = Место, лицо или слово
web-search-title = Поиск: { $words }
web-search-nothing = Ничего с этими словами нет. Попробуйте другое написание или меньше слов.
web-main-menu = Главное меню
web-evidence = Основание
web-open-evidence = Открыть основание
web-footer = Kizuna хранит связи между местными властями и основание каждого факта.
web-as-of = На дату
web-known-at = По сведениям на
web-now = сейчас
web-ask = Показать
web-fault-title = Это нельзя показать
web-fault-300 = Что имеется в виду?
web-fault-400 = На этот вопрос нельзя ответить
web-fault-404 = Такого в реестре нет
web-fault-500 = Реестр не смог ответить
web-fault-503 = Реестр занят
web-fault-home = На главную страницу
web-home-title = Связи между местными властями
web-home-lead = Кто с кем связан, с какого времени, на каком основании и кто это утверждает.
