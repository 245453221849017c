"""Zendesk's tickets, as JSON or, without their bodies, as CSV."""

from vocpipe.collect.readers.zendesk.tickets import READER

__all__ = ["READER"]
