"""Hand-off: what goes back to people and to other tools."""
