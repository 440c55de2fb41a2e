"""Hashes of passwords that cost little, in this process and in those of servers."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher


def cheap_passwords() -> None:
    """Hash passwords at the least cost that Argon2 takes, until the process ends."""
    Argon2PasswordHasher.time_cost, Argon2PasswordHasher.parallelism = 1, 1
    Argon2PasswordHasher.memory_cost = 8
