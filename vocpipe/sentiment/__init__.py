"""Sentiment and intent per sentence, in every language the shared encoder knows."""
