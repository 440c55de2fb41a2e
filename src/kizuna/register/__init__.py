"""The register: a pure function of claims, judgements, the day asked about and the day
it was known.
"""
