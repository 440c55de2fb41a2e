"""Runs every measure: `python -m bench [--scale 1.0]`."""

from bench.ledger import main

if __name__ == "__main__":
    main()
