"""The people of an account: what each said, and where levels of one company disagree."""
