"""The identity of names: which names and ids mean the same place, body or person."""
