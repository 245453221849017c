"""Whether what was done about a theme helped: before and after, against a comparison group."""
