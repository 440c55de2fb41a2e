"""Presenting: what the register holds as words for a page, each with the claims that it rests on."""
