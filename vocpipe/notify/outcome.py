"""What came of bringing a message: told apart, since each needs something else to be done."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Delivered:
    """The receiver has confirmed that it has the message."""


@dataclass(frozen=True, slots=True)
class Later:
    """The receiver surely does not have it, and may be asked again after `wait` seconds, 0 if it does not say.

    reason: the key of the sentence under notify.problem, and a number after a space, if it has one.
    """

    reason: str
    wait: float = 0.0


@dataclass(frozen=True, slots=True)
class Refused:
    """The receiver does not take it, and asking again is no use before somebody has changed something."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unsure:
    """It was cut off when the receiver may have had it all."""

    reason: str


Outcome = Delivered | Later | Refused | Unsure
