"""Measures of the store: ratios to bare SQL, taken in one run."""
