"""The explorer: what customers say, as pages over the published snapshot."""
