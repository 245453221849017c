"""Intercom conversations: JSON of the API, or a warehouse's table of conversations."""

from vocpipe.collect.readers.intercom.conversations import READER

__all__ = ["READER"]
