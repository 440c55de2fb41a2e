"""How long ties last, and when they are made and ended.

Law: a tie enters with everything that is known of its beginning and end, and with
nothing more; what cannot enter is counted and named, and every curve says by which
convention uncertain dates went in.
"""
