"""Importing in the browser: how the mapping of a list and what came of it are shown."""
