# Dates of EDTF in words. A message with no case at its end is the nominative, which other languages
# than Russian use throughout; `-genitive` follows since, before and after, `-accusative` follows to,
# `-locative` stands inside the `date-when-*` messages, which answer the question "when?".

date-year = { $year }
date-year-bce = { $year } BC
date-significant = { $year } (to { $digits } significant digits)

date-month-name = { $month ->
     [1] January
     [2] February
     [3] March
     [4] April
     [5] May
     [6] June
     [7] July
     [8] August
     [9] September
     [10] October
     [11] November
    *[12] December
}
date-month-name-genitive = { date-month-name }
date-month-name-accusative = { date-month-name }
date-month-name-locative = { date-month-name }

date-day = { $day } { date-month-name-genitive } { $year }
date-month = { date-month-name } { $year }
date-month-genitive = { date-month }
date-month-accusative = { date-month }
date-month-locative = { date-month }

date-season-name = { $season ->
     [21] spring
     [22] summer
     [23] autumn
    *[24] winter
}
date-season-name-genitive = { date-season-name }
date-season-name-accusative = { date-season-name }
date-season-name-locative = { date-season-name }
date-season = { date-season-name } { $year }
date-season-genitive = { date-season }
date-season-accusative = { date-season }
date-season-locative = { date-season }

# Quarters (33 to 36), thirds (37 to 39) and halves (40 and 41) of a year, by their number in EDTF.
date-part-name = { $part ->
     [33] the first quarter
     [34] the second quarter
     [35] the third quarter
     [36] the fourth quarter
     [37] the first third
     [38] the second third
     [39] the last third
     [40] the first half
    *[41] the second half
}
date-part-name-genitive = { date-part-name }
date-part-name-accusative = { date-part-name }
date-part-name-locative = { date-part-name }
date-part = { date-part-name } of { $year }
date-part-genitive = { date-part }
date-part-accusative = { date-part }
date-part-locative = { date-part }

date-decade = the { $decade }s
date-decade-genitive = { date-decade }
date-decade-accusative = { date-decade }
date-decade-locative = { date-decade }
date-years = a year from { $first } to { $last }
date-years-genitive = { date-years }
date-years-accusative = { date-years }
date-years-locative = { date-years }
date-some-month = a month of { $date }
date-some-month-genitive = { date-some-month }
date-some-month-accusative = { date-some-month }
date-some-month-locative = { date-some-month }
date-some-day = a day of { $date }
date-some-day-genitive = { date-some-day }
date-some-day-accusative = { date-some-day }
date-some-day-locative = { date-some-day }
date-pattern = a date of the form { $text }, where X is unknown

date-about = about { $date }
date-perhaps = perhaps { $date }
date-perhaps-about = perhaps about { $date }
date-northern = { $date } (northern hemisphere)
date-southern = { $date } (southern hemisphere)

date-from-to = from { $start } to { $end }
date-since = since { $start }
date-until = until { $end }
date-from-to-unknown = from { $start } to an unknown date
date-from-unknown-to = from an unknown date to { $end }
date-since-unknown = since an unknown date
date-until-unknown = until an unknown date
date-always = at all times
date-not-before = { $start } or later
date-not-after = { $end } or earlier
date-between = between { $start } and { $end }
date-all-from = every date from { $start } on
date-all-to = every date up to { $end }
date-all-from-to = every date from { $start } to { $end }

# The qualifier is plain, about, perhaps or perhaps-about.
date-when-day = { $qualifier ->
     [about] about { $date }
     [perhaps] perhaps on { $date }
     [perhaps-about] perhaps about { $date }
    *[plain] on { $date }
}
date-when-month = { $qualifier ->
     [about] about { $date }
     [perhaps] perhaps in { $date }
     [perhaps-about] perhaps about { $date }
    *[plain] in { $date }
}
date-when-season = { date-when-month }
date-when-part = { date-when-month }
date-when-year = { date-when-month }
date-when-decade = { date-when-month }
date-when-years = { date-when-month }
date-when-some-month = { date-when-month }
date-when-some-day = { date-when-day }
date-when-pattern = { date-when-day }

# Dates joined by and or by or, as names ($dates) and each as an answer to when ($whens): take one.
date-when-set = { $whens }
