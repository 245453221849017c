"""Zendesk's tickets, as JSON or, at their poor best, CSV."""

from vocpipe.collect.readers.zendesk.tickets import READER

__all__ = ["READER"]
