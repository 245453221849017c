"""What rises and falls: weekly counts with exposure, season and over-dispersion, and the alerts that come of them."""
