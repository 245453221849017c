"""What people decided to do about themes, and whether it helped: before and after, against a comparison group."""
