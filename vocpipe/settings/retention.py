"""How long people's data is kept: a number of days, months or years, and the day from which on it counts."""

import calendar
import re
from datetime import date, timedelta
from typing import Annotated, get_args

from pydantic import AfterValidator

from vocpipe.lexicon import lexicon
from vocpipe.settings.base import Kind
from vocpipe.wording import tell

CUSTOMERS = "customers"  # those who left longer ago


def _parts(value: str) -> tuple[int, str]:
    """How many of which unit: day, month or year; (0, "") for what is no period."""
    found = re.fullmatch(r"(\d{1,4}) ?(\w+)", value)
    units = {word: unit for unit, words in lexicon("periods").items() for word in words}
    return (int(found[1]), units[found[2]]) if found and found[2] in units else (0, "")


def _checked(value: str) -> str:
    if _parts(value)[0] == 0:
        raise ValueError(tell("pseudonyms.error.period", value=repr(value)))
    return value


Period = Annotated[str, AfterValidator(_checked)]


def _known_kinds(value: dict[str, str]) -> dict[str, str]:
    unknown = sorted(value.keys() - {*get_args(Kind), CUSTOMERS})
    if unknown:
        kinds = ", ".join([*get_args(Kind), CUSTOMERS])
        raise ValueError(tell("pseudonyms.error.retention_kind", kind=unknown[0], kinds=kinds))
    return value


Retention = Annotated[dict[str, Period], AfterValidator(_known_kinds)]


def kept_since(period: str, today: date) -> date:
    """The first day that is still kept; a month ends on its last day where it has no such day."""
    n, unit = _parts(period)
    if unit == "day":
        return today - timedelta(days=min(n, today.toordinal() - 1))
    months = max(12, today.year * 12 + today.month - 1 - (12 * n if unit == "year" else n))
    year, month = divmod(months, 12)
    return date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))
