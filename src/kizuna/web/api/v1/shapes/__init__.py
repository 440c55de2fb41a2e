"""The shapes of answers, which are the API's own; those of kinds are read off the one definition of each kind."""
