"""How jobs are told to people."""
