"""Measures the browser's door: the map, the pages of places and ties, the lists of the
interface for programs.
"""
