# Dates of EDTF in words. A message with no case at its end is the nominative, which other languages
# than Russian use throughout; `-genitive` follows since, before and after, `-accusative` follows to,
# `-locative` stands inside the `date-when-*` messages, which answer the question "when?".

date-year = { $year }年
date-year-bce = 公元前{ $year }年
date-significant = { $year }（有效数字{ $digits }位）

date-month-name = { $month }月
date-month-name-genitive = { date-month-name }
date-month-name-accusative = { date-month-name }
date-month-name-locative = { date-month-name }

date-day = { $year }{ date-month-name-genitive }{ $day }日
date-month = { $year }{ date-month-name }
date-month-genitive = { date-month }
date-month-accusative = { date-month }
date-month-locative = { date-month }

date-season-name = { $season ->
     [21] 春季
     [22] 夏季
     [23] 秋季
    *[24] 冬季
}
date-season-name-genitive = { date-season-name }
date-season-name-accusative = { date-season-name }
date-season-name-locative = { date-season-name }
date-season = { $year }{ date-season-name }
date-season-genitive = { date-season }
date-season-accusative = { date-season }
date-season-locative = { date-season }

# Quarters (33 to 36), thirds (37 to 39) and halves (40 and 41) of a year, by their number in EDTF.
date-part-name = { $part ->
     [33] 第一季度
     [34] 第二季度
     [35] 第三季度
     [36] 第四季度
     [37] 1月至4月
     [38] 5月至8月
     [39] 9月至12月
     [40] 上半年
    *[41] 下半年
}
date-part-name-genitive = { date-part-name }
date-part-name-accusative = { date-part-name }
date-part-name-locative = { date-part-name }
date-part = { $year }{ date-part-name }
date-part-genitive = { date-part }
date-part-accusative = { date-part }
date-part-locative = { date-part }

date-decade = { $decade }年代
date-decade-genitive = { date-decade }
date-decade-accusative = { date-decade }
date-decade-locative = { date-decade }
date-years = { $first }年至{ $last }年间某年
date-years-genitive = { date-years }
date-years-accusative = { date-years }
date-years-locative = { date-years }
date-some-month = { $date }某月
date-some-month-genitive = { date-some-month }
date-some-month-accusative = { date-some-month }
date-some-month-locative = { date-some-month }
date-some-day = { $date }某日
date-some-day-genitive = { date-some-day }
date-some-day-accusative = { date-some-day }
date-some-day-locative = { date-some-day }
date-pattern = 形如{ $text }的日期（X为不详）

date-about = 约{ $date }
date-perhaps = 可能为{ $date }
date-perhaps-about = 可能约{ $date }
date-northern = { $date }（北半球）
date-southern = { $date }（南半球）

date-from-to = { $start }至{ $end }
date-since = 自{ $start }起
date-until = 至{ $end }止
date-from-to-unknown = { $start }至不详日期
date-from-unknown-to = 不详日期至{ $end }
date-since-unknown = 自不详日期起
date-until-unknown = 至不详日期止
date-always = 全部时间
date-not-before = { $start }或更晚
date-not-after = { $end }或更早
date-between = { $start }至{ $end }之间
date-all-from = { $start }起的全部日期
date-all-to = 截至{ $end }的全部日期
date-all-from-to = { $start }至{ $end }的全部日期

# The qualifier is plain, about, perhaps or perhaps-about.
date-when-day = { $qualifier ->
     [about] 约在{ $date }
     [perhaps] 可能在{ $date }
     [perhaps-about] 可能约在{ $date }
    *[plain] { $date }
}
date-when-month = { date-when-day }
date-when-season = { date-when-day }
date-when-part = { date-when-day }
date-when-year = { date-when-day }
date-when-decade = { date-when-day }
date-when-years = { date-when-day }
date-when-some-month = { date-when-day }
date-when-some-day = { date-when-day }
date-when-pattern = { date-when-day }

# Dates joined by and or by or, as names ($dates) and each as an answer to when ($whens): take one.
date-when-set = { $whens }
