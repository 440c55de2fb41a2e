"""What the pages that analyse share: reading their forms, answering, numbers in words, files, pictures."""
