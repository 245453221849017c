"""The filters, which are stored in the address: a link reopens what its sender saw."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import Any, Self

from vocpipe.facets import CAUSES, FEELINGS, NO_FEELING, OTHER

# Filter -> its key in the address. `lang` is the viewer's own language, so the text's language is spelled out.
CHOSEN = {
    "sources": "source",
    "kinds": "kind",
    "langs": "language",
    "plans": "plan",
    "labels": "sentiment",
}
# The same of what only the page of voices filters by, and the values of each.
FACETS = {"intents": "intent", "causes": "cause", "feelings": "feeling"}
FACET_VALUES = {
    "intents": ("complaint", "request", "question", "praise", "cancellation", "statement", "unclear"),
    "causes": tuple(cause for cause in CAUSES if cause != OTHER),
    "feelings": tuple(feeling for feeling in FEELINGS if feeling != NO_FEELING),
}
Facets = dict[str, tuple[str, ...]]  # a name of FACETS -> the values that are chosen
DATES = {"since": "since", "until": "until"}
WEEKS = (4, 12, 26)
PERIOD = "period"
EVERY = frozenset({*CHOSEN, PERIOD})


@dataclass(frozen=True, slots=True)
class Choices:
    """The choices: the values in the snapshot, and its first and last day."""

    sources: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    langs: tuple[str, ...] = ()
    plans: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Filters:
    """The viewer's filters; an empty filter lets everything through."""

    sources: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    langs: tuple[str, ...] = ()
    plans: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None

    @property
    def active(self) -> bool:
        """Whether anything is left out."""
        return self != Filters()

    def only(self, names: frozenset[str]) -> Self:
        """The filters that a page knows; the others let everything through there."""
        left_out: dict[str, Any] = {name: () for name in CHOSEN if name not in names}
        if PERIOD not in names:
            left_out |= dict.fromkeys(DATES)
        return replace(self, **left_out)

    def parameters(self) -> dict[str, Any]:
        """The filters as the parameters of the queries; null lets everything through."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {
            name: list(value) if isinstance(value, tuple) and value else value or None for name, value in values.items()
        }

    def address(self) -> dict[str, list[str]]:
        """The filters as query parameters."""
        chosen = {key: list(getattr(self, name)) for name, key in CHOSEN.items()}
        days = {key: [getattr(self, name).isoformat()] for name, key in DATES.items() if getattr(self, name)}
        return {key: values for key, values in (chosen | days).items() if values}

    @classmethod
    def read(cls, get_all: Callable[[str], Iterable[str]], choices: Choices) -> Self:
        """The filters in an address; values that are not in the snapshot are ignored."""
        chosen: dict[str, Any] = {n: _known(get_all(key), getattr(choices, n)) for n, key in CHOSEN.items()}
        since, until = (_day(get_all(key)) for key in DATES.values())
        if since and until and since > until:
            since = until = None
        return cls(**chosen, since=since, until=until)


def period(filters: Filters, choices: Choices) -> str:
    """The name of the filters' period: all, w4, w12, w26 (the last 4, 12 or 26 weeks of the data) or own."""
    if filters.since is None and filters.until is None:
        return "all"
    named = {start: name for name, start in starts(choices).items()}
    return "own" if filters.since is None or filters.until else named.get(filters.since, "own")


def starts(choices: Choices) -> dict[str, date]:
    """First day of each named period, counted back from the newest day with feedback."""
    last = choices.last
    return {f"w{weeks}": last - timedelta(days=7 * weeks - 1) for weeks in WEEKS} if last else {}


def _known(given: Iterable[str], offered: tuple[str, ...]) -> tuple[str, ...]:
    wanted = set(given)
    return tuple(value for value in offered if value in wanted)


def _day(given: Iterable[str]) -> date | None:
    for text in given:
        try:
            return date.fromisoformat(text)
        except ValueError:
            continue
    return None
