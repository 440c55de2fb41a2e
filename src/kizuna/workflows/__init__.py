"""Workflows: one thing that a person wants done, a file each; they read top to
bottom.
"""
