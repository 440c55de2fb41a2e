# Pages in the browser.

web-skip = Skip to the content
web-search-hint = A place, a person, a word
web-search-title = Search
web-search-nothing = No results for “{ $words }”. Try another spelling, or fewer words.
web-search-similar = No exact match for “{ $words }”. Similar names:
web-search-ties = { $count ->
    [one] { $count } tie
   *[other] { $count } ties
}
web-main-menu = Main menu
web-evidence = Evidence
web-open-evidence = Open the evidence
web-footer = Kizuna keeps the ties between local governments, with the evidence for every fact.
web-now = now
web-fault-title = This cannot be shown
web-fault-300 = Which one is meant?
web-fault-400 = This question cannot be asked
web-fault-404 = There is no such thing in the register
web-fault-413 = More was sent than is taken at once
web-fault-500 = The register could not answer
web-fault-429 = Too many requests
web-fault-429-wait = Ask again in { $seconds ->
    [one] { $seconds } second
   *[other] { $seconds } seconds
}: this address or account has asked for many pages within a minute.
web-fault-503 = The register is busy
web-fault-503-wait = Many long answers are being made just now. Ask again in { $seconds ->
    [one] { $seconds } second
   *[other] { $seconds } seconds
}; other pages are open meanwhile.
web-fault-home = To the front page
web-home-title = Ties between local governments
web-home-lead = Who is tied to whom, since when, on what paper, and who says so.
web-as-of = The day asked about
web-as-of-hint = A day, a month or a year, such as 1 April 1987, 1987-04-01 or 1987-04. Empty for today.
web-known-at = As known on
web-known-at-hint = Leaves out what was recorded later. Empty for all that is known now.
web-ask = Show
web-clocks-today = As of today, by all that is known
web-clocks-day = As of { $day }, by all that is known now
web-clocks-known = As of today, by what was known on { $known }
web-clocks-both = As of { $day }, by what was known on { $known }
web-clocks-change = Change the day
web-clocks-back = Back to today
web-clocks-wrong = “{ $text }” is not a day. Write a day, a month or a year, such as 1987-04-01, 1987-04 or 1987.
web-close = Close
web-loading = Opening the evidence …
web-evidence-number = Evidence { $number }
web-evidence-rest = and { $count } more; the JSON and the exports have them all
web-evidence-step = { $number } of { $count }
web-evidence-before = Previous evidence
web-evidence-next = Next evidence
web-on-paper = A mark such as [0e31939e] names a claim; its evidence is at { $address } followed by the mark.
web-look = Look
web-look-device = As the device
web-look-light = Light
web-look-dark = Dark
web-pages = Pages of the list
web-page-number = Page { $number }
web-page-before = Previous
web-page-after = Next
web-date-hint = As much as is known: 1974-04-18, 1974-04, 1974; 1974~ for about, 1974? for doubtful, 1981/1983 for from and to, [1981..1983] for some time between.
web-fault-candidates = Candidates
web-fault-what-to-do = Check the address, search above, or start from the front page.
web-fault-clocks = Correct the day above, or start from the front page.
web-unsent = When you sent this you were no longer signed in, so nothing was recorded. You had written:
