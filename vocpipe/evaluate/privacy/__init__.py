"""How much of the identities planted in a labeled corpus is masked, and how many innocent words are."""
