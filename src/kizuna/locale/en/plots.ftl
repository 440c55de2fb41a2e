# Pictures. Names of places stand where no case is needed: after a colon, in a list, or alone.

## What every picture says
plots-certain = certain
plots-possible = possible
plots-in-force = in force
plots-possibly-in-force = possibly in force
plots-others = others
plots-no-country = country not recorded
plots-other-countries = other countries
plots-within = within { $country }
plots-ties-on-day = Ties in force on { $day }: { $count }
plots-up-to = As of { $day }
plots-no-place = { $count ->
    [one] One tie is not drawn: the place of a party is not recorded.
   *[other] { $count } ties are not drawn: the place of a party is not recorded.
}
plots-no-area-or-country = { $count ->
    [one] One tie is not drawn: the country or area of a party is not recorded.
   *[other] { $count } ties are not drawn: the country or area of a party is not recorded.
}

## Ties by year
plots-years-title = Ties by year
plots-years-subtitle = Ties formed up to { $day }, { $by }: { $count }
plots-years-description = Ties formed in each year, { $by }. The solid height of a bar is certain; the hatched part on top is possible.
plots-years-empty = No tie is dated.
plots-years-axis = ties formed in the year
plots-by-country = by the partner's country
plots-by-pair = by pair of countries
plots-by-area = by area
plots-wide = { $count ->
    [one] One tie is in no year, since its dates disagree by more than { $years } years: { $ties }.
   *[other] { $count } ties are in no year, since their dates disagree by more than { $years } years: { $ties }.
}
plots-undated = { $count ->
    [one] One tie is in no year, since its date is not recorded.
   *[other] { $count } ties are in no year, since their dates are not recorded.
}
plots-standing-title = Ties by year
plots-standing-description = Ties formed in each year, and ties standing at its end; the possible part is hatched.
plots-standing-empty = No tie is dated.
plots-standing-year = { $year }: formed { $formed }; standing { $standing }
plots-standing-total = standing at the end of the year

## Map
plots-map-title = Map of the ties
plots-map-description = { $count ->
    [one] One tie as a great circle between its parties; a possible tie is dashed.
   *[other] { $count } ties as great circles between their parties; possible ties are dashed.
}
plots-map-empty = No tie of which both places are recorded.
plots-map-many = { $count } ties as thin lines that add up; only the places with the most ties are named.
plots-map-dot = local government

## Network
plots-network-title = Network of the ties
plots-network-description = { $places } parties joined by { $links } lines; a line that is only possible is dashed. Shapes and colours are communities.
plots-network-empty = No tie joins two parties.
plots-network-core = Drawn are the { $count } parties of { $whole } that each have at least { $k } partners among themselves.
plots-network-top = Drawn are the { $count } parties of { $whole } that have the most partners.
plots-network-method = Communities by the Leiden method (modularity): { $count }. A larger mark has more partners; distances mean nothing by themselves.
plots-smaller-groups = smaller communities and pairs
plots-group = around { $name } ({ $count })
plots-partners = { $name }: { $count ->
    [one] one partner
   *[other] { $count } partners
}

## Matrix
plots-matrix-title = { $by ->
    [country] Ties by area and country
    [area] Ties by area of each side
   *[pair] Ties by pair of countries
}
plots-matrix-description = { $count ->
    [one] One tie, counted where its parties meet. An empty cell is no evidence of a tie.
   *[other] { $count } ties, each counted where its parties meet. An empty cell is no evidence of a tie.
}
plots-matrix-empty = No tie of which both sides are recorded.
plots-matrix-possible = share that is only possible

## Timeline
plots-timeline-title = Timeline: { $tie }
plots-timeline-description = { $tie }: its life, fields, programmes, offices and events in { $count } rows; what is uncertain is hatched.
plots-timeline-empty = Nothing of the tie is dated.
plots-timeline-undated = { $count ->
    [one] One part of the tie is not drawn, since its date is not recorded.
   *[other] { $count } parts of the tie are not drawn, since their dates are not recorded.
}
plots-lives-title = Timeline of the ties
plots-lives-description = Each tie from its beginning; what is uncertain is hatched.
plots-lives-empty = No tie is dated.
plots-event = event
plots-row-agreement = Agreements
plots-row-exchange = Events

## Volume
plots-volume-title = Exchange by direction: { $a } and { $b }
plots-volume-description = Persons a year moved by programmes with a stated yearly number; hatched up to the most that is possible.
plots-volume-empty = No programme has a stated yearly number.
plots-volume-unit = persons a year
plots-volume-least = at least
plots-volume-most = at most
plots-volume-without = { $count ->
    [one] One programme is not drawn: no yearly number is stated.
   *[other] { $count } programmes are not drawn: no yearly number is stated.
}

## Fields
plots-fields-title = Fields of the ties side by side
plots-fields-description = A dot where a tie is recorded to have a field, with the year of its start.
plots-fields-empty = No field of these ties is recorded.
plots-fields-sum = Fields
plots-fields-method = A place without a dot is no evidence that the tie lacks the field.
plots-since = since { $year }

## Survival
plots-survival-title = { web-survival-curve }
plots-survival-description = A falling stair for each group; where one group is drawn, its limits of 95% are shaded. The table has the numbers.
plots-survival-empty = No tie is followed.
