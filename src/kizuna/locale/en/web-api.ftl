# The page that describes the API.

web-api-title = The API for programs
web-api-lead = What this site shows, a program can ask: with both clocks, with the claims behind every number, and without an account where the register is public.
web-api-openapi = The description as OpenAPI 3.1
web-api-operations = What can be asked
web-api-parameters = Parameters
web-api-body = The body
web-api-answers = Answers
web-api-problems = Problems
web-api-problems-lead = Whatever is no success is a problem (RFC 9457): it quotes what is wrong and says what would be right.
web-api-shapes = Shapes
web-api-name = Name
web-api-type = What it is
web-api-about = What for
web-api-required = required
