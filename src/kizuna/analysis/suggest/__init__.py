"""Suggestions: partners that a place might seek, and forms of exchange that a tie might
take up, with reasons.

Law: a suggestion is advice and no fact. It enters no ledger; every reason shows the
claims that it rests on.
"""
