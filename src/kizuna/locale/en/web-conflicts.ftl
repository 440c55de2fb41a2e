# Where sources disagree: the list of conflicts, and each with its sides.

web-fault-409 = Somebody else decided in the meantime
web-conflicts-title = Conflicts
web-conflicts-lead = Facts about which sources say different things, side by side. Nothing is thrown away: one goes before the others, and it says why.
web-conflicts-of = About
web-conflicts-kind = Kind
web-conflicts-property = Property
web-conflicts-state = State
choice-open = nobody has decided
choice-settled = decided
web-conflicts-none = No conflict fits this: wherever several sources speak of it, they agree.
web-conflicts-one-lead = What each source says, on what evidence, and why the register gives one before the others.
web-conflicts-agreed-lead = The sources that count do not disagree about this now.
web-conflicts-given = given by the register
web-conflicts-group = Conflict { $number }
web-conflicts-agreed = Not in conflict
web-conflicts-stands = What stands
web-conflicts-rejected = Set aside by a judgement
web-conflicts-said-by = Said by
web-conflicts-more-claims = { $count ->
    [one] { $count } more claim
   *[other] { $count } more claims
  }
web-conflicts-prefer = Put this first
web-conflicts-prefer-this = Put first: { $value }
web-conflicts-reject = Reject this
web-conflicts-reject-this = Reject: { $value }
web-conflicts-reason = Reason
web-conflicts-reason-hint = Everybody reads it beside the conflict. A decision needs one.
web-conflicts-needs-reason = Say why; a decision needs a reason.
web-conflicts-wrong = This cannot be recorded:
web-conflicts-overtaken = Nothing was recorded: something was decided or recorded about this since you looked. Look again, and decide if it is still needed.
web-conflicts-done-prefer = Recorded: it goes before the others now.
web-conflicts-done-reject = Recorded: it was rejected and no longer counts.
web-conflicts-undo = Undo
web-conflicts-undone = The decision was taken back; what stood before stands again.
web-conflicts-judged-before = Preferred to
web-conflicts-judged-behind = Put behind
web-conflicts-first-judged = It goes first because a judgement prefers it.
web-conflicts-first-sourced = It goes first because it has a source. Nobody has decided.
web-conflicts-first-surer = It goes first because it is surer. Nobody has decided.
web-conflicts-first-sharper = It goes first because its date is sharper. Nobody has decided.
web-conflicts-first-fuller = It goes first because it says more. Nobody has decided.
web-conflicts-first-attested = It goes first because more documents say so. Nobody has decided.
web-conflicts-first-arbitrary = Nothing puts one before the other; it goes first by a fixed order alone. Nobody has decided.
web-conflicts-behind-judged = Behind by a judgement of { $judge }: { $reason }
web-conflicts-behind-sourced = Behind: it has no source.
web-conflicts-behind-surer = Behind: it is less sure.
web-conflicts-behind-sharper = Behind: its date is less sharp.
web-conflicts-behind-fuller = Behind: it says less.
web-conflicts-behind-attested = Behind: fewer documents say so.
web-conflicts-behind-arbitrary = Behind by a fixed order alone: the evidence is as strong.
web-conflicts-see = Side by side
