"""Draws maps, timelines and bars as self-contained SVG; every word in them is given.

Pure functions from frozen values to text: the same input gives the same bytes. A drawing knows no
language and asks the register nothing.
"""
