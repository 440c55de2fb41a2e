"""Draws charts and maps as self-contained SVG: what the register holds, with every word
in one language.

A chart is a pure function of a scope, a brief or ties of a register, and a language:
the same input gives the same bytes. The note, the command line and the pages set the
same ones. A chart shows whatever the register that it is given holds: who may not see
everything is given the public register.
"""
