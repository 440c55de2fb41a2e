"""The first version of the interface for programs: what is asked is parsed, one
workflow is called, and shown.
"""
