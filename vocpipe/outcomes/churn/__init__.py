"""Which themes go with leaving, from monthly hazards; and what can't be told."""
