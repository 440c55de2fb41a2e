"""Wikidata as a source: its dumps and its query service, read into frozen values;
nothing is judged here.
"""
