"""Which drafts tell of one event, and what they tell together."""
