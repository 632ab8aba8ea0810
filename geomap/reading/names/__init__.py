"""Which words are names of places, and what they cover."""
