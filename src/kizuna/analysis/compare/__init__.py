"""Comparison: ties side by side, places side by side, a place among its peers, and what
surrounds them.
"""
