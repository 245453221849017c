"""Themes: durable ideas that many sentences share, found without labels, that keep their id from run to run."""
