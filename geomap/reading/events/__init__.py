"""What happened: triggers, kinds, places, sides, claims; a draft of a report for each."""
