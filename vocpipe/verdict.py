"""What an analysis says of a theme, a segment or an action: the values of every published column `verdict`."""

from enum import StrEnum


class Verdict(StrEnum):
    """One verdict. What the data cannot carry is CANNOT_TELL, with the reason beside it."""

    RAISES = "raises"
    LOWERS = "lowers"
    RISING = "rising"
    FALLING = "falling"
    NEW = "new"
    CANNOT_TELL = "cannot tell"
