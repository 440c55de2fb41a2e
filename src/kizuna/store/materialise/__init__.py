"""The register's tables, made from the fold: for the entities that a change touched, or for all.

Law: the fold and the standing of a tie are the core's; nothing here decides what is so.
"""
