"""What may be read, counted and shown, and for how long: consent, purposes and retention."""
