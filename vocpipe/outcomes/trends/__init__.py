"""Trends and alerts: weekly counts with exposure, season and overdispersion, and customers at risk."""
