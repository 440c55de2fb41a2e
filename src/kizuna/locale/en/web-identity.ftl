# Who is meant: mentions that nobody has identified, and decisions on them.

web-identity-title = Who is meant
web-identity-lead = Places, bodies and persons that came by import or proposal and that nobody has identified. Say what each is, or that it is something else. Nothing is merged, and every decision can be undone.
web-identity-mention = Mention
web-identity-country = Country
web-identity-candidates = Candidates
web-identity-best = Best candidate
web-identity-score = Score
web-identity-kind = Kind
web-identity-text = Name holds
web-identity-state = State
web-identity-state-new = nobody has looked
web-identity-state-put-off = left open
web-identity-any = any
web-identity-filter = Show
web-identity-show-all = Show all
web-identity-count = { $count ->
    [one] { $count } mention, of { $waiting } that wait.
   *[other] { $count } mentions, of { $waiting } that wait.
  }
web-identity-nothing = Nothing waits: everybody who was mentioned is identified. After an import or a proposal, new mentions appear here.
web-identity-none-such = No mention that waits fits this.
web-identity-no-candidate = none; search for one
web-identity-sure = sure
web-identity-sure-what = { $count ->
    [one] One mention on this page has a candidate of which the linker is sure by itself. Tick it to record it as the same.
   *[other] { $count } mentions on this page have a candidate of which the linker is sure by itself. Tick those that are to be recorded as the same.
  }
web-identity-sure-record = Record what is ticked as the same
web-identity-sure-command = For the whole list, which takes longer than a page may:
web-identity-sure-none = Nothing was ticked. Tick at least one mention.
web-identity-sure-overtaken = Nothing was recorded: something about { $ref } was decided or changed meanwhile. Look at the list again.
web-identity-linked = { $count ->
    [one] { $count } mention was recorded as the same as its candidate.
   *[other] { $count } mentions were recorded as the same as their candidates.
  }
web-identity-what-is-said = What is said of it
web-identity-ties = Its ties, with
web-identity-open-tie = open the tie
web-identity-named-by = Named by
web-identity-more = and { $count } more
web-identity-may-be = What it may be
web-identity-also-called = Also called
web-identity-recorded = Recorded
web-identity-facts = { $count ->
    [one] { $count } claim
   *[other] { $count } claims
  }
web-identity-not-held = nothing yet; a place of the gazetteer GeoNames
web-identity-for = What speaks for it
web-identity-against = What speaks against it
web-identity-same = The same
web-identity-different = Not this
web-identity-undecided = Leave open
web-identity-same-as = The same as { $name }
web-identity-different-from = Not { $name }
web-identity-undecided-on = Leave open whether it is { $name }
web-identity-not-yours = This is not among the governments that you decide about.
web-identity-reason = Reason
web-identity-reason-hint = For the record, with the decision. It may be left empty.
web-identity-search = Search for another by name
web-identity-search-go = Search
web-identity-search-none = Nothing of this kind is called “{ $name }”. Try another spelling.
web-identity-found = Found for “{ $name }”
web-identity-nobody = Nothing like it is known. Search for another name, or enter it first.
web-identity-settled = It was judged the same as something, and waits no more. Undo the decision to ask again.
web-identity-back = Back to those that wait
web-identity-decisions = What was decided
web-identity-is-same = The same as { $other }
web-identity-is-different = Not { $other }
web-identity-is-undecided = Left open whether it is { $other }
web-identity-decided-same = Recorded: { $name } is the same as { $other }.
web-identity-decided-different = Recorded: { $name } is not { $other }.
web-identity-decided-undecided = Recorded: it is left open whether { $name } is { $other }.
web-identity-undo = Undo
web-identity-undo-of = Undo the decision about { $other }
web-identity-overtaken = Nothing was recorded: somebody else decided about this mention meanwhile. What they decided stands below under “What was decided”; look again, and decide if it is still needed.
web-identity-wrong = This cannot be recorded:
web-identity-feature-same-name = the same name
web-identity-feature-same-core = the same name without its word for “city”, “prefecture” and the like
web-identity-feature-same-reading = the same name in another romanisation
web-identity-feature-same-sound = the same sounds in another spelling
web-identity-feature-one-edit = one letter apart
web-identity-feature-two-edits = two letters apart
web-identity-feature-alike = the names look alike
web-identity-feature-short-name = too short a name for a slip of the pen
web-identity-feature-chief-name = it is its first name
web-identity-feature-same-country = the same country
web-identity-feature-other-country = another country
web-identity-feature-same-level = the same level
web-identity-feature-settlement-unsaid = a settlement, where no level is said
web-identity-feature-level-differs = another level
web-identity-feature-port-unnamed = a port, where none is named
web-identity-feature-never-meet = two known places that are easily confused
web-identity-feature-within = the source names what it lies in
web-identity-feature-large = more than 100,000 people
web-identity-feature-very-large = more than a million people
web-identity-feature-near = points within 25 km
web-identity-feature-far = points more than 25 km apart
web-identity-feature-letters = share of letters that differ
