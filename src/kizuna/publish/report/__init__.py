"""The information note: from a register and two sides to a document whose every fact
opens its claims.
"""
