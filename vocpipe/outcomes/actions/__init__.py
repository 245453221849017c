"""Actions on themes, and whether they helped: before and after, against a comparison group."""
