"""The text itself: sentences, words, the lexicon, and the small facts that all rules ask for."""
