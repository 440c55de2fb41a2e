"""What leaves the register: figures, notes and drawings, each carrying its claims."""
