"""Proposers: rules and models that read a document and propose claims.

Nothing that they propose counts until a person accepts it.
"""
