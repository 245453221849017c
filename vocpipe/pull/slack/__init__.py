"""What the pull of Slack consists of: its calls, and what is known of each channel."""
