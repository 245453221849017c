"""Collect: exports in their vendors' own formats become rows of `feedback` and `customer`, nothing lost."""
