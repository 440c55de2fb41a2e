# Reviewing proposals: the queue, one reading, corrections, decisions that were made.

web-review-title = Review proposals
web-review-lead = What rules, models, programs and contributors read in the sources. Nothing of it counts before somebody accepts it.
web-review-document = Document
web-review-least = At least so sure
web-review-kind = Kind
web-review-by = Proposed by
web-review-any = Any
web-review-filter = Show
web-review-unfilter = Show all that waits
web-review-counted = { $words } ({ $count })
web-review-count = { $count ->
     [one] One reading waits for a decision.
    *[other] { $count } readings wait for a decision.
}
web-review-count-of = { $count ->
     [one] One of { $all } readings that wait.
    *[other] { $count } of { $all } readings that wait.
}
web-review-choose = Choose: { $name }
web-review-choose-some = Nothing is chosen. Choose the readings that you accept.
web-review-choose-claims = Nothing is chosen. Choose at least one line.
web-review-accept-chosen = Accept what is chosen
web-review-accept-hint = All of it or nothing: if somebody has decided on one of them, nothing is recorded.
web-review-sure = confidence { $share }
web-review-rival = The rules read it otherwise: { $rival }.
web-review-by-method = { $method } ({ $version })
web-review-by-person = proposed by { $name }
web-review-none = Nothing waits for a decision. Proposals come in three ways:
web-review-none-fits = Nothing that waits fits this choice.
web-review-come-rules = Rules read a document, and put what they find before you:
web-review-come-people = Contributors enter facts:
web-review-come-programs = Programs send them:
web-review-fared = How past proposals fared
web-review-fared-how = What was decided so far, by the confidence with which it was proposed. A corrected proposal counts as rejected.
web-review-band = Confidence
web-review-accepted = Accepted
web-review-rejected = Rejected
web-review-share = Share accepted
web-review-place = { $place } of { $total }
web-review-ways = Readings before and after
web-review-before = Back
web-review-skip = Skip to the next
web-review-said-by = said by
web-review-to-passage = To the passage
web-review-whole-text = See the whole text
web-review-text-claims = See the text with all its claims
web-review-no-passage = No passage of a text is given. The place in the source is told above.
web-review-same = Said already by
web-review-says = What it says
web-review-correct = Correct
web-review-accept = Accept
web-review-reason = Reason for rejecting
web-review-needs-reason = “{ $reason }” is no reason. Say why the source does not say this.
web-review-reject = Reject
web-review-why-misread = The passage is misread.
web-review-why-elsewhere = The passage speaks of another place or body.
web-review-why-not-said = The passage does not say this.
web-review-why-doubled = The same is proposed twice.
web-review-why-not-relevant = It does not belong in this register.
web-review-not-yours = You may read this, and not decide on it: it is about no tie of the governments that you look after.
web-review-keys = Keys
web-review-keys-on = Single keys decide and lead on
web-review-key-accept = accept what is chosen
web-review-key-reject = to the reason for rejecting
web-review-key-correct = correct the first line
web-review-key-undo = undo what was just done
web-review-key-next = next reading
web-review-key-before = reading before
web-review-key-keys = show or hide these keys
web-review-done-accepted = { $count ->
     [one] Accepted: one claim about { $name }.
    *[other] Accepted: { $count } claims about { $name }.
}
web-review-done-rejected = { $count ->
     [one] Rejected: one claim about { $name }.
    *[other] Rejected: { $count } claims about { $name }.
}
web-review-done-corrected = Corrected, with the same passage: { $name }.
web-review-undo = Undo
web-review-undo-this = Undo this decision
web-review-undone = { $count ->
     [one] Undone: one claim about { $name } waits again.
    *[other] Undone: { $count } claims about { $name } wait again.
}
web-review-overtaken = Somebody decided meanwhile
web-review-overtaken-lead = Nothing of yours was recorded, and nothing was overwritten. This is what was decided:
web-review-decided = This was decided
web-review-told-accepted = { $judge } accepted on { $at } (UTC):
web-review-told-rejected = { $judge } rejected on { $at } (UTC):
web-review-told-corrected = { $judge } corrected on { $at } (UTC):
web-review-told-back = { $judge } decided on { $at } (UTC); it was taken back since, and waits again:
web-review-told-reason = Reason: { $reason }
web-review-told-typed = Instead:
web-review-go-on = Go on with what waits
web-review-to-queue = To the list
web-review-correct-title = Correct: { $label }
web-review-correct-lead = Write what the passage says. The proposal is rejected as corrected, and yours takes its place with the same passage.
web-review-correct-save = Record the correction
web-review-correct-leave = Leave it as it is
