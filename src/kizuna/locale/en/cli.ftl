# The command line.

cli-claims = Claims
cli-format = Table for people; JSON or CSV for programs; HTML, PDF, DOCX or Markdown (md) as a document with its evidence; ICS, where there are days, for a calendar. Default: table.
cli-out = Where to write it: a file whose ending says the format; - for stdout.
cli-written = The answer is in { $path }
cli-not-opened = No program could be started to open it.
cli-last-day = --as-of { $given }: taken as its last day, { $day }
cli-empty-then = the register was empty at { $time }: nothing had been recorded by then
cli-example = Example: { $command }
cli-instead = A name; the same as an argument, and may be given several times.
cli-such-as = { $text }, such as { $example }
cli-group-ask = Ask
cli-group-record = Record
cli-group-decide = Decide
cli-group-publish = Publish
cli-group-run = Run
cli-import-rejected = The rows that do not go in are in { $file } with their reasons.
cli-import-guessed = What the columns mean was guessed and is in { $file }: check it.
cli-import-trial = This was a trial: nothing was recorded. Record with --run.
cli-import-recorded = Recorded under { $document }: new claims: { $new }, known already: { $known }.
