# Pages that analyse, list and give away. Names stand after a colon, in a list, or alone, so that none needs a case.

## What the pages share
web-analysis-show = Show
web-analysis-examples = For example:
web-analysis-working = Working; a large register takes a few seconds …
web-analysis-ask-again = Another question
web-analysis-views = Views
web-analysis-which-ties = Which ties
web-analysis-narrow = Narrow it down
web-analysis-of = Of a place
web-analysis-of-hint = Kansai, Osaka, JP
web-analysis-or = or between
web-analysis-between = Between two places, areas or countries
web-analysis-answer = Answer
web-analysis-kind-of = kind
web-analysis-one-of = Name { $number }
web-analysis-from = From
web-analysis-to = To
web-analysis-in-words = In words
web-analysis-side-a = Side A
web-analysis-side-b = Side B
web-analysis-side-hint = Kansai
web-analysis-kind = Kind of tie
web-analysis-field = Field of exchange
web-analysis-any = Any
web-analysis-place = Place
web-analysis-tie = Tie
web-analysis-tie-hint = Osaka - Shanghai
web-analysis-subject = Of what
web-analysis-undated = date not recorded
web-analysis-possibly = possibly
web-analysis-no-evidence = no evidence
web-analysis-nothing-known = Nothing had been recorded by then. Choose a later day of knowledge.
web-analysis-more = { $count ->
    [one] one more
   *[other] { $count } more
}
web-analysis-as-job = Make it in the background
web-analysis-subscribe = Subscribe in a calendar
web-analysis-job-hint = For large answers: the page of the job shows how far it is and keeps the file.
web-analysis-pages = Pages
web-analysis-previous = Previous
web-analysis-next = Next
web-analysis-page-of = Page { $page } of { $pages }
web-analysis-open-picture = Open the picture with its evidence

## Menu
web-menu-map = Map
web-menu-look = Explore
web-menu-analyse = Analyse
web-menu-take = Publish
web-menu-work = Work

## Ties
web-ties-title = Ties
web-ties-lead = Who is tied to whom on a day, since when, and in which fields; each line opens its evidence.
web-ties-every = also ties that were not in force
web-ties-in-force = ties in force on { $day }
web-ties-none = No tie fits the question. Choose another day or fewer conditions; it is no evidence that there was none.
web-ties-pending = { $count ->
    [one] One more is agreed, negotiated or wished for
   *[other] { $count } more are agreed, negotiated or wished for
}
web-ties-column-tie = Between
web-ties-open = open
web-ties-more-formats = More formats
web-ties-map = Picture of the map

## Compare
web-compare-title = Compare
web-compare-lead = Ties side by side, places side by side, or a place among its peers: what one has and the others lack.
web-compare-of = Ties or places, side by side
web-compare-what = What the names are
choice-ties = two or more ties
choice-places = two or more places
choice-peers = one place among its peers
web-compare-topic = Topic
web-compare-of-what = Of what
web-compare-among = Peers only within
web-compare-most = How many
web-compare-all = in all
web-compare-yes = yes
web-compare-possibly = possibly
web-compare-since = since { $date }
web-compare-first = first { $date }
web-compare-dash = A dash: nothing is recorded, which is not to say that there is nothing.
web-compare-homes = Sent and received as seen from:
web-compare-alone = Recorded only of:
web-compare-topic-standing = standing
web-compare-topic-fields = fields
web-compare-topic-agreements = agreements
web-compare-topic-programmes = programmes
web-compare-topic-events = events
web-compare-topic-years = events by year
web-compare-topic-institutions = institutions
web-compare-topic-offices = offices
web-compare-topic-funding = funding, by payer
web-compare-topic-under = ties under it
web-compare-topic-honours = honours, by giver
web-compare-topic-transport = transport
web-compare-topic-volume = volume
web-compare-topic-measures = measures
web-compare-topic-itself = the place itself
web-compare-topic-kinds = ties
web-compare-topic-countries = countries
web-compare-topic-partners = partners
web-compare-key-unstated = not stated
web-compare-key-undated = no date
web-compare-key-home = the home party
web-compare-key-home-bodies = bodies of the home party
web-compare-key-across = the partner
web-compare-key-across-bodies = bodies of the partner
web-compare-key-others = others
web-compare-key-kind = kind
web-compare-key-since = since
web-compare-key-in-force = in force
web-compare-key-status = status by a source
web-compare-key-level = level
web-compare-key-population = population
web-compare-key-out-events = events, sent
web-compare-key-out-persons-in-all = persons in all, sent
web-compare-key-out-persons = persons a year, sent
web-compare-key-out-person-days = person-days a year, sent
web-compare-key-back-events = events, received
web-compare-key-back-persons-in-all = persons in all, received
web-compare-key-back-persons = persons a year, received
web-compare-key-back-person-days = person-days a year, received
web-compare-key-activeness = activeness
web-compare-key-years-since-last-sign = years since the last sign of life
web-compare-key-years-lived = years with activity
web-compare-key-longest-silence = longest silence, in years
web-compare-key-effective-fields = effective number of fields
web-compare-key-share-of-events-sent = share of events sent
web-compare-key-share-of-persons-sent = share of persons sent
web-compare-key-paid = amounts in { $currency }
web-compare-finding-silent = Nothing to compare
web-compare-finding-told = What sources say of them
web-compare-finding-shared = Partners in common
web-compare-finding-side-by-side = Ties that run side by side
web-compare-finding-unequal = Levels that do not match
web-compare-finding-hub = Who else is tied to the partners
web-compare-finding-triangle = Triangles: three places of which each two are tied
web-finding-silent = { $tie }: no more is recorded than whom it joins and how it stands. Empty cells are gaps of the register, and no sign that nothing was done.
web-finding-told-rank = (rank { $rank })
web-finding-shared = { $partner }: tied to { $places }.
web-finding-shared-possibly = { $partner }: tied to { $places }; not all of it is certain.
web-finding-hub = { $partner }: other places tied to it, { $count }: { $places }.
web-finding-triangle = All tied to one another: { $places }.
web-finding-triangle-possibly = Perhaps all tied to one another: { $places }.
web-finding-no-why = No source says why.
web-finding-unsure = Not certain: { $ties }.
web-finding-and-more = { $names } and { $count } more

## Peers
web-peers-by-population = The { $count } nearest in population of { $whole } that have ties, are of like level, and have from half to double its { $population }.
web-peers-by-level = No population can be compared: { $count } of { $whole } that have ties and are of exactly its level.
web-peers-no-level = { $count ->
    [one] One of the peers has no level on record.
   *[other] { $count } of the peers have no level on record.
}
web-peers-ranks = Rank among the peers
web-peers-measure = Measure
web-peers-reading = Reading
web-peers-rank = Rank
web-peers-range = Range
web-peers-quartiles = Quartiles
web-peers-method = Certain: only what certainly stood counts; possible: all that may have. Peers of which nothing is recorded are left out.
web-peers-silent = { $measure }: peers of which nothing is recorded: { $count }.
web-peers-peers = The peers
web-peers-population = Population
web-peers-ties = Ties
web-peers-partners = Partners
web-peers-countries = Countries
web-peers-fields = Fields

## Network
web-network-title = Network
web-network-lead = How the ties hang together: degrees, communities, distances; by country, and year by year.
choice-parties = By party
choice-countries = By country
web-network-by = By what
web-network-years = Years
web-network-betweenness = Betweenness
web-network-with-betweenness = also exact betweenness, which takes longer
web-network-edges-of = Measure an edge list in a file instead: CSV, text, a workbook, GEXF, GraphML
web-network-columns = The two columns of the file that name the nodes
web-network-value = Value
web-network-claims = { $label }: rests on { $count } claims.
web-network-only-possible = No tie certainly stood; ask for what possibly stood to list those that may have.
web-network-details-possible = The details are of what possibly stood.
web-network-details-certain = The details are of what certainly stood.
web-network-degrees = Parties by degree
web-network-distances = Pairs by distance
web-network-sizes = Communities by size
web-network-node = Node
web-network-file-nodes = nodes
web-network-file-edges = edges
web-network-file-rests = Rests on rows { $rows }
web-network-header = Line { $line } was taken for a header: { $text }.
web-network-columns-read = { $count } columns: { $columns } were read.
web-network-loops = Loops left out: { $count }, in line { $lines }.
web-network-repeated = Repeated pairs left out: { $count }, in line { $lines }.
web-network-bad = Lines without two names left out: { $count }: { $lines }.
web-network-measure-max-betweenness = highest betweenness
web-network-how-max-betweenness = exact, each pair once (Brandes 2001)
web-network-top = How many to list
web-network-possible = details of what possibly stood, too
web-network-nodes = parties that are tied
web-network-edges = pairs that are tied
web-network-measures = Measures of the network
web-network-how = How it is computed
web-network-method = What certainly stood and what possibly stood are two networks: their counts bound the truth, other measures need not lie between the two.
web-network-first = The parties with the most partners
web-network-party = Party
web-network-country = Country
web-network-degree = Partners
web-network-core = Core
web-network-community = Community
web-network-countries = Countries with ties: { $countries }; pairs of them: { $pairs }.
web-network-abroad = Ties abroad
web-network-partners = Partner countries
web-network-at-home = Ties at home
web-network-pairs = Between two countries
web-network-unknown = Ties of which fewer than two parties have a known country: { $count }
web-network-undated = No tie is dated: name the years.
web-network-rests = { $ties ->
    [one] Rests on one tie
   *[other] Rests on { $ties } ties
}
web-network-year = Year
web-network-year-nodes = Parties
web-network-year-edges = Pairs
web-network-year-components = Components
web-network-year-giant = Largest
web-network-year-mean-degree = Mean degree
web-network-year-transitivity = Transitivity
web-network-two-readings = At each year’s end: what certainly stood; in brackets what possibly did, where that differs.
web-network-measure-density = density
web-network-how-density = 2m / n(n − 1)
web-network-measure-mean-degree = mean degree
web-network-how-mean-degree = 2m / n
web-network-measure-max-degree = highest degree
web-network-how-max-degree = the most partners
web-network-measure-degree-assortativity = assortativity by degree
web-network-how-degree-assortativity = pairs in both directions (Newman 2002)
web-network-measure-components = components
web-network-how-components = sets of parties joined by paths
web-network-measure-giant-nodes = parties of the largest
web-network-how-giant-nodes = largest component
web-network-measure-giant-share = share of the largest
web-network-how-giant-share = its parties / all parties
web-network-measure-triangles = triangles
web-network-how-triangles = three parties, all tied
web-network-measure-transitivity = transitivity
web-network-how-transitivity = 3 × triangles / paths of length two
web-network-measure-average-clustering = mean local clustering
web-network-how-average-clustering = Watts & Strogatz 1998; 0 below two partners
web-network-measure-mean-distance = mean distance
web-network-how-mean-distance = pairs within the largest component
web-network-measure-diameter = diameter
web-network-how-diameter = pairs within the largest component
web-network-measure-mean-distance-joined = mean distance, all joined
web-network-how-mean-distance-joined = all pairs that a path joins
web-network-measure-longest-distance = longest distance of all
web-network-how-longest-distance = all pairs that a path joins
web-network-measure-max-core = highest core
web-network-how-max-core = largest k with a k-core (Seidman 1983)
web-network-measure-max-core-nodes = parties in it
web-network-how-max-core-nodes = parties of that core number
web-network-measure-communities = communities
web-network-how-communities = Leiden (Traag et al. 2019), seed 1987
web-network-measure-modularity = modularity
web-network-how-modularity = of these (Newman & Girvan 2004)
web-network-measure-measured-edges = pairs with a length
web-network-how-measured-edges = both ends have a point
web-network-measure-length-q1-km = length, lower quartile (km)
web-network-how-length-q1-km = great circle
web-network-measure-length-median-km = length, median (km)
web-network-how-length-median-km = great circle
web-network-measure-length-q3-km = length, upper quartile (km)
web-network-how-length-q3-km = great circle
web-network-measure-domestic-share = share within a country
web-network-how-domestic-share = of pairs with both known
web-network-measure-ei-country = E-I index by country
web-network-how-ei-country = Krackhardt & Stern 1988: 1 is all between
web-network-measure-assortativity-country = assortativity by country
web-network-how-assortativity-country = Newman 2003: 1 is all inside
web-network-measure-ei-level = E-I index by level
web-network-how-ei-level = Krackhardt & Stern 1988: 1 is all between
web-network-measure-assortativity-level = assortativity by level
web-network-how-assortativity-level = Newman 2003: 1 is all inside
web-network-measure-ei-tier = E-I index by tier
web-network-how-ei-tier = Krackhardt & Stern 1988: 1 is all between
web-network-measure-assortativity-tier = assortativity by tier
web-network-how-assortativity-tier = Newman 2003: 1 is all inside

## Suggestions
web-suggest-title = Suggestions
web-suggest-lead = Whom a place might seek as a partner, and what a tie might take up, each with reasons and their evidence.
web-suggest-backtest = How far to trust it
web-suggest-place = Local government
web-suggest-country = Partners’ country
web-suggest-top = How many
web-suggest-forms = Exchange for a tie
web-suggest-tie = A tie, for what it might take up
web-suggest-until = Back-test: the last year of the past
web-suggest-edges = Back-test: ties of a CSV file with the columns a, b, since
web-suggest-places = Back-test: a CSV file of the ends: id, country, latitude, longitude, population
web-suggest-seed = Back-test: another number to draw by
web-suggest-partner = Partner
web-suggest-points = Points
web-suggest-reason = Reason
web-suggest-these = They are: { $ties }.
web-suggest-of-register = Of the ties of local governments in the register, each from the day of its first binding stage.
web-suggest-of-file = Of the ties listed in { $file }.
web-suggest-among = They are ranked for { $places } places, among { $candidates } candidates.
web-suggest-fitted = The model is fitted on the last fifth of the past, held back from the rest: { $held_back } pairs between places tied before.
web-suggest-drawn = For the AUC { $places } places are drawn for each place (seed { $seed }).
web-suggest-candidates = { $shown } of { $whole } places that are not tied on this day to
web-suggest-advice = Advice, and no fact: the score orders candidates and measures nothing else.
web-suggest-like = Ties like it: { $count }. The tie:
web-suggest-by-type = Alike by type.
web-suggest-by-levels = And by levels.
web-suggest-by-fields = And by a field in common.
web-suggest-missing = What they have and it lacks
web-suggest-form = Field or form
web-suggest-is-field = field
web-suggest-is-form = form
web-suggest-having = Ties that have it
web-suggest-such-as = Such as
web-suggest-no-missing = Ties like it have nothing on record that it lacks.
web-suggest-lack = What is not on record may be there all the same.
web-suggest-run = Run the back-test
web-suggest-past = Past: { $past } pairs tied by the end of { $until }; later: { $later } pairs, of which { $ranked } are ranked, each from both ends.
web-suggest-set-aside = Set aside: { $unclear } pairs without a clear date; { $unseen } with an end that nobody could rank.
web-suggest-ranked-by = Ranked by
web-suggest-rival-model = this ranking
web-suggest-rival-common-neighbours = partners in common
web-suggest-rival-adamic-adar = Adamic–Adar
web-suggest-rival-preferential-attachment = number of partners
web-suggest-rival-popularity-in-the-same-country = popularity in the same country
web-suggest-too-few = { $count ->
    [one] One ranked pair is too little to tell methods apart.
   *[other] { $count } ranked pairs are too few to tell methods apart.
}
web-suggest-verdict-ahead = Ahead of the best of the others by { $margin } points of hits@10 (95% of resamples: { $least } to { $most }).
web-suggest-verdict-chance = Ahead of the best of the others by { $margin } points of hits@10, no more than chance may give (95% of resamples: { $least } to { $most }).
web-suggest-verdict-behind = It does not beat the best of the others: { $margin } points of hits@10 (95% of resamples: { $least } to { $most }).
web-suggest-scores = Hits@10: the share of later ties among the first ten of all candidates. AUC: against places tied neither before nor later.
web-reason-partners = our partners that are tied to it, { $count }: { $names }
web-reason-likeness = places that share partners with us and are tied to it, { $count }: { $names }
web-reason-countrymen = places of our country that are tied to it, { $count }: { $names }
web-reason-popular = its partners, { $count }: { $names }
web-reason-affinity-none = no tie of our country with it is on record, fewer than chance would give: { $country }
web-reason-affinity-more = ties of our country, { $count }, oftener than chance would give, with: { $country }
web-reason-affinity-less = ties of our country, { $count }, more rarely than chance would give, with: { $country }
web-reason-own = partners that we have in its country already, { $count }: { $names }
web-reason-gap = none of our partners on record is there; places of our country that have some, { $count }: { $names }
web-reason-gap-near = (of them in our own prefecture: { $count })
web-reason-domestic = it is of our own country
web-reason-near = { $distance } km away
web-reason-size = of like size: there { $theirs }, here { $ours }
web-reason-level-same = of the same level: { $level }
web-reason-level-like = of like level: ours { $ours }, theirs { $theirs }
web-reason-ports = both have a port: { $names }
web-reason-capitals = both are called an old capital
web-reason-fields = ties of both are lived in: { $concepts }
web-reason-new-field = a field of its ties, of which none of ours has a record: { $concepts }
web-reason-bodies = bodies of both are tied already: { $names }
web-reason-wish = a tie of the two is on record as: { $concepts }
web-reason-aims = aims of one side towards the other are on record: { $names }
web-reason-former = a tie of the two has ended: { $names }

## Survival
web-survival-title = How long ties last
web-survival-lead = The share of ties that outlive each age, with what is truncated and censored stated; and ties made and ended by year.
web-survival-show = What to show
choice-curves = By age
choice-years = By year
choice-spells = Each tie as a spell
web-survival-from = Observed from
web-survival-to = Observed to
web-survival-by = Group
web-survival-all = all ties
choice-country = by pair of countries
choice-level = by levels
choice-kind = by kind
choice-cohort = by decade
web-survival-decade = { $decade }s
web-survival-tier-municipality = municipality
web-survival-tier-prefecture = prefecture
web-survival-curve = Share of ties that outlive each age
web-survival-age = Age in years
web-survival-at-age = { $age ->
    [one] 1 year
   *[other] { $age } years
}
web-survival-ties = ties that went in
web-survival-ended = ended
web-survival-standing = still standing at the end (right-censored)
web-survival-truncated = begun before the observation (left-truncated)
web-survival-before = begun before
web-survival-established = established
web-survival-median = Median life
web-survival-not-reached = not reached
web-survival-median-years = { $years } years (95%: { $low } to { $high })
web-survival-youngest = Nobody is seen younger than { $years } years: the shares are of ties of that age.
web-survival-in-sight = In sight
web-survival-outlive = Outlive it
web-survival-limits = Limits of 95%
web-survival-readings = Readings of dates
web-survival-intervals = By intervals
web-survival-turnbull = By intervals: Turnbull’s estimate.
web-survival-exact = No estimate by intervals is needed: every date is known to the day.
web-survival-truncation = No estimate by intervals: ties that had begun before the observation are truncated.
web-survival-too-many = No estimate by intervals: there are too many ties for it.
web-survival-unsettled = No estimate by intervals: the search for it does not settle.
web-survival-breslow = Breslow’s estimate, because nobody was in sight at some age: { $groups }.
web-survival-years = Made and ended by year
web-survival-total = { $established } established and { $ended } ended in a certain year; others are possible in each of several.
web-survival-began = Began
web-survival-last-day = Last day in force
web-survival-from-age = Seen from age
web-survival-to-age = Seen to age
web-survival-outcome = Then
web-survival-spell-ended = ended
web-survival-spell-standing = still standing
web-survival-spell-begun-later = left out: begun later
web-survival-spell-ended-earlier = left out: ended earlier
web-survival-spell-ended-on-no-known-day = left out: ended on no known day
web-survival-method = { $method } estimate; limits by Greenwood’s variance, log-log. Ties with uncertain dates, which went in at the midpoint: { $count }.
web-survival-left-never-in-force = Left out, never in force: { $count }.
web-survival-left-undated = Left out, without a date: { $count }.
web-survival-left-begun-later = Left out, begun later: { $count }.
web-survival-left-ended-earlier = Left out, ended earlier: { $count }.
web-survival-left-ended-on-no-known-day = Left out, ended on no known day: { $count }.
web-survival-window = Observed from { $first } to { $last }: older ties enter at the age that they had then.
web-survival-open = Observed to { $last }, each tie from its beginning: what ended before anybody listed it is missing. State when observation began, if you know it.

## Measures
web-measure-title = Measures of ties
web-measure-lead = Breadth, depth, volume, balance, continuity, activity and cost of a tie, from least to most where the evidence is uncertain.
web-measuring-of = A tie, or the ties of a place, or those between two
web-measuring-years = Volume of the years
web-measuring-breadth = Breadth
web-measuring-depth = Depth
web-measuring-volume = Volume { $first }–{ $last }
web-measuring-balance = Balance
web-measuring-continuity = Continuity
web-measuring-activeness = Activeness
web-measuring-cost = Cost
web-measuring-fields = fields
web-measuring-shannon = effective fields, Shannon
web-measuring-simpson = effective fields, Simpson
web-measuring-institutions = institutions
web-measuring-sub-ties = ties under it
web-measuring-offices = offices
web-measuring-agreements = agreements
web-measuring-series = longest series of agreements
web-measuring-events = events
web-measuring-persons = persons
web-measuring-person-days = person-days
web-measuring-persons-from = persons sent by: { $sender }
web-measuring-share-events = share of events sent by: { $sender }
web-measuring-share-persons = share of persons sent by: { $sender }
web-measuring-lived = years with activity
web-measuring-lived-of = { $lived } of { $years } ({ $first }–{ $last })
web-measuring-silence = longest silence, in years
web-measuring-state = state by the rule { $rule }
web-measuring-since = years since the last sign of life
web-measuring-status = status that a source gives
web-measuring-differs = the rule says other
web-measuring-agrees = the rule agrees
web-measuring-somebody = somebody
web-measuring-not-stated = share and amount not stated
web-measuring-amounts = stated amounts
web-measuring-who-pays = who pays
web-measuring-by-year = By year and sender
web-measuring-each-year = Each year of
web-measuring-sender = Sent by
web-measuring-sender-together = both, signing
web-measuring-sender-nobody = direction not stated
web-measuring-missing = What could not go in
web-measuring-missing-undated = Without a date, in no year above ({ $count })
web-measuring-missing-without-number = Without a stated number of persons ({ $count })
web-measuring-missing-without-duration = Without a stated duration ({ $count })
web-measuring-missing-without-activity = Fields in which nothing is recorded ({ $count })
web-measuring-missing-without-amount = Of a known payer and no stated amount ({ $count })
web-measuring-count = { $count ->
    [one] One tie that certainly or possibly stood on the day.
   *[other] { $count } ties that certainly or possibly stood on the day.
}
web-measuring-bare = { $count ->
    [one] Of one nothing that could be measured is recorded.
   *[other] Of { $count } nothing that could be measured is recorded.
}
web-measuring-none-means = A dash is no evidence, never zero; open a tie to see why.

## Gaps, checks, lists
web-gaps-title = Gaps
web-gaps-lead = What a reader would ask and the register cannot answer: a gap is about our knowledge, not about the past.
web-gaps-of = Only of
web-gaps-of-hint = A place, a tie, a person
web-gaps-code = Kind of gap
web-gaps-unknown = What is not known
web-gaps-none = Nothing is missing by these questions.
choice-undated = without a date
web-gap-undated = no source says when it began
choice-unsourced = without a source
web-gap-unsourced = rests on nothing that a reader could look up: { $property }
choice-unverified = not verified
web-gap-unverified = no source that was read confirms it: { $property }
choice-one-sided = listed by one side only
web-gap-one-sided = only sources of one side speak of it
choice-missing = not recorded
web-gap-missing = not recorded: { $property }
web-check-title = Contradictions
web-check-lead = Dates, series, shares and parties that do not agree, and what one fact implies about another. Only what is certain is a problem.
web-check-none = Nothing contradicts anything else.
web-check-found = Found
web-check-what = What
web-check-problem = problem
web-check-remark = remark
web-check-series-start = { $step ->
    [one] number { $ordinal } of a yearly series, of { $date }, implies a first in { $year }; the tie dates from { $tie_date }
   *[other] number { $ordinal } of a series signed every { $step } years, of { $date }, implies a first in { $year }; the tie dates from { $tie_date }
}
web-check-ordinal-order = number { $ordinal } of the series is of { $date }, number { $other } of { $other_date }
web-check-before-party-exists = made { $date }, but { $party } exists only from { $existence }
web-check-after-party-ends = made { $date }, but { $party } existed only { $existence }
web-check-event-before-tie = dated { $date }, before anything that is recorded of { $tie } ({ $tie_date })
web-check-end-before-start = ended { $end }, before it began { $date }
web-check-share-over-one = the shares of the cost add up to { $total } of 1
web-check-parent-parties = { $party } does not belong to a party of the wider tie: { $parent }
web-check-too-few-parties = has { $count } recorded party; a tie has two or more
web-check-renews-later = of { $date }, renews or replaces { $other } of { $other_date }, which is later
web-check-visit-apart = signed { $date }, during the visit { $visit } of { $visit_date }
web-check-term-apart = in force until { $end }, but the term that is given, from { $date }, ends about { $term_end }
web-reconcile-title = Register differences
web-reconcile-source = Only what this document says
web-reconcile-every = Also ties whose other side has no list
web-reconcile-lead = Two lists of the same ties laid side by side: what one side lists and the other does not, and where holders differ.
web-reconcile-count = Ties looked at: { $ties }; on the list of one side only: { $one }; in disagreement: { $two }.
web-reconcile-one-sided = On the list of one side only
web-reconcile-by = Listed by
web-reconcile-not-by = Not by
web-reconcile-document = List
web-reconcile-different = lists in different documents
web-reconcile-disagree = In disagreement
web-reconcile-about = About
web-reconcile-says = Who says what
web-reconcile-unanswered = { $count ->
    [one] One more has a partner without a list here
   *[other] { $count } more have a partner without a list here
}
web-reconcile-unanswered-title = The other side has no list here

## Timeline and pictures
web-timeline-title = Timeline
web-timeline-lead = Everything dated about a tie and the ties under it, in order of time; uncertain dates stay uncertain.
web-timeline-what = What
web-timeline-stage = stage
web-timeline-status = status
web-timeline-opened = begun
web-timeline-closed = ended
web-timeline-set-aside = a competing claim stands before it
web-timeline-uncounted = planned or not verified
web-plot-title = Pictures
web-plot-lead = Name what to draw. Each mark of a picture opens the claims behind it.
web-plot-name-years = Years
web-plot-name-map = Map
web-plot-name-network = Network
web-plot-name-matrix = Matrix
web-plot-name-timeline = Timeline
web-plot-name-volume = Volume
web-plot-name-fields = Fields
web-plot-what-timeline = One tie
web-plot-what-volume = One tie, or two sides
web-plot-what-fields = Two to eight ties
web-plot-rests = What the picture rests on:
web-plot-list = The same in words

## Report, exports, embed
web-report-title = Report
web-report-lead = The information note on two sides: every number opens the passages behind it.
web-report-sides = Two sides
web-report-language = Language of the note
web-report-head = Number, author, distribution
web-report-to-hint = separate by semicolons
web-report-clocks = The day and the time of knowledge are those at the top of the page.
web-report-prepare = Prepare the note
web-report-get = The note
web-report-open = Open
web-report-save = Save
web-report-takes = A note on many ties takes a few seconds to set; PDF and Word take longest.
web-report-format-html = Web page
web-report-for-html = evidence opens beside the text; one file
web-report-format-pdf = PDF
web-report-for-pdf = to print and to file
web-report-format-docx = Word
web-report-for-docx = to edit further
web-report-format-md = Markdown
web-report-for-md = plain text with notes
web-report-format-json = JSON
web-report-for-json = for programs; every claim with its passage
web-export-title = Export
web-export-lead = Ties and all that hangs on them as files for other tools. Only what anybody may see leaves by an export.
web-export-choose = Choose these ties
web-export-holds = { $count ->
    [one] The files hold one tie, also where it was not in force on the day, with its evidence.
   *[other] The files hold { $count } ties, also those that were not in force on the day, with their evidence.
}
web-export-formats = Formats
web-export-format = Format
web-export-for = For what
web-export-file = File
web-export-takes = A large export takes some seconds.
web-export-extra = Parquet wants the extra “research” installed.
web-export-for-csv = Tables: a file for each kind, with its data dictionary
web-export-for-xlsx = Spreadsheet with a sheet for each kind
web-export-for-parquet = Tables for data frames (pandas, polars, DuckDB)
web-export-for-geojson = Maps: places as points, ties as great circles (QGIS, Leaflet, MapLibre)
web-export-for-graphml = Networks on the day (networkx, igraph, yEd, Gephi)
web-export-for-gexf = Networks over time: Gephi’s timeline
web-export-for-jsonld = Linked data as JSON
web-export-for-turtle = Linked data: schema.org, PROV-O, SKOS and Wikidata’s properties
web-export-for-ical = Calendar: anniversaries and days on which agreements end
web-export-for-quickstatements = Statements to add to Wikidata, with their sources
web-export-for-panel = A row for each tied pair and year, for regressions
web-export-for-panel-countries = The same by pair of countries
web-export-for-panel-all-pairs = The same with the pairs that are not tied, too
web-release-title = Releases
web-release-lead = The whole public register, frozen on a day, in every format, to be cited and checked.
web-release-what = A release is a folder that holds:
web-release-holds-formats = the register in { $count } formats
web-release-holds-readme = a README that says what is in it, what was left out, and how it was counted
web-release-holds-datapackage = a description for programs (datapackage.json)
web-release-holds-citation = how to cite it (CITATION.cff)
web-release-holds-sums = a checksum of every file (sha256sums.txt)
web-release-same = The same day and time of knowledge give the same bytes, so anybody can make a release again and compare.
web-release-how = How one is made
web-release-folder = FOLDER
web-release-public = What is not public is in no release.
web-embed-title = Embed
web-embed-lead = A small list of partners, or one tie, for a town’s own site. It follows the register by itself.
web-embed-of = What to show
web-embed-place = Place or tie
web-embed-look = Look
web-embed-snippet = Copy this into your page
web-embed-copy = Copy
web-embed-copied = Copied
web-embed-says = Its language is that of this page. It sets no cookie that follows anybody, runs no script, and shows only what anybody may see.
web-embed-preview = How it will look
web-embed-more = Evidence and more in Kizuna

## Due
web-due-title = Due
web-due-lead = What falls due: ends of agreements, reviews, anniversaries in years of five, what is planned, and ties without a sign of activity.
web-due-of = Of a place or a tie
web-due-within = Within so many days
web-due-silent-label = Ties without activity for so many years (0: none)
web-due-when = When
web-due-what = What
web-due-expiry = agreement ends
web-due-review = review
web-due-anniversary = { $years } years since the tie was signed
web-due-planned = planned
web-due-silent = last sign of activity
web-due-none = Nothing that is recorded falls due by { $day }.
web-due-bare = { $count ->
    [one] Of one tie in force no activity is recorded at all.
   *[other] Of { $count } ties in force no activity is recorded at all.
}
web-due-count-expiry = agreements that end
web-due-count-review = reviews
web-due-count-anniversary = anniversaries
web-due-count-planned = planned
web-due-count-silent = ties without recent activity

## Brief
web-brief-title = Brief
web-brief-lead = One tie on one page for a council: what it is, its dates, its last events, what falls due, who pays, and what is not known.
web-brief-tie = A tie, or its two parties
web-brief-sentence = { $state ->
    [certain] { $parties } have been tied since { $date }: { $kind }.
    [undated] { $parties } are tied: { $kind }; { $date }.
    [possible] { $parties } were possibly tied on { $day }: { $kind }; signed: { $date }.
   *[no] { $parties } were not tied on { $day }: { $kind }; signed: { $date }.
}
web-brief-status = Status
web-brief-stage = Key dates
web-brief-agreement = Agreements
web-brief-payer = Who pays
web-brief-gap = Not known
web-brief-event = Last events
web-brief-due = Due
web-brief-persons = Persons
web-brief-until = until { $date }
web-brief-no-end = no end recorded
web-brief-unstated = share and amount not stated
web-brief-unknown = payer not stated
web-brief-not-stated = not stated

## Annual report
web-annual-title = Annual report
web-annual-lead = What happened in a period in one tie or in all ties of a place, beside the period before: events, agreements, programmes, costs and gaps.
web-annual-of = A tie or a place
web-annual-from = From: a day, a month or a year (empty: the last whole year)
web-annual-to = To: a day, a month or a year
web-annual-sections = Sections, with commas: totals, events, agreements, programmes, gaps
web-annual-remark = A paragraph of your own
web-annual-ties = { $count ->
    [0] No tie in force in the period is recorded.
   *[other] Ties in force: { $ties }.
}
web-annual-from-author = From the author
web-annual-totals = Totals
web-annual-events = Events and costs
web-annual-agreements = Agreements
web-annual-programmes = Programmes
web-annual-gaps = Not known
web-annual-total-ties = ties in force
web-annual-total-events = events
web-annual-total-persons = persons who travelled, as far as stated
web-annual-total-agreements = agreements signed
web-annual-total-programmes = programmes running
web-annual-change = Change
web-annual-sent-by = Sent by
web-annual-by-direction = Events by direction; one that goes both ways is counted each way
web-annual-undated = { $count ->
    [one] One event has no date and is in no period.
   *[other] { $count } events have no date and are in no period.
}
web-annual-no-persons = { $count ->
    [one] Of one event no number of persons is stated.
   *[other] Of { $count } events no number of persons is stated.
}
web-annual-no-cost = { $count ->
    [one] Of one event no cost is stated.
   *[other] Of { $count } events no cost is stated.
}
web-annual-without-amount = { $count } without an amount
web-annual-due = Due in the period and in the same time after it
web-annual-yearly = Persons a year
web-annual-possibly = “Possibly”: no dated source says that it went on until then.
