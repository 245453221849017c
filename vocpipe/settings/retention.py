"""How long people's data is kept: a number of days, months or years, and the day from which on it counts."""

import calendar
import re
from datetime import date, timedelta
from typing import Annotated, get_args

from pydantic import AfterValidator

from vocpipe.settings.base import Kind
from vocpipe.wording import tell

_PERIOD = re.compile(r"(\d{1,4}) ?(days?|months?|years?|日|日間|か月|ヶ月|カ月|年|年間)")
_UNIT = {"d": "day", "日": "day", "m": "month", "か": "month", "ヶ": "month", "カ": "month", "y": "year", "年": "year"}
CUSTOMERS = "customers"  # those who left longer ago


def _checked(value: str) -> str:
    found = _PERIOD.fullmatch(value)
    if not found or int(found[1]) == 0:
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
    number, unit = re.fullmatch(_PERIOD, period).groups()  # type: ignore[union-attr] - checked by the settings
    n, kind = int(number), _UNIT[unit[0]]
    if kind == "day":
        return today - timedelta(days=min(n, today.toordinal() - 1))
    months = max(12, today.year * 12 + today.month - 1 - (12 * n if kind == "year" else n))
    year, month = divmod(months, 12)
    return date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))
