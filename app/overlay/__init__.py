"""The overlay: edits that the next refresh applies, laid over the snapshot, so that every page shows them at once."""
