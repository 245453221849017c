"""Statistics that the analyses share: intervals, resampling, false discovery rates and models."""
