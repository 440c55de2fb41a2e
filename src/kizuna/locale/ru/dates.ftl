# Dates of EDTF in words. A message with no case at its end is the nominative, which other languages
# than Russian use throughout; `-genitive` follows since, before and after, `-accusative` follows to,
# `-locative` stands inside the `date-when-*` messages, which answer the question "when?".

date-year = { $year } г.
date-year-bce = { $year } г. до н. э.
date-significant = { $year } (значащих цифр: { $digits })

date-month-name = { $month ->
     [1] январь
     [2] февраль
     [3] март
     [4] апрель
     [5] май
     [6] июнь
     [7] июль
     [8] август
     [9] сентябрь
     [10] октябрь
     [11] ноябрь
    *[12] декабрь
}
date-month-name-genitive = { $month ->
     [1] января
     [2] февраля
     [3] марта
     [4] апреля
     [5] мая
     [6] июня
     [7] июля
     [8] августа
     [9] сентября
     [10] октября
     [11] ноября
    *[12] декабря
}
date-month-name-accusative = { date-month-name }
date-month-name-locative = { $month ->
     [1] январе
     [2] феврале
     [3] марте
     [4] апреле
     [5] мае
     [6] июне
     [7] июле
     [8] августе
     [9] сентябре
     [10] октябре
     [11] ноябре
    *[12] декабре
}

date-day = { $day } { date-month-name-genitive } { $year }
date-month = { date-month-name } { $year }
date-month-genitive = { date-month-name-genitive } { $year }
date-month-accusative = { date-month-name-accusative } { $year }
date-month-locative = { date-month-name-locative } { $year }

date-season-name = { $season ->
     [21] весна
     [22] лето
     [23] осень
    *[24] зима
}
date-season-name-genitive = { $season ->
     [21] весны
     [22] лета
     [23] осени
    *[24] зимы
}
date-season-name-accusative = { $season ->
     [21] весну
     [22] лето
     [23] осень
    *[24] зиму
}
date-season-name-locative = { $season ->
     [21] весной
     [22] летом
     [23] осенью
    *[24] зимой
}
date-season = { date-season-name } { $year }
date-season-genitive = { date-season-name-genitive } { $year }
date-season-accusative = { date-season-name-accusative } { $year }
date-season-locative = { date-season-name-locative } { $year }

# Quarters (33 to 36), thirds (37 to 39) and halves (40 and 41) of a year, by their number in EDTF.
date-part-name = { $part ->
     [33] I квартал
     [34] II квартал
     [35] III квартал
     [36] IV квартал
     [37] первая треть
     [38] вторая треть
     [39] последняя треть
     [40] первая половина
    *[41] вторая половина
}
date-part-name-genitive = { $part ->
     [33] I квартала
     [34] II квартала
     [35] III квартала
     [36] IV квартала
     [37] первой трети
     [38] второй трети
     [39] последней трети
     [40] первой половины
    *[41] второй половины
}
date-part-name-accusative = { $part ->
     [33] I квартал
     [34] II квартал
     [35] III квартал
     [36] IV квартал
     [37] первую треть
     [38] вторую треть
     [39] последнюю треть
     [40] первую половину
    *[41] вторую половину
}
date-part-name-locative = { $part ->
     [33] в I квартале
     [34] во II квартале
     [35] в III квартале
     [36] в IV квартале
     [37] в первой трети
     [38] во второй трети
     [39] в последней трети
     [40] в первой половине
    *[41] во второй половине
}
date-part = { date-part-name } { $year }
date-part-genitive = { date-part-name-genitive } { $year }
date-part-accusative = { date-part-name-accusative } { $year }
date-part-locative = { date-part-name-locative } { $year }

date-decade = { $decade }-е годы
date-decade-genitive = { $decade }-х годов
date-decade-accusative = { $decade }-е годы
date-decade-locative = { $decade }-х годах
date-years = один из годов с { $first } по { $last } г.
date-years-genitive = одного из годов с { $first } по { $last } г.
date-years-accusative = один из годов с { $first } по { $last } г.
date-years-locative = один из годов с { $first } по { $last } г.
date-some-month = один из месяцев { $date }
date-some-month-genitive = одного из месяцев { $date }
date-some-month-accusative = один из месяцев { $date }
date-some-month-locative = один из месяцев { $date }
date-some-day = один из дней { $date }
date-some-day-genitive = одного из дней { $date }
date-some-day-accusative = один из дней { $date }
date-some-day-locative = один из дней { $date }
date-pattern = дата вида { $text }, где X неизвестно

date-about = примерно { $date }
date-perhaps = предположительно { $date }
date-perhaps-about = предположительно примерно { $date }
date-northern = { $date } (северное полушарие)
date-southern = { $date } (южное полушарие)

date-from-to = с { $start } по { $end }
date-since = с { $start }
date-until = по { $end }
date-from-to-unknown = с { $start } по неизвестную дату
date-from-unknown-to = с неизвестной даты по { $end }
date-since-unknown = с неизвестной даты
date-until-unknown = по неизвестную дату
date-always = всё время
date-not-before = не ранее { $start }
date-not-after = не позднее { $end }
date-between = в период с { $start } по { $end }
date-all-from = все даты с { $start }
date-all-to = все даты по { $end }
date-all-from-to = все даты с { $start } по { $end }

# The qualifier is plain, about, perhaps or perhaps-about.
date-when-day = { $qualifier ->
     [about] примерно { $date }
     [perhaps] предположительно { $date }
     [perhaps-about] предположительно примерно { $date }
    *[plain] { $date }
}
date-when-month = { $qualifier ->
     [about] примерно в { $date }
     [perhaps] предположительно в { $date }
     [perhaps-about] предположительно примерно в { $date }
    *[plain] в { $date }
}
date-when-season = { date-when-day }
date-when-part = { date-when-day }
date-when-year = { date-when-month }
date-when-decade = { date-when-month }
date-when-years = { date-when-month }
date-when-some-month = { date-when-month }
date-when-some-day = { date-when-month }
date-when-pattern = { date-when-day }

# Dates joined by and or by or, as names ($dates) and each as an answer to when ($whens): take one.
date-when-set = { $whens }
