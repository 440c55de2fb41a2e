"""Small grammars of English dates, counts, durations, frequencies and shares.

General date and quantity parsers do harm here: they read "20-25 persons" as a date and lose "over" of "over 400".
"""
