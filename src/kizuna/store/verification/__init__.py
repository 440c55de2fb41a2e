"""Verification: everything in the ledger that follows from something else, made again
and compared.
"""
