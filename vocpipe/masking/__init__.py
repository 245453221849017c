"""Personal data in a text is found and replaced by marks that say the kind, such as [EMAIL]."""
