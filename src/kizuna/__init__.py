"""Kizuna: the register of record for ties between local governments, with the evidence for every fact."""

__version__ = "0.1.0"
