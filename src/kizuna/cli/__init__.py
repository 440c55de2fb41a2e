"""The command line: one small module a command; each parses, calls a workflow and presents its answer."""

from __future__ import annotations

from kizuna.cli.app import app, main

__all__ = ["app", "main"]
