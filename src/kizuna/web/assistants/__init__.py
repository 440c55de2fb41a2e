"""The door for assistants: the API and the proposing of claims, by the Model Context Protocol."""
