"""The digest of a week: the figures, what changed, what the NPS hangs on, who is at risk, and what waits."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from vocpipe.notify.asked import Asked
from vocpipe.notify.document import Figure, Line, Section
from vocpipe.notify.topics import actions, alerts, sources, watches
from vocpipe.outcomes.statistics.proportion import wilson_interval
from vocpipe.settings.notify import WEEKDAYS
from vocpipe.small_cells import least_customers
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
    (row,) = asked.rows("figures", min_responses=asked.settings.outcomes.min_responses)
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
    if row["n_customers"]:
        yield _retention(asked, row)
    before = asked.say("figure.before", feedback=amount("feedback", row["n_before"]))
    yield Figure(asked.say("figure.feedback"), number(row["n"]), before)
    if row["n_at_risk"]:
        yield Figure(asked.say("figure.at_risk"), number(row["n_at_risk"]), asked.say("figure.at_risk_basis"))


def _nps(asked: Asked, row: dict[str, Any]) -> Figure:
    """The NPS, or a dash where too few have answered."""
    answers = amount("answer", row["n_answers"])
    if row["nps"] is None:
        return Figure(asked.say("figure.nps"), NOTHING, asked.say("figure.few_answers", answers=answers))
    ends = interval(signed(row["nps_low"]), signed(row["nps_high"]), asked.language)
    return Figure(
        asked.say("figure.nps"), signed(row["nps"]), asked.say("figure.nps_basis", answers=answers, interval=ends)
    )


def _retention(asked: Asked, row: dict[str, Any]) -> Figure:
    """The share of customers who stayed in the last whole month, or a dash where there were too few."""
    n, of_month = int(row["n_customers"]), month(row["month"], asked.language)
    name = asked.say("figure.retention", month=of_month)
    least = max(asked.settings.outcomes.min_responses, least_customers(asked.settings.privacy.min_group))
    customers = amount("customer", n)
    if n < least:
        return Figure(name, NOTHING, asked.say("figure.few_customers"))
    stayed = wilson_interval(int(row["n_stayed"]), n)
    ends = interval(percent(stayed.low), percent(stayed.high), asked.language)
    basis = asked.say("figure.retention_basis", customers=customers, interval=ends)
    return Figure(name, percent(row["n_stayed"] / n), basis)
