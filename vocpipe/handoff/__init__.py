"""Hand-off: audiences for other tools, and the report on a refresh."""
