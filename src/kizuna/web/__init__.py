"""Kizuna in the browser: pages, and the interface for programs; a door that parses,
calls and presents.
"""
