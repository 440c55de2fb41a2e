# Dates of EDTF in words. A message with no case at its end is the nominative, which other languages
# than Russian use throughout; `-genitive` follows since, before and after, `-accusative` follows to,
# `-locative` stands inside the `date-when-*` messages, which answer the question "when?".

date-year = { $year }年
date-year-bce = 紀元前{ $year }年
date-significant = { $year }（有効数字{ $digits }桁）

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
     [21] 春
     [22] 夏
     [23] 秋
    *[24] 冬
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
     [33] 第1四半期
     [34] 第2四半期
     [35] 第3四半期
     [36] 第4四半期
     [37] 1月から4月
     [38] 5月から8月
     [39] 9月から12月
     [40] 上半期
    *[41] 下半期
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
date-years = { $first }年から{ $last }年までのいずれかの年
date-years-genitive = { date-years }
date-years-accusative = { date-years }
date-years-locative = { date-years }
date-some-month = { $date }のある月
date-some-month-genitive = { date-some-month }
date-some-month-accusative = { date-some-month }
date-some-month-locative = { date-some-month }
date-some-day = { $date }のある日
date-some-day-genitive = { date-some-day }
date-some-day-accusative = { date-some-day }
date-some-day-locative = { date-some-day }
date-pattern = { $text }の形の日付（Xは不明）

date-about = { $date }頃
date-perhaps = おそらく{ $date }
date-perhaps-about = おそらく{ $date }頃
date-northern = { $date }（北半球）
date-southern = { $date }（南半球）

date-from-to = { $start }から{ $end }まで
date-since = { $start }から
date-until = { $end }まで
date-from-to-unknown = { $start }から時期不明まで
date-from-unknown-to = 時期不明から{ $end }まで
date-since-unknown = 時期不明から
date-until-unknown = 時期不明まで
date-always = 全期間
date-not-before = { $start }以降
date-not-after = { $end }以前
date-between = { $start }から{ $end }までの間
date-all-from = { $start }以降のすべての日付
date-all-to = { $end }までのすべての日付
date-all-from-to = { $start }から{ $end }までのすべての日付

# The qualifier is plain, about, perhaps or perhaps-about.
date-when-day = { $qualifier ->
     [about] { $date }頃に
     [perhaps] おそらく{ $date }に
     [perhaps-about] おそらく{ $date }頃に
    *[plain] { $date }に
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
date-when-set = { $dates }に
