"""Which themes and scores go with leaving: a person-period table, hazard ratios, and shares of leavers by score."""
