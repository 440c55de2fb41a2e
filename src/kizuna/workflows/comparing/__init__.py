"""What comparing needs beside its workflow: the register that it rests on, and findings in words."""
