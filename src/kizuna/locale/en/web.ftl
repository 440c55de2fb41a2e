# Pages in the browser.

web-skip = Skip to the content
web-search = Search
web-search-hint = A place, a person, a word
web-search-title = Search: { $words }
web-search-nothing = Nothing holds these words. Try another spelling, or fewer words.
web-main-menu = Main menu
web-evidence = Evidence
web-open-evidence = Open the evidence
web-footer = Kizuna keeps the ties between local governments, with the evidence for every fact.
web-as-of = As of
web-known-at = As known at
web-now = now
web-ask = Show
web-fault-title = This cannot be shown
web-fault-300 = Which one is meant?
web-fault-400 = This question cannot be asked
web-fault-404 = There is no such thing in the register
web-fault-500 = The register could not answer
web-fault-503 = The register is busy
web-fault-home = To the front page
web-home-title = Ties between local governments
web-home-lead = Who is tied to whom, since when, on what paper, and who says so.
