"""Companion files: what stands beside the voices, such as customers, behavior, contacts and invitations."""
