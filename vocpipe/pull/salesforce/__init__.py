"""What the pull of Salesforce consists of: its queries, and what was deleted or merged."""
