"""The rows of companions that several readers make."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(slots=True)
class Behavior:
    """What one customer did at one time, `n` times; at least one of customer_ref and customer_email is set."""

    occurred_at: datetime
    customer_ref: str | None = None
    customer_email: str | None = None
    event: str = "use"
    n: int = 1


@dataclass(slots=True)
class Contact:
    """A message that was sent to a customer, or what is known of writing to them; None: the row doesn't say."""

    customer_ref: str | None = None
    customer_email: str | None = None
    contacted_at: datetime | None = None
    consent: bool | None = None
    opted_out: bool | None = None
    name: str | None = None
    company: str | None = None
    opened: bool | None = None
    clicked: bool | None = None
