"""Survey response: response rates by segment, and an NPS weighted for non-response."""
