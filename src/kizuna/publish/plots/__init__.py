"""Plots: what the register holds of many ties, as drawings with their words in one language.

A plot is a pure function of a scope (or of ties of a register) and a language; the note, the command line
and a page set the same one. It draws whatever the register that it is given holds: who may not see
everything is given the public register.
"""
