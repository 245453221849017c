"""The causes of sentences and themes: what the head tells, with what people decided about it."""
