"""The map of ties in the browser: its question, the places and ties beside it, and what a script draws."""
