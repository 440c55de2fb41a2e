"""The network that ties make of their parties, and what is measured of it."""
