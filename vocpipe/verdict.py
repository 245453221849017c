"""What an analysis says about a theme, a segment or an action: the values of every published column `verdict`."""

from enum import StrEnum


class Verdict(StrEnum):
    """One verdict; CANNOT_TELL if the data can't carry an answer, for the reason in the same row."""

    RAISES = "raises"
    LOWERS = "lowers"
    RISING = "rising"
    FALLING = "falling"
    NEW = "new"
    REACHED = "reached"
    MISSED = "missed"
    ON_COURSE = "on course"
    OFF_COURSE = "off course"
    CANNOT_TELL = "cannot tell"
