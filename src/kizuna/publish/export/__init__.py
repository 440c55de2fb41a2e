"""Writes a part of the register in formats that other tools read; one module a format.

Law: an export says what the register says on one day as known at one time, with the claims behind it, and the same
question always gives the same bytes.
"""
