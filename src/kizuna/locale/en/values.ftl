# Quantities in words, and names of states that are no more. `$figure` is the number or range as set,
# `$count` the number that rules the plural (the greater one of a range).

quantity-range = { $min }–{ $max }
quantity-about = about { $quantity }
quantity-over = over { $quantity }
quantity-up-to = up to { $quantity }
quantity-share = { $figure }%
quantity-ratio = { $count ->
     [one] { $figure } time
    *[other] { $figure } times
}
quantity-money = { $figure } { $currency }

# The number whose plural form the unit takes after over and up to: in Russian the genitive.
quantity-count-after-bound = { $count ->
     [one] 1
    *[other] 5
}

unit-days = { $count ->
     [one] { $figure } day
    *[other] { $figure } days
}
unit-weeks = { $count ->
     [one] { $figure } week
    *[other] { $figure } weeks
}
unit-months = { $count ->
     [one] { $figure } month
    *[other] { $figure } months
}
unit-half-years = { $count ->
     [1] half a year
     [one] { $figure } half-year
    *[other] { $figure } half-years
}
unit-years = { $count ->
     [one] { $figure } year
    *[other] { $figure } years
}
unit-persons = { $count ->
     [one] { $figure } person
    *[other] { $figure } persons
}
unit-person-days = { $count ->
     [one] { $figure } person-day
    *[other] { $figure } person-days
}
unit-delegations = { $count ->
     [one] { $figure } delegation
    *[other] { $figure } delegations
}
unit-groups = { $count ->
     [one] { $figure } group
    *[other] { $figure } groups
}
unit-visits = { $count ->
     [one] { $figure } visit
    *[other] { $figure } visits
}
unit-events = { $count ->
     [one] { $figure } event
    *[other] { $figure } events
}
unit-times = { $count ->
     [one] { $figure } time
    *[other] { $figure } times
}
unit-flights = { $count ->
     [one] { $figure } flight
    *[other] { $figure } flights
}
unit-sailings = { $count ->
     [one] { $figure } sailing
    *[other] { $figure } sailings
}
unit-ships = { $count ->
     [one] { $figure } ship
    *[other] { $figure } ships
}
unit-cities = { $count ->
     [one] { $figure } city
    *[other] { $figure } cities
}
unit-prefectures = { $count ->
     [one] { $figure } prefecture
    *[other] { $figure } prefectures
}
unit-provinces = { $count ->
     [one] { $figure } province
    *[other] { $figure } provinces
}
unit-regions = { $count ->
     [one] { $figure } region
    *[other] { $figure } regions
}
unit-countries = { $count ->
     [one] { $figure } country
    *[other] { $figure } countries
}
unit-governments = { $count ->
     [one] { $figure } local government
    *[other] { $figure } local governments
}
unit-ties = { $count ->
     [one] { $figure } tie
    *[other] { $figure } ties
}
unit-agreements = { $count ->
     [one] { $figure } agreement
    *[other] { $figure } agreements
}
unit-fields = { $count ->
     [one] { $figure } field
    *[other] { $figure } fields
}
unit-programmes = { $count ->
     [one] { $figure } programme
    *[other] { $figure } programmes
}
unit-projects = { $count ->
     [one] { $figure } project
    *[other] { $figure } projects
}
unit-exchanges = { $count ->
     [one] { $figure } exchange
    *[other] { $figure } exchanges
}
unit-organisations = { $count ->
     [one] { $figure } organisation
    *[other] { $figure } organisations
}
unit-companies = { $count ->
     [one] { $figure } company
    *[other] { $figure } companies
}
unit-schools = { $count ->
     [one] { $figure } school
    *[other] { $figure } schools
}
unit-universities = { $count ->
     [one] { $figure } university
    *[other] { $figure } universities
}
unit-hospitals = { $count ->
     [one] { $figure } hospital
    *[other] { $figure } hospitals
}
unit-offices = { $count ->
     [one] { $figure } office
    *[other] { $figure } offices
}
unit-works = { $count ->
     [one] { $figure } work
    *[other] { $figure } works
}
unit-items = { $count ->
     [one] { $figure } item
    *[other] { $figure } items
}
unit-copies = { $count ->
     [one] { $figure } copy
    *[other] { $figure } copies
}
unit-leaves = { $count ->
     [one] { $figure } leaf
    *[other] { $figure } leaves
}
unit-tonnes = { $count ->
     [one] { $figure } tonne
    *[other] { $figure } tonnes
}
unit-square-kilometres = { $count ->
     [one] { $figure } square kilometre
    *[other] { $figure } square kilometres
}

# States that ISO 3166-1 no longer lists, by their codes of that time (ISO 3166-3).
country-su = Soviet Union
country-cs = Czechoslovakia
country-dd = German Democratic Republic
country-yu = Yugoslavia
country-an = Netherlands Antilles

# A language with its script or region, where the two have no name together.
language-part = { $name } ({ $part })
