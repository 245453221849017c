"""A Slack export: its messages by day and channel, and whose they are."""

from vocpipe.collect.readers.slack.export import READER

__all__ = ["READER"]
