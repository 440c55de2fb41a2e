# The command line.

cli-claims = Claims
cli-format = Table for people; JSON or CSV for programs; HTML, PDF, DOCX or Markdown (md) as a document with its evidence.
cli-instead = A name; the same as an argument, and may be given several times.
cli-such-as = { $text }, such as { $example }
cli-group-ask = Ask
cli-group-record = Record
cli-group-decide = Decide
cli-group-publish = Publish
cli-group-run = Run
