# Quantities in words, and names of states that are no more. `$figure` is the number or range as set,
# `$count` the number that rules the plural (the greater one of a range).

quantity-range = { $min }–{ $max }
quantity-about = примерно { $quantity }
quantity-over = более { $quantity }
quantity-up-to = до { $quantity }
quantity-share = { $figure }{ "\u00A0" }%
quantity-ratio = { $count ->
     [one] { $figure } раз
     [few] { $figure } раза
     [many] { $figure } раз
    *[other] { $figure } раза
}
quantity-money = { $figure } { $currency }

# The number whose plural form the unit takes after over and up to: in Russian the genitive.
quantity-count-after-bound = { $count ->
     [one] 2
    *[other] 5
}

unit-days = { $count ->
     [one] { $figure } день
     [few] { $figure } дня
     [many] { $figure } дней
    *[other] { $figure } дня
}
unit-weeks = { $count ->
     [one] { $figure } неделя
     [few] { $figure } недели
     [many] { $figure } недель
    *[other] { $figure } недели
}
unit-months = { $count ->
     [one] { $figure } месяц
     [few] { $figure } месяца
     [many] { $figure } месяцев
    *[other] { $figure } месяца
}
unit-half-years = { $count ->
     [1] полгода
     [one] { $figure } полугодие
     [few] { $figure } полугодия
     [many] { $figure } полугодий
    *[other] { $figure } полугодия
}
unit-years = { $count ->
     [one] { $figure } год
     [few] { $figure } года
     [many] { $figure } лет
    *[other] { $figure } года
}
unit-persons = { $count ->
     [one] { $figure } человек
     [few] { $figure } человека
     [many] { $figure } человек
    *[other] { $figure } человека
}
unit-person-days = { $count ->
     [one] { $figure } человеко-день
     [few] { $figure } человеко-дня
     [many] { $figure } человеко-дней
    *[other] { $figure } человеко-дня
}
unit-delegations = { $count ->
     [one] { $figure } делегация
     [few] { $figure } делегации
     [many] { $figure } делегаций
    *[other] { $figure } делегации
}
unit-groups = { $count ->
     [one] { $figure } группа
     [few] { $figure } группы
     [many] { $figure } групп
    *[other] { $figure } группы
}
unit-visits = { $count ->
     [one] { $figure } визит
     [few] { $figure } визита
     [many] { $figure } визитов
    *[other] { $figure } визита
}
unit-events = { $count ->
     [one] { $figure } событие
     [few] { $figure } события
     [many] { $figure } событий
    *[other] { $figure } события
}
unit-times = { $count ->
     [one] { $figure } раз
     [few] { $figure } раза
     [many] { $figure } раз
    *[other] { $figure } раза
}
unit-flights = { $count ->
     [one] { $figure } рейс
     [few] { $figure } рейса
     [many] { $figure } рейсов
    *[other] { $figure } рейса
}
unit-sailings = { $count ->
     [one] { $figure } рейс судна
     [few] { $figure } рейса судна
     [many] { $figure } рейсов судна
    *[other] { $figure } рейса судна
}
unit-ships = { $count ->
     [one] { $figure } судно
     [few] { $figure } судна
     [many] { $figure } судов
    *[other] { $figure } судна
}
unit-cities = { $count ->
     [one] { $figure } город
     [few] { $figure } города
     [many] { $figure } городов
    *[other] { $figure } города
}
unit-prefectures = { $count ->
     [one] { $figure } префектура
     [few] { $figure } префектуры
     [many] { $figure } префектур
    *[other] { $figure } префектуры
}
unit-provinces = { $count ->
     [one] { $figure } провинция
     [few] { $figure } провинции
     [many] { $figure } провинций
    *[other] { $figure } провинции
}
unit-regions = { $count ->
     [one] { $figure } регион
     [few] { $figure } региона
     [many] { $figure } регионов
    *[other] { $figure } региона
}
unit-countries = { $count ->
     [one] { $figure } страна
     [few] { $figure } страны
     [many] { $figure } стран
    *[other] { $figure } страны
}
unit-governments = { $count ->
     [one] { $figure } орган местной власти
     [few] { $figure } органа местной власти
     [many] { $figure } органов местной власти
    *[other] { $figure } органа местной власти
}
unit-ties = { $count ->
     [one] { $figure } связь
     [few] { $figure } связи
     [many] { $figure } связей
    *[other] { $figure } связи
}
unit-agreements = { $count ->
     [one] { $figure } соглашение
     [few] { $figure } соглашения
     [many] { $figure } соглашений
    *[other] { $figure } соглашения
}
unit-fields = { $count ->
     [one] { $figure } область
     [few] { $figure } области
     [many] { $figure } областей
    *[other] { $figure } области
}
unit-programmes = { $count ->
     [one] { $figure } программа
     [few] { $figure } программы
     [many] { $figure } программ
    *[other] { $figure } программы
}
unit-projects = { $count ->
     [one] { $figure } проект
     [few] { $figure } проекта
     [many] { $figure } проектов
    *[other] { $figure } проекта
}
unit-exchanges = { $count ->
     [one] { $figure } обмен
     [few] { $figure } обмена
     [many] { $figure } обменов
    *[other] { $figure } обмена
}
unit-organisations = { $count ->
     [one] { $figure } организация
     [few] { $figure } организации
     [many] { $figure } организаций
    *[other] { $figure } организации
}
unit-companies = { $count ->
     [one] { $figure } компания
     [few] { $figure } компании
     [many] { $figure } компаний
    *[other] { $figure } компании
}
unit-schools = { $count ->
     [one] { $figure } школа
     [few] { $figure } школы
     [many] { $figure } школ
    *[other] { $figure } школы
}
unit-universities = { $count ->
     [one] { $figure } университет
     [few] { $figure } университета
     [many] { $figure } университетов
    *[other] { $figure } университета
}
unit-hospitals = { $count ->
     [one] { $figure } больница
     [few] { $figure } больницы
     [many] { $figure } больниц
    *[other] { $figure } больницы
}
unit-offices = { $count ->
     [one] { $figure } представительство
     [few] { $figure } представительства
     [many] { $figure } представительств
    *[other] { $figure } представительства
}
unit-works = { $count ->
     [one] { $figure } произведение
     [few] { $figure } произведения
     [many] { $figure } произведений
    *[other] { $figure } произведения
}
unit-items = { $count ->
     [one] { $figure } предмет
     [few] { $figure } предмета
     [many] { $figure } предметов
    *[other] { $figure } предмета
}
unit-copies = { $count ->
     [one] { $figure } экземпляр
     [few] { $figure } экземпляра
     [many] { $figure } экземпляров
    *[other] { $figure } экземпляра
}
unit-leaves = { $count ->
     [one] { $figure } лист
     [few] { $figure } листа
     [many] { $figure } листов
    *[other] { $figure } листа
}
unit-tonnes = { $count ->
     [one] { $figure } тонна
     [few] { $figure } тонны
     [many] { $figure } тонн
    *[other] { $figure } тонны
}
unit-square-kilometres = { $count ->
     [one] { $figure } квадратный километр
     [few] { $figure } квадратного километра
     [many] { $figure } квадратных километров
    *[other] { $figure } квадратного километра
}

# States that ISO 3166-1 no longer lists, by their codes of that time (ISO 3166-3).
country-su = СССР
country-cs = Чехословакия
country-dd = Германская Демократическая Республика
country-yu = Югославия
country-an = Нидерландские Антильские острова

# A language with its script or region, where the two have no name together.
language-part = { $name } ({ $part })
