"""What part each name plays in its sentence."""
