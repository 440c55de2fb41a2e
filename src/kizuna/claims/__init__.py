"""Claims and judgements: what sources say, what the kinds of the register allow, how
claims are weighed.
"""
