"""Addresses that nobody on the way can read what is sent to."""

from urllib.parse import urlsplit

THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})


def is_this_machine(host: str | None) -> bool:
    """Whether a host, an IPv6 address with or without its brackets, is this machine by its own names."""
    return (host or "").strip("[]") in THIS_MACHINE


def is_closed(address: str) -> bool:
    """Whether nobody on the way can read what is sent to a web address: it is encrypted, or stays on this machine."""
    try:
        parts = urlsplit(address)
        return parts.scheme == "https" or (parts.scheme == "http" and is_this_machine(parts.hostname))
    except ValueError:
        return False
