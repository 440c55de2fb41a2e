"""Backups: one file that holds a database, which either database can be restored
from.
"""
