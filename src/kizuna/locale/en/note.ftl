# The information note. Names of places stand where no case is needed: after a colon, in a list, or alone.
# `$claims` never appear here: each sentence is set with its claims.

## Head
note-title = Ties between local governments: { $a } and { $b }
note-subtitle = Information note as of { $day }
note-head-number = Number
note-head-as-of = As of
note-head-known-at = As known at
note-head-author = Author
note-head-distribution = Distribution
note-head-access = Access
note-head-ledger = Ledger
note-known-now = the latest entry of the register
note-author = Kizuna, from the register
note-distribution-none = not restricted
note-ledger = { $count ->
    [one] one entry
   *[other] { $count } entries
 }, root { $root }…

## Sections
note-summary = In brief
note-overview = Map and timeline
note-ties = The ties
note-main-ties = The main ties
note-relations = Parallel ties and unequal levels
note-economy = Trade and economic ties
note-aims = Aims, assessments and outlook
note-doubts = Conflicts and gaps
note-sources = Sources
note-pending-title = Agreed or sought, not entered into
note-agreements = Agreements
note-fields = Fields of exchange
note-programmes = Programmes
note-events = Events
note-funding = Who pays
note-offices = Offices
note-sub-ties = Ties under this one
note-honours = Honours
note-trade = Trade
note-transport = Transport
note-statistics = Figures that sources state
note-parallels = Ties that run side by side
note-mismatches = Ties between unequal levels
note-objectives = Objectives, as attributed
note-assessments = Assessments
note-outlook = Forecasts and recommendations
note-conflicts = Where sources disagree
note-gaps = What is not known

## Key figures
note-figure = { $certain }, possibly { $possible }
note-figure-possible = possibly { $count }
note-count-municipalities = municipalities of { $a } with ties
note-count-prefectures = prefectures of { $a } with ties
note-count-level-not-known = local governments of { $a } with ties, level not known
note-count-ties = ties of local governments in force
note-count-sub-ties = ties of ports, unions and other bodies
note-count-pending = agreed or sought, not entered into
note-stated = { $holder } states { $value }
note-side-drawn = { $side } is taken as: { $members }.
note-method = Counted as of { $day }: a tie counts from the day on which it was formally entered into until a source says that it ended; a tie without a date counts as possible until the day of a document that names it.
note-no-ties = The register holds no tie between { $a } and { $b } in force on that day; that is no evidence that there was none.
note-undated-list = { $count ->
    [one] One of these ties has no date of its own, and neither has the document that names it ({ $documents }), so it is not certain on any day.
   *[other] { $count } of these ties have no date of their own, and neither have the documents that name them ({ $documents }), so none of them is certain on any day.
} To mend it, give the list its date: write date = "2026" under [source] of its mapping and import it again, or record the date of the document in a statement file.
note-unverified = Not counted, because no source that was read confirms it: { $tie }.

## Tables
note-column-party-a = Side A
note-column-party-b = Side B
note-column-kind = Kind
note-column-date = Date
note-column-basis = Basis of the date
note-column-fields = Fields
note-column-standing = Status
note-column-stage = Stage
note-column-since = Since
note-column-programme = Programme
note-column-period = Period
note-column-extent = How often, how many, how long
note-column-event = Event
note-column-persons = Size and length
note-column-sort = Form and field
note-column-payer = Payer
note-column-amount = Amount
note-column-cost-type = Type of cost
note-column-of-what = Of what
note-column-taking-part = Taking part
note-column-subject = Of what
note-column-value = What is said
note-column-holder = By whom
note-column-weighing = Weighing
note-ties-caption = Ties of local governments in force, the broadest first
note-pending-caption = Ties that were not in force on the day
note-events-caption = Single occasions, in order of date
note-conflicts-caption = Competing claims; the first of each group is the preferred one
note-undated = date not recorded
note-in-force-certain = in force
note-in-force-possible = possibly in force
note-in-force-no = not in force
note-possibly = { $text } (possibly)
note-parts-separator = {", "}
note-cell-separator = {"; "}
note-item = { $text }.
note-colon = {": "}
note-stop = .
note-with-level = { $name } ({ $level })
note-with-others = { $names } (with { $others })
note-milestone-undated = { $stage }, date not recorded

## A tie
note-means-effective = so many fields, all used alike, would be as diverse
note-means-range = from the least to the most that undated and open-ended entries allow
note-state-active = active
note-state-slowing = slowing
note-state-dormant = dormant
note-why-no-event = nothing recorded shows the tie lived
note-why-not-read = no document of the last three years tells how the tie is lived
note-why-undated = what is recorded has no date
note-volume = { $source } → { $target }: { $persons } a year.
note-volume-days = { $source } → { $target }: { $persons } a year, { $days }.
note-volume-without = { $count ->
    [one] One programme goes on without a stated yearly number.
   *[other] { $count } programmes go on without a stated yearly number.
}
note-pending-method = These were not in force on the day and are not counted above.
note-objective = { $holder }, of { $side }: { $text }.
note-objective-own = { $holder }: { $text }.
note-about = { $about } — { $said }
note-statistic = { $measure }: { $value } ({ $when }; { $holder }).
note-statistic-undated = { $measure }: { $value } ({ $holder }).
note-assessment = { $type } ({ $holder }): { $text }.
note-aims-method = What follows are claims of their holders, not facts about the sides.

## Parallel ties and levels
note-parallel-same = { $inner } runs beside { $outer }: one partner, and one party lies in the other.
note-parallel-shared = { $inner } runs beside { $outer }: both join { $parties }.
note-parallel-nested = { $inner } runs beside { $outer }: each party of the first lies in a party of the second.
note-mismatch-tier = { $tie }: { $a } with { $b }.
note-mismatch-rank = { $tie }: { $a } with { $b }, a city of provincial rank.

## Conflicts and gaps
note-total-differs-municipalities = { $holder } states { $stated }; the register counts { $counted }.
note-total-differs-prefectures = { $holder } states { $stated }; the register counts { $counted }.
note-disputed = { $subject }: { $property }
note-preferred-because = Preferred: { $reason }
note-preferred-by-default = First by default: surer, sharper or better attested; nobody has decided.
note-set-aside = Kept beside it.
note-open = Open.
note-gap-undated = No date ({ $kind })
note-gap-unsourced = No source ({ $kind })
note-gap-unverified = Not verified by any source that was read ({ $kind })
note-gap-one-sided = Only one side speaks of it ({ $kind })
note-gap-missing = Not recorded, { $property } ({ $kind })
note-part-of-tie = { $tie }: { $part }
note-counted = { $subject } ({ $count })
note-nothing-recorded = Nothing is recorded.
note-nothing-found = Nothing of the kind is recorded.
note-left-out = { $count } more are left out here; the note as JSON has all of them.
note-and-more = and { $count } more

## Evidence
note-statement-valid = { $said } ({ $when })
note-recorded = { $recorder }, { $day } ({ $method })
note-judged-for = Preferred by { $judge }: { $reason }
note-judged-against = { $judge } prefers another claim: { $reason }

## Words that a renderer sets
note-word-contents = Contents
note-word-evidence = Evidence
note-word-skip = Skip to the text
note-word-description = In words
note-word-cited-in = Cited in
note-word-passage = Passage
note-word-not-held = The text of this document is not held, or not open to everybody; see the locator.
note-rendition = { $type ->
    [translation] Translation, not the source's own words
    [transcription] Transcription, not the source itself
   *[other] Abstract, not the source's own words
}
note-word-holder = Said by
note-word-recorded = Recorded by
note-word-competing = Claims that say otherwise
note-word-judgements = Judgements
note-word-close = Close
note-word-made-with = Made with Kizuna; every number opens the claims behind it.
