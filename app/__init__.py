"""The explorer: pages on customers' feedback, from the published snapshot."""
