"""Who answers surveys and who does not: response rates by segment, and an NPS that is weighted for it."""
