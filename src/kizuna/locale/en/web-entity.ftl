# Pages of everything in the register, evidence, documents, search.

web-contents = On this page
web-all-facts = What is recorded
web-other-facts = Also recorded
web-entity-id = Address in the register:
web-unknown-then = Nothing was known of this by { $known }.
web-unknown-now = See what is known now

web-fact-denied = denied by { $count }
web-fact-set-aside = another claim stands before it
web-fact-disputed = disputed
web-fact-preferred = Preferred: { $reason }
web-possibly-begun = possibly begun by then

web-things-more = { $count ->
    [one] One more is not shown here.
   *[other] { $count } more are not shown here.
}
web-things-later = { $count ->
    [one] One that began after the day is left out.
   *[other] { $count } that began after the day are left out.
}
web-things-all = Show all

web-ties-tie = Tie
web-ties-partner = Partner
web-ties-kind = Kind
web-ties-since = Date
web-ties-state = State on the day

web-show-title = Everything recorded of one thing
web-show-lead = Show what is recorded of a tie, place, person, agreement, programme, document or other thing: each fact with its evidence, and what refers to it.
web-show-of = A name in any script, an id, or the parties of a tie
web-thing-more = More about it
web-thing-take = Take with you
web-thing-cite = How to cite this page

web-tie-no-date = No source that was read says that it was entered into.
web-tie-parties = Parties
web-tie-called-type = What each side calls it
web-tie-called-name = Its name
web-tie-after-day = after the day asked about
web-tie-status = History of its status
web-tie-measures = What it amounts to
web-tie-measures-how = Counted from what is recorded up to the day; a range is from least to most.
web-tie-said = What is said of it
web-tie-timeline = Timeline
web-tie-open-other = Open that tie

web-place-title = Place
web-place-lead = What a place or a body is, its ties on a day, its names, what belongs to it, and what is not known.
web-place-which = A place or a body
web-place-sentence = { $state ->
    [partial] { $place } ({ $sort }): no source draws this area, so its ties are not listed.
    [none] { $place } ({ $sort }): no tie in force on { $day } is recorded.
    [undated] { $place } ({ $sort }) counts { $ties } { $number ->
        [one] tie
       *[other] ties
    } in force on { $day }.
   *[dated] { $place } ({ $sort }) counts { $ties } { $number ->
        [one] tie
       *[other] ties
    } in force on { $day }; the earliest that is dated goes back to { $since }.
}
web-place-countries = countries of partners
web-ties-country = Country
web-place-ties = Ties in force
web-place-no-ties = No tie in force on the day is recorded; that is no evidence that there was none.
web-place-too-wide = No source draws this area, so its ties are not listed here.
web-place-all-ties = List its ties
web-place-pending = Agreed or sought, not entered into
web-place-others = Other ties
web-place-others-how = Ended, begun after the day, or confirmed by no source that was read.
web-place-bodies = Its bodies
web-place-ties-of-bodies = Ties of its bodies in force
web-place-names = Names
web-place-spelling = Script and spelling
web-place-held = When it was so called
web-place-standing = Level and where it belongs, over time
web-place-drawn = How it is drawn
web-place-parts = Places that are part of it

web-claim-later = This claim was recorded after { $known }: it was not known then.
web-claim-in-text = See the passage in the whole text
web-claim-in-text-short = in the text
web-claim-withheld = The passage is not shown: the text is not open to everybody, by its rights or its access level. Its place is given below.
web-claim-not-held = The source's own words are not shown, because its text is not held here.
web-original-kept = The original is kept at: { $place }.
web-original-published = Published at:
web-text-add = Whoever holds the text can add it where Kizuna runs; its passages are then shown:
web-rendition-in-text = { $type ->
    [translation] See it in the whole translation, with all claims
    [transcription] See it in the whole transcription, with all claims
   *[other] See it in the whole abstract, with all claims
}
web-claim-source = Source
web-claim-where = Where
web-claim-characters = characters { $first }–{ $last } of the text
web-claim-nowhere = no place in the source is given
web-claim-holder = Who says so
web-claim-stance = How it is put
web-claim-recorded = Recorded by
web-claim-status = How it is weighed
web-claim-counts = accepted, and counts
web-claim-counts-not = accepted, and carries no fact alone
web-claim-status-rejected = rejected
web-claim-status-proposed = proposed, and not yet accepted by anybody
web-claim-id = Claim or thing
web-claim-why-names = Why it counts: it says what is counted here, “{ $name }” ({ $kind }).
web-claim-why-joins = Why it counts: it connects “{ $name }” ({ $kind }) with what the number is about.
web-claim-why-dates = Why it counts: it dates “{ $name }” ({ $kind }), and so decides for which days it is counted.
web-claim-why-measures = Why it counts: it gives an amount for “{ $name }” ({ $kind }) that the number is made of.
web-claim-why-tells = Why it counts: it is part of what is recorded of “{ $name }” ({ $kind }).
web-claim-supporting = The same is said by
web-claim-competing = Competing claims
web-claim-denying = Denied by
web-claim-judgements = Judgements
web-claim-judgement-withdrawn = withdrawn
web-claim-before = before
web-claim-beside = { $count ->
    [one] One other claim on this passage
   *[other] { $count } other claims on this passage
}

web-document-read = Read the text with its passages
web-document-not-held = The text of this document is not held here.
web-document-read-rendition = { $type ->
    [translation] Read the translation with all claims
    [transcription] Read the transcription with all claims
   *[other] Read the abstract with all claims
}
web-document-renditions = Translations, transcriptions, abstracts
web-document-renders = { $type ->
    [translation] translates
    [transcription] transcribes
   *[other] is an abstract of
}
web-document-rendition-passages = { $count ->
    [one] one passage
   *[other] { $count } passages
}
web-document-withheld = The text is withheld: by its rights or its access level it is not open to everybody. Where its passages lie is told all the same.
web-document-not-public = Not public: this document, and what it alone says, is seen only by accounts that are cleared for it.
web-document-publish = Publish
web-document-description = Description
web-document-claims = What it says, claim by claim
web-document-no-claims = No claim of this document is recorded.
web-document-reader = The text was read from { $file } by { $reader }.
web-document-digest-of-text = SHA-256 of the text:
web-document-digest-of-file = SHA-256 of the file:

web-text = Text of the document
web-text-of = Text: { $name }
web-text-back = About this document
web-text-how = What is marked carries claims. A mark opens its evidence; an arrow in the margin leads back to its passage.
web-text-rendition = { $type ->
    [translation] This is a translation, not the source itself. The claims in the margin are those of the source, each beside the passage that translates its own:
    [transcription] This is a transcription, not the source itself. The claims in the margin are those of the source, each beside the passage that transcribes its own:
   *[other] This is an abstract in other words, not the text of the source. The claims in the margin are those of the source, each beside the passage that renders its own:
}
web-text-claims = { $count ->
    [one] One claim
   *[other] { $count } claims
}
web-text-to-passage = To the passage
web-text-this = this document

web-search-lead = Write a name in any script or spelling, the names of two partners, or words that a fact or a document may hold: Santori, 大阪 上海, acupuncture.
web-search-results = Search: { $words }
web-search-count = { $count ->
    [one] { $count } result.
   *[other] { $count } results.
}
web-search-words = words
web-search-kind = only
web-search-limit = hits at most
web-search-column-name = Name
web-search-column-what = What it is
web-search-column-country = Country
web-search-column-ties = Ties
web-search-column-found = Words found
web-search-column-document = Document
web-search-all = Everything
choice-name = Names
choice-fact = Facts
choice-passage = Passages
web-search-cut = More was found than is shown; add a word.
web-search-suggestions = Suggestions
web-search-all-of = All that holds “{ $words }”
web-claims-title = Claims
web-claims-lead = What sources say, claim by claim, in the order in which it was recorded; rejected claims too.
web-claims-document = citing
web-claims-subject = about
web-claims-property = property
web-claims-value = what it states
web-claims-source = source
web-claims-status = weighing
web-claims-after = after the claim with the id
web-claims-limit = claims at most
web-claims-cut = More claims follow; raise the limit, or ask for those after the last one.
web-claims-count = { $count ->
    [one] { $count } claim.
   *[other] { $count } claims.
}
choice-accepted = accepted
choice-rejected = rejected
choice-proposed = proposed
web-evidence-title = Evidence of a claim or a thing
web-evidence-lead = Open a claim: its passage in its document, who says it, and what speaks for and against it. Of a thing, each of its claims with passage and source.
web-evidence-around = characters shown on each side of the passage
