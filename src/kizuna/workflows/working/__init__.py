"""Working: the jobs that can be asked for, and the workers that do them."""
