"""Freshdesk as JSON: tickets with their conversations, and satisfaction ratings."""

from vocpipe.collect.readers.freshdesk_json.tickets import READER

__all__ = ["READER"]
