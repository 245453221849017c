"""The real outcome code on simulated companies with planted effects."""
