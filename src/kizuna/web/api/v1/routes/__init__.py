"""The routes of the API, by what is asked for."""
