"""Statistics: intervals, resampling, false discovery rates and models that every analysis uses."""
