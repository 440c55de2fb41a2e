# Pictures. Names of places stand where no case is needed: after a colon, in a list, or alone.

## What every picture says
plots-certain = достоверно
plots-possible = возможно
plots-in-force = в силе
plots-possibly-in-force = возможно, в силе
plots-others = прочие
plots-no-country = страна не указана
plots-other-countries = другие страны
plots-within = внутри страны: { $country }
plots-ties-on-day = Связи в силе, { $day }: { $count }
plots-up-to = По состоянию на: { $day }
plots-no-place = { $count ->
    [one] Не показана { $count } связь: местоположение одной из сторон не указано.
    [few] Не показаны { $count } связи: местоположение одной из сторон не указано.
   *[other] Не показано { $count } связей: местоположение одной из сторон не указано.
}
plots-no-area-or-country = { $count ->
    [one] Не показана { $count } связь: страна или территория одной из сторон не указана.
    [few] Не показаны { $count } связи: страна или территория одной из сторон не указана.
   *[other] Не показано { $count } связей: страна или территория одной из сторон не указана.
}

## Ties by year
plots-years-title = Связи по годам
plots-years-subtitle = Связи, установленные по { $day }, { $by }: { $count }
plots-years-description = Связи, установленные в каждом году, { $by }. Сплошная высота столбца — достоверное число, заштрихованная часть сверху — возможное.
plots-years-empty = Нет связей с указанной датой.
plots-years-axis = связи, установленные за год
plots-by-country = по странам партнёров
plots-by-pair = по парам стран
plots-by-area = по территориям
plots-wide = { $count ->
    [one] { $count } связь не отнесена ни к какому году: даты расходятся больше чем на { $years } лет: { $ties }.
    [few] { $count } связи не отнесены ни к какому году: даты расходятся больше чем на { $years } лет: { $ties }.
   *[other] { $count } связей не отнесено ни к какому году: даты расходятся больше чем на { $years } лет: { $ties }.
}
plots-undated = { $count ->
    [one] { $count } связь не отнесена ни к какому году: дата не указана.
    [few] { $count } связи не отнесены ни к какому году: дата не указана.
   *[other] { $count } связей не отнесено ни к какому году: дата не указана.
}
plots-standing-title = Связи по годам
plots-standing-description = Связи, установленные за каждый год, и связи, бывшие в силе на конец года; возможная часть заштрихована.
plots-standing-empty = Ни у одной связи нет даты.
plots-standing-year = { $year } г.: установлено { $formed }; в силе { $standing }
plots-standing-total = в силе на конец года

## Map
plots-map-title = Карта связей
plots-map-description = { $count ->
    [one] { $count } связь показана дугой большого круга между сторонами; возможные связи — пунктиром.
    [few] { $count } связи показаны дугами большого круга между сторонами; возможные связи — пунктиром.
   *[other] { $count } связей показано дугами большого круга между сторонами; возможные связи — пунктиром.
}
plots-map-empty = Нет связей, у которых указаны местоположения обеих сторон.
plots-map-many = { $count ->
    [one] { $count } связь показана тонкой линией; подписаны только места с наибольшим числом связей.
    [few] { $count } связи показаны тонкими линиями, которые складываются; подписаны только места с наибольшим числом связей.
   *[other] { $count } связей показано тонкими линиями, которые складываются; подписаны только места с наибольшим числом связей.
}
plots-map-dot = орган местной власти

## Network
plots-network-title = Сеть связей
plots-network-description = Стороны: { $places }, линии между ними: { $links }; лишь возможные линии — пунктиром. Форма и цвет обозначают сообщества.
plots-network-empty = Нет связи, соединяющей две стороны.
plots-network-core = Показаны стороны, у каждой из которых среди них не менее { $k } партнёров: { $count } из { $whole }.
plots-network-top = Показаны стороны с наибольшим числом партнёров: { $count } из { $whole }.
plots-network-method = Сообщества по методу Лейдена (модулярность): { $count }. Чем крупнее знак, тем больше партнёров; расстояния сами по себе ничего не значат.
plots-smaller-groups = малые сообщества и отдельные пары
plots-group = вокруг: { $name } ({ $count })
plots-partners = { $name }: { $count ->
    [one] { $count } партнёр
    [few] { $count } партнёра
   *[other] { $count } партнёров
}

## Matrix
plots-matrix-title = { $by ->
    [country] Связи по территориям и странам
    [area] Связи по территориям обеих сторон
   *[pair] Связи по парам стран
}
plots-matrix-description = { $count ->
    [one] { $count } связь учтена там, где встречаются её стороны. Пустая клетка — лишь отсутствие сведений.
    [few] { $count } связи учтены там, где встречаются их стороны. Пустая клетка — лишь отсутствие сведений.
   *[other] { $count } связей учтено там, где встречаются их стороны. Пустая клетка — лишь отсутствие сведений.
}
plots-matrix-empty = Нет связей, у которых указаны обе стороны.
plots-matrix-possible = доля лишь возможного

## Timeline
plots-timeline-title = Хронология: { $tie }
plots-timeline-description = { $tie }: время в силе, области, программы, представительства и события; строк: { $count }. Неопределённое заштриховано.
plots-timeline-empty = Датированных сведений об этой связи нет.
plots-timeline-undated = { $count ->
    [one] Не показана { $count } часть связи: дата не указана.
    [few] Не показаны { $count } части связи: дата не указана.
   *[other] Не показано { $count } частей связи: дата не указана.
}
plots-lives-title = Хронология связей
plots-lives-description = Каждая связь показана с её начала; неопределённое заштриховано.
plots-lives-empty = Ни у одной связи нет даты.
plots-event = событие
plots-row-agreement = Соглашения
plots-row-exchange = События

## Volume
plots-volume-title = Объём обменов по направлениям: { $a } и { $b }
plots-volume-description = Число людей в год по программам, для которых оно указано; штриховкой показано наибольшее возможное.
plots-volume-empty = Нет программ с указанным годовым числом.
plots-volume-unit = человек в год
plots-volume-least = не менее
plots-volume-most = не более
plots-volume-without = { $count ->
    [one] Не показана { $count } программа: годовое число не указано.
    [few] Не показаны { $count } программы: годовое число не указано.
   *[other] Не показано { $count } программ: годовое число не указано.
}

## Fields
plots-fields-title = Области связей рядом
plots-fields-description = Точка — область, указанная для связи, с годом начала.
plots-fields-empty = Области этих связей не указаны.
plots-fields-sum = Областей
plots-fields-method = Отсутствие точки не доказывает, что такой области у связи нет.
plots-since = с { $year } г.

## Survival
plots-survival-title = { web-survival-curve }
plots-survival-description = Ступенчатая убывающая линия для каждой группы; если группа одна, закрашены пределы 95%. Числа есть в таблице.
plots-survival-empty = Нет связей для прослеживания.
