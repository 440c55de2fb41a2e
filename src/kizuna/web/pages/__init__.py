"""The pages, a module each: they ask a workflow, and present what it says."""
