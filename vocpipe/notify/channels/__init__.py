"""The ways by which messages go: webhooks of Slack, of Teams and of one's own, and mail."""
