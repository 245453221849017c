"""Who is told what: messages of what is new, put into the outbox and brought to webhooks and mail addresses."""
