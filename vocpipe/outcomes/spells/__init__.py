"""Spells: from when to when customers were under contract, from what each file told of it."""
