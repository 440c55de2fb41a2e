"""Sources: documents as immutable text with passages, and the descriptions that come
with them.
"""
