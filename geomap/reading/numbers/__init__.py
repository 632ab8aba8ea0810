"""What a text counts: weapons and people."""
