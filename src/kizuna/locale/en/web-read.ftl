### Reading a text in the browser.

web-read-title = Read a text
web-read-lead = Paste a page of a town or an association, or send it as a file. What it says of ties between local governments is marked; you choose what goes to review. Nothing counts before a reviewer has accepted it.
web-read-text = Text
web-read-text-hint = At most { $most } characters. Paste the page as it stands, with its headings and lists.
web-read-file = Or a file
web-read-file-hint = PDF, DOCX, HTML, Markdown or plain text.
web-read-name = Title
web-read-name-hint = Without one, the title of the file or the first line.
web-read-home = Home town
web-read-of-home = Home town: { $home }
web-read-home-hint = The local government whose page it is.
web-read-language = Language of the text
web-read-language-unsaid = As the text shows
web-read-read = Read the text
web-read-not-taken = The text could not be read.
web-read-sent = Proposals from this text wait for a reviewer:
web-read-found = { $count ->
    [0] No proposals
    [one] 1 proposal
   *[other] { $count } proposals
}
web-read-checked = { $refused ->
    [0] All { $passed } claims of the answer stand in the text.
   *[other] Claims of the answer that stand in the text: { $passed }. Refused: { $refused }.
}
web-read-to-answer = To the answer
web-read-proposal = Proposal { $number }
web-read-passage = Passage { $number } in the text
web-read-by-assistant = from the assistant’s answer
web-read-status-reported = reported
web-read-status-planned = planned
web-read-status-denied = denied
web-read-nothing = Nothing was found that the rules can read. Ask an assistant with the text below, or enter the tie by hand.
web-read-send = Send to review
web-read-send-hint = The text becomes an internal document, which reviewers cleared for it see; the proposals that are ticked wait for a decision.
web-read-discard = Discard the text
web-read-assistant = With an assistant
web-read-assistant-lead = Copy the request into any assistant you use, and paste its answer here. Each claim of the answer is checked against the text; one that the text does not state is refused.
web-read-prompt = Request to copy
web-read-copy = Copy
web-read-copied = Copied
web-read-answer = Answer to paste
web-read-answer-hint = The whole answer; several one after the other are taken too.
web-read-check = Check the answer
web-read-refused = Refused claims
web-read-reason-kind = It is of no kind that can be proposed.
web-read-reason-property = It has a property that its kind has not.
web-read-reason-list = It uses a word outside the closed lists.
web-read-reason-shape = It has a value of the wrong type, or lacks one that it needs.
web-read-reason-status = Its status is none of the known ones.
web-read-reason-party = It names no party, or one party twice.
web-read-reason-quote = Its quote does not stand in the sentences that it cites, or is too long.
web-read-reason-name = It names somebody or something that the text does not name.
web-read-reason-date = Its quote does not state its date.
web-read-reason-number = Its quote does not state its number.
web-read-reason-word = Its quote does not contain its number word.
web-read-reason-direction = Its quote does not say who came, went, sent or received.
web-read-reason-double = It says what another claim says of the same passage.
web-read-reason-malformed = It could not be read as a claim.
web-read-reason-sentence = It cites a sentence that the text has not.
web-read-reason-answer = The whole answer could not be read.
web-read-reason-unanswered = There was no answer for a part of the text.
