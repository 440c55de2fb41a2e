"""What workflows find, in the shapes of answers."""
