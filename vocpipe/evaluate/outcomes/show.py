"""The scores of `vocpipe evaluate outcomes` as a table for the terminal."""

import unicodedata
from collections.abc import Iterable
from typing import Any

from vocpipe.evaluate.outcomes.measure import OutcomeScores
from vocpipe.evaluate.outcomes.results import MIN_EXPOSED
from vocpipe.evaluate.trends import QUIET_WEEKS, THEMES, TIMES, WITHIN_WEEKS, TrendScores
from vocpipe.wording import tell

_NAME_WIDTH = 34
_CELL_WIDTH = 12


def lines(scores: OutcomeScores) -> list[str]:
    """One line per score, under a heading per question, in the language of the user."""
    summary = tell(
        "evaluate.table.summary",
        worlds=scores.worlds,
        customers=scores.customers,
        months=scores.months,
        themes=scores.themes,
        seconds=scores.seconds,
    )
    parts = [_null(scores), _hazards(scores), _traps(scores), _gaps(scores)]
    if scores.trends:
        parts.append(_trends(scores.trends))
    return [summary, *(line for part in parts for line in ("", *part))]


def _null(scores: OutcomeScores) -> Iterable[str]:
    yield _heading("null", "themes", "worlds")
    for name, row in scores.null.items():
        if isinstance(row, dict):
            yield _line(f"  {_say(name)}", _share(row["themes"]), _share(row["worlds"]))
    yield f"  {_say('null_coverage')}"
    yield _line("", _share(scores.null["churn_coverage"]), _share(scores.null["nps_gap_coverage"]))


def _hazards(scores: OutcomeScores) -> Iterable[str]:
    yield _line(_say("hazard"), *map(_say, ("found", "covered", "mean")), _say("enough_leavers", leavers=MIN_EXPOSED))
    for name, row in scores.churn.items():
        yield _line(f"  {name}", *_shares(row, "found", "coverage"), _number(row["mean"]), str(row["worlds"]))


def _traps(scores: OutcomeScores) -> Iterable[str]:
    yield _heading("traps", "flagged", "flagged_naively")
    for name, row in scores.traps.items():
        yield _line(f"  {_say(name)}", *_shares(row, "flagged", "naive_ever_mentioned"))


def _gaps(scores: OutcomeScores) -> Iterable[str]:
    yield _heading("gaps", "found", "gap_covered", "impact_covered")
    for row in scores.nps.values():
        shares = _shares(row, "found", "gap_coverage", "impact_coverage")
        yield _line(f"  {_say('points', gap=row['gap'])}", *shares)


def _trends(scores: TrendScores) -> Iterable[str]:
    yield _line(_say("rising", times=TIMES), _say("alerted", weeks=WITHIN_WEEKS))
    yield _line(f"  {_say('any_theme', themes=THEMES)}", _share(scores.alerted))
    yield _line(f"  {_say('rarest_theme')}", _share(scores.alerted_smallest))
    yield _line(f"  {_say('median_weeks')}", _number(scores.median_weeks))
    yield _line(_say("quiet", weeks=QUIET_WEEKS), _say("false_alerts"), _say("quiet_worlds"))
    yield _line("", _number(scores.false_alerts), _share(scores.quiet_worlds))


def _say(name: str, **places: object) -> str:
    return tell(f"evaluate.table.{name}", **places)


def _heading(name: str, *cells: str) -> str:
    return _line(_say(name), *map(_say, cells))


def _line(name: str, *cells: str) -> str:
    padded = [_padded(cell, max(_CELL_WIDTH, _width(cell) + 2)) for cell in cells]
    return (_padded(name, _NAME_WIDTH) + "".join(padded)).rstrip()


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _width(text: str) -> int:
    """The width of the text in columns of a terminal: two for a Japanese character."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _shares(row: dict[str, Any], *names: str) -> list[str]:
    return [_share(row[name]) for name in names]


def _share(value: float | None) -> str:
    return "-" if value is None else f"{100 * value:.1f} %"


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"
