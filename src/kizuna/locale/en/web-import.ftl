# Importing lists: sending one, what its columns mean, the trial, the recording.

web-import-title = Import a list
web-import-lead = A list of ties – CSV, a workbook, a table of a page, JSON or a graph – is tried first: you see what is new, what differs and which rows cannot be read. Nothing is recorded before you say so.
web-import-try-only = You may try a list and look at what it would change. Recording one is for reviewers: give them the address of the list’s page.
web-import-limited = You record rows about the governments that you look after; other rows are put aside. What a list says of other governments waits for a reviewer.
web-import-not-taken = The file was not taken:
web-import-list = List
web-import-list-hint = CSV, a workbook (XLSX, XLS, ODS), a page with a table (HTML, wikitext), JSON, GEXF, GraphML or Parquet, packed or not, up to 32 MB; one row for each tie.
web-import-mapping-way = What the columns mean
web-import-mapping-way-hint = You can correct it in the next step.
web-import-guess = Guess from the headers
web-import-own-mapping = A mapping file of my own
web-import-own-file = Mapping file (TOML)
web-import-ready-clair = Sheets of CLAIR (Japan)
web-import-ready-cpaffc = List of CPAFFC (China)
web-import-ready-rgre = Database of RGRE (Germany)
web-import-ready-two-columns = Two columns without headers
web-import-ready-wikidata-ties = Table of ties from Wikidata
web-import-more = Sheet, mapping file, list of places
web-import-sheet = Sheet or table
web-import-sheet-hint = The name of a sheet or of a file in a ZIP, or the number or heading of a table on a page. If empty, the first one, or the table that looks like a list.
web-import-places-file = List of places
web-import-places-hint = Only for a mapping that names one.
web-import-send = Send the list
web-import-kept = Lists that were sent
web-import-kept-days = { $days ->
    [one] A list is kept for { $days } day after its last change.
   *[other] A list is kept for { $days } days after its last change.
}
web-import-none = No list is here yet. Send one above: it is tried before anything is recorded.
web-import-size = Size
web-import-came = Sent
web-import-sent-by = By
web-import-all = All lists
web-import-of = Import of { $name }
web-import-list-of = { $rows } rows, { $columns } columns
web-import-steps = Steps
web-import-step-mapping = What the columns mean
web-import-step-trial = Trial and differences
web-import-step-record = Recording
web-import-mapping-wrong = The mapping cannot be used:
web-import-line = Line { $number }:
web-import-columns = Columns
web-import-columns-lead = Say what each column holds. Marked columns nobody could place; they are left out unless you say more.
web-import-column = Column
web-import-samples = First values
web-import-read-as = Read as
web-import-left-out = Left out
web-import-colon = { ": " }
web-import-of-a = Our side
web-import-of-b = Partner side
web-import-of-tie = Tie
web-import-what-of = { $what } ({ $detail })
web-import-what-name = name
web-import-what-country = country
web-import-what-part-of = wider government
web-import-what-level = level
web-import-what-id = number in a register
web-import-what-latitude = latitude
web-import-what-longitude = longitude
web-import-what-population = population
web-import-what-date = date
web-import-what-stage = stage
web-import-what-type = kind of tie
web-import-what-basis = basis of the date
web-import-what-status = status
web-import-what-ended = end
web-import-what-motive = motive
web-import-what-number = number
web-import-what-remark = remark
web-import-what-paper = paper
web-import-what-events = events
web-import-what-listed-by = listed by
web-import-unsaid-title = What the list leaves unsaid
web-import-unsaid-lead = Holds for every row in which no column says it.
web-import-unsaid = not said
web-import-tie-type = Kind of tie
web-import-tie-stage = What the date is the date of
web-import-dates = Order of dates such as 3/4/1987
web-import-order-ymd = year, month, day
web-import-order-dmy = day, month, year
web-import-order-mdy = month, day, year
web-import-country-a = Country of our side
web-import-country-b = Country of the partner side
web-import-language-a = Language of our names
web-import-language-b = Language of the partners’ names
web-import-who-says = Who says it
web-import-source = Document that the list is
web-import-source-hint = A title or an id such as document/our-list; otherwise one is named after the file.
web-import-holder = Who asserts it
web-import-holder-hint = An office, government or person; otherwise you.
web-import-try = Try the list
web-import-keep-mapping = Keep without trying
web-import-as-text = The mapping as text
web-import-text = Mapping (TOML)
web-import-keep-text = Keep the text
web-import-other-mapping = Begin with another mapping
web-import-take = Take it
web-import-discard = Throw the list away
web-import-was-tried = This was a trial: nothing was recorded.
web-import-was-known = The register knew everything already: nothing was added.
web-import-was-recorded = { $count ->
    [one] Recorded: { $count } new claim.
   *[other] Recorded: { $count } new claims.
}
web-import-to-document = Page of the document
web-import-cancel-hint = Cancelling leaves nothing half done: either the whole list is recorded, or none of it.
web-import-held-back = { $count ->
    [one] One of the rejected rows is a total, a heading or the like, not a tie.
   *[other] { $count } of the rejected rows are totals, headings and the like, not ties.
}
web-import-proposed = { $count ->
    [one] { $count } claim about other governments waits for a reviewer.
   *[other] { $count } claims about other governments wait for a reviewer.
}
web-import-unknown-columns = Columns that nobody could place and that are left out: { $names }
web-import-nothing-good = No row can go in. Look at the reasons below, and change the mapping.
web-import-record = { $count ->
    [one] Record { $count } row
   *[other] Record { $count } rows
}
web-import-record-again = Record once more
web-import-hand-on = Give the address of this page to a reviewer, who may record the list.
web-import-change-mapping = Change what the columns mean
web-import-try-again = Try again
web-import-differences = What differs
web-import-sorts = Sorts of difference
web-import-no-difference = Nothing can be compared.
web-import-sort-rejected = rejected
web-import-sort-means-rejected = These rows do not go in. Correct them in the file, or change what the columns mean.
web-import-sort-conflict = in conflict
web-import-sort-means-conflict = The list and the register do not agree. Both are kept side by side.
web-import-sort-sharper = sharper here
web-import-sort-means-sharper = The list has the sharper date.
web-import-sort-vaguer = vaguer here
web-import-sort-means-vaguer = The register has the sharper date.
web-import-sort-missing-here = missing in the register
web-import-sort-means-missing-here = The list knows what the register does not.
web-import-sort-missing-there = missing in the list
web-import-sort-means-missing-there = The register knows what the list does not. Nothing is removed.
web-import-sort-new = new ties
web-import-sort-means-new = Ties that the register does not know.
web-import-sort-same = the same
web-import-sort-means-same = Both say the same.
web-import-row = Row
web-import-reasons = Why not
web-import-cells = Cells
web-import-tie = Between
web-import-about = About
web-import-here = In the register
web-import-there = In the list
web-import-date-of = date ({ $stage })
web-import-the-tie = the tie itself
web-import-save-rejected = Rejected rows with reasons (CSV)
web-import-save-differences = All differences (CSV)
web-import-save-report = Whole report (JSON)
web-import-figure-rows = { $count ->
    [one] row
   *[other] rows
}
web-import-figure-good = { $count ->
    [one] good row
   *[other] good rows
}
web-import-figure-rejected = { $count ->
    [one] rejected row
   *[other] rejected rows
}
web-import-figure-ties = { $count ->
    [one] new tie
   *[other] new ties
}
web-import-figure-places = { $count ->
    [one] new place
   *[other] new places
}
web-import-figure-claims = { $count ->
    [one] claim
   *[other] claims
}
web-import-figure-new = { $count ->
    [one] new claim
   *[other] new claims
}
web-import-figure-known = { $count ->
    [one] known already
   *[other] known already
}
web-import-figure-proposed = { $count ->
    [one] waiting
   *[other] waiting
}

# The jobs of an import.

web-job-import-trial = Trial of an import
web-job-import = Import of a list
web-job-look = Look at what differs
web-job-stage-rows = rows of the list
web-job-stage-differences = differences
web-job-stage-record = recording
web-job-argument-file = List
web-job-made-rows = Rows
web-job-made-good = Good rows
web-job-made-rejected = Rejected rows
web-job-made-new = New claims
web-job-made-known = Claims known already
web-job-made-proposed = Claims that wait for a reviewer

# What a trial asks, and what it would record.

web-import-place = { $name }, { $country }
web-import-since = since { $date }
web-import-in-row = (row { $row })
web-import-samples-trial = How rows are read
web-import-samples-recorded = Recorded, among others
web-import-questions = To be decided
web-import-undecided = not decided
web-import-answer = Answer and try again
web-import-ask-word = { $rows ->
    [one] What does “{ $text }” mean? ({ $rows } row)
   *[other] What does “{ $text }” mean? ({ $rows } rows)
}
web-import-ask-countries = { $rows ->
    [one] Which country is “{ $text }”? ({ $rows } row)
   *[other] Which country is “{ $text }”? ({ $rows } rows)
}
web-import-ask-reading = Does the day or the month come first in dates such as 3/4/1987? ({ $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
})
web-import-ask-columns = What does the column “{ $text }” hold?
web-import-ask-source = When was the list made? Ties without a date of their own ({ $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
}) are certain on that day, and only possible without it.
web-import-ask-side-country = In which country are the places of this side: { $side }?
web-import-ask-side-name = Whose partners does the list give?
web-import-why = Why rows do not go in
web-import-why-rows = { $count ->
    [one] Row { $row }:
   *[other] { $count } rows, first row { $row }:
}
web-import-new-places = New places
web-import-more-places = { $count ->
    [one] and { $count } more
   *[other] and { $count } more
}
web-import-most-refused = Most rows would not go in: { $count } of { $rows }. Look at the reasons and questions first.
web-import-record-some = Record { $count } of { $rows } rows
web-import-list-date = Date of the list
web-import-list-date-hint = A year or a day, such as 2024 or 2024-04-01: ties without a date of their own stood then.
web-import-town = Whose partners they are
web-import-town-hint = Only for a list that names one side.
