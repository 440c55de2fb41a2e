"""The steps of a harvest: parts read into claim files, by this process or others, and what they add up to."""
