# Long work: what was asked for, how far it is, what came of it.

web-jobs = Jobs
web-jobs-lead = Long work goes on by itself; come back for what comes of it.
web-jobs-none = You have not asked for any long work. Notes and exports that take a while are listed here.
web-jobs-all = All jobs
web-job-number = Job { $number }
web-job-report = Note
web-job-export = Export
web-job-release = Release of the whole register
web-job-rebuild = Rebuilding the register’s tables
web-job-ask-rebuild = Rebuild the tables
web-job-hint-rebuild = Makes all tables anew from the recorded claims. Answers stay the same.
web-job-ask-release = Make a release
web-job-hint-release = The public register in every format, with checksums, as one file to publish and cite.
web-job-what = Job
web-job-stands = State
web-job-asked = Asked for
web-job-asked-by = By
web-job-visitor = a visitor
web-job-state-queued = waiting
web-job-state-running = running
web-job-state-done = done
web-job-state-failed = failed
web-job-state-cancelled = cancelled
web-job-is-queued = It waits for its turn.
web-job-is-stopping = It is being stopped.
web-job-begins = It begins.
web-job-again-begun = It was begun again, because the process that did it ended.
web-job-was-cancelled = It was cancelled. Nothing was changed.
web-job-failed-because = It failed:
web-job-progress = { $done } of { $whole }: { $stage }
web-job-progress-label = Progress
web-job-stage-read = reading the register
web-job-stage-write = writing the file
web-job-took = { $minutes ->
    [0] { $seconds } s
   *[other] { $minutes } min { $seconds } s
}
web-job-save = Save the file
web-job-size-kb = { $size } kB
web-job-size-mb = { $size } MB
web-job-kept = { $days ->
    [one] The file is kept for { $days } day.
   *[other] The file is kept for { $days } days.
}
web-job-gone = { $days ->
    [one] The file was kept for { $days } day and then removed. Ask for it again.
   *[other] The file was kept for { $days } days and then removed. Ask for it again.
}
web-job-was-asked = What was asked
web-job-asked-on = Asked for on { $moment }
web-job-cancel = Cancel
web-job-reload = Reload
web-job-once-more = Ask for it again
web-job-made-files = Files
web-job-made-claims = Claims
web-job-made-ties = Ties
web-job-made-places = Places
web-job-argument-a = One side
web-job-argument-b = Other side
web-job-argument-of = Ties of
web-job-argument-between = Ties between
web-job-argument-kind = Kind of tie
web-job-argument-format = Format
web-job-argument-language = Language
web-job-argument-as-of = Day asked about
web-job-argument-known-at = As known on
web-job-argument-number = Number
web-job-argument-author = Author
web-job-argument-authors = Authors
web-job-argument-to = Addressees
web-job-argument-access = Access level
web-job-argument-base = Base of addresses
