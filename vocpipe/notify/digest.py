"""The digest of a week: the figures, what changed, what the NPS hangs on, who is at risk, and what waits."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from vocpipe.notify.asked import Asked
from vocpipe.notify.document import Figure, Line, Section
from vocpipe.notify.topics import actions, alerts, sources, watches
from vocpipe.settings.notify import WEEKDAYS
from vocpipe.wording import amount
from vocpipe.wording.formats import NOTHING, interval, month, number, percent, signed

TOPICS = (alerts, watches, actions, sources)  # that a digest tells of, told before or not


def digest_day(asked: Asked) -> date:
    """The last day, today included, on which a digest was due."""
    return asked.today - timedelta(days=(asked.today.weekday() - WEEKDAYS.index(asked.way.digest_on)) % 7)


@dataclass(frozen=True, slots=True)
class Head:
    """The figures at the head of a digest, and the newest day with feedback; without one there are none."""

    as_of: date | None
    figures: Sequence[Figure]


def digest_figures(asked: Asked) -> Head:
    """The figures, each with what it rests on."""
    (row,) = asked.rows("figures")
    return Head(row["as_of"], list(_figures(asked, row)) if row["as_of"] else [])


def digest_sections(asked: Asked) -> list[Section]:
    """What stands now, each topic in a few lines; topics without anything are left out."""
    found = [topic(asked) for topic in TOPICS]
    sections = [news.section(news.items) for news in found if news.items]
    links = [
        Line(asked.of(row, "name"), asked.of(row, "reason"), asked.link("theme", theme=row["theme_id"]))
        for row in asked.rows("moves")
    ]
    return [*sections[:1], *([Section(asked.say("heading.moves"), links)] if links else []), *sections[1:]]


def _figures(asked: Asked, row: dict[str, Any]) -> Iterator[Figure]:
    yield _nps(asked, row)
    if row["stayed_kpi"]:
        yield _stayed(asked, row)
    before = asked.say("figure.before", feedback=amount("feedback", row["n_before"]))
    yield Figure(asked.say("figure.feedback"), number(row["n"]), before)
    if row["n_at_risk"]:
        yield Figure(asked.say("figure.at_risk"), number(row["n_at_risk"]), asked.say("figure.at_risk_basis"))


def _nps(asked: Asked, row: dict[str, Any]) -> Figure:
    """The NPS of the newest whole month, or a dash where too few have answered."""
    if row["nps"] is None:
        answers = amount("answer", row["n_answers"] or 0)
        return Figure(asked.say("figure.nps"), NOTHING, asked.say("figure.few_answers", answers=answers))
    ends = interval(signed(row["nps_low"]), signed(row["nps_high"]), asked.language)
    places = {"answers": amount("answer", row["n_answers"]), "interval": ends}
    name = asked.say("figure.nps_of", month=month(row["nps_month"], asked.language))
    return Figure(name, signed(row["nps"]), asked.say("figure.nps_basis", **places))


def _stayed(asked: Asked, row: dict[str, Any]) -> Figure:
    """The share of customers who stayed, or came back, in the newest whole month; a dash where it can't be shown."""
    name = asked.say(f"figure.{row['stayed_kpi']}", month=month(row["stayed_month"], asked.language))
    if row["stayed"] is None:
        return Figure(name, NOTHING, asked.say("figure.few_customers"))
    ends = interval(percent(row["stayed_low"]), percent(row["stayed_high"]), asked.language)
    customers = amount("customer", row["n_customers"])
    return Figure(name, percent(row["stayed"]), asked.say("figure.stayed_basis", customers=customers, interval=ends))
