"""How long a server wants to be left alone."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def retry_after(said: str) -> float:
    """Seconds after which a server wants to be asked again, by its header Retry-After; 0 if it does not say."""
    said = said.strip()
    if said.isdecimal():
        return float(said)
    try:
        return max(0.0, (parsedate_to_datetime(said) - datetime.now(UTC)).total_seconds()) if said else 0.0
    except (ValueError, TypeError):
        return 0.0
