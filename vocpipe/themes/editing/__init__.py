"""Editing: what people decided about themes, replayed over what the machine found."""
