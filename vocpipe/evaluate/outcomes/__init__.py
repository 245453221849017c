"""The real outcome code on simulated companies, whose truth is planted."""
