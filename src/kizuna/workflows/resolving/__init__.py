"""What resolving rests on: who is known, who is not, and the linkers between them."""
