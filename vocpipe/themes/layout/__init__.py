"""The map of all opinions: a place for each text, near to the texts that say similar things."""
