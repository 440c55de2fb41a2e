"""Forms for every kind of the register, generated from its one definition; none is written by hand."""
