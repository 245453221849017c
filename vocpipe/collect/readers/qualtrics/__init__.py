"""Qualtrics' responses."""

from vocpipe.collect.readers.qualtrics.responses import READER

__all__ = ["READER"]
