"""All blocks that a report may have, by the key that stands in the address, and which filters work on each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from vocpipe.app.context import PageContext
from vocpipe.app.filters import EVERY
from vocpipe.app.report import of_kpis, of_outcomes, of_people, of_themes
from vocpipe.app.report.document import Block

_OF_A_THEME = "theme."


@dataclass(frozen=True, slots=True)
class Kind:
    """How a block is made, and the filters that work on it, as on its page."""

    build: Callable[[PageContext], Block]
    filters: frozenset[str] = frozenset()


KINDS = {
    "kpis": Kind(of_kpis.kpis),
    "goals": Kind(of_kpis.goals),
    "brief": Kind(of_themes.brief),
    "nps": Kind(of_outcomes.nps, EVERY),
    "retention": Kind(of_outcomes.retention),
    "priorities": Kind(of_themes.priorities, EVERY),
    "requests": Kind(of_themes.requests, EVERY),
    "drivers": Kind(of_outcomes.drivers),
    "churn": Kind(of_outcomes.churn),
    "change": Kind(of_outcomes.change),
    "releases": Kind(of_outcomes.releases),
    "risk": Kind(of_people.risk, frozenset({"plans"})),
    "we_did": Kind(of_people.we_did),
    "decide": Kind(of_people.decide, EVERY),
    "voices": Kind(of_themes.voices, EVERY),
}
PRESETS = {
    "meeting": ("brief", "nps", "priorities", "drivers", "we_did"),
    "review": (
        *("kpis", "goals", "brief", "nps", "change", "retention", "churn"),
        *("releases", "priorities", "requests", "we_did", "decide"),
    ),
}
USUAL = PRESETS["meeting"]


def build(context: PageContext, key: str) -> Block:
    """The block of that key under the viewer's filters that work on it."""
    if key.startswith(_OF_A_THEME):
        return of_themes.theme(_under(context, EVERY), key.removeprefix(_OF_A_THEME))
    return KINDS[key].build(_under(context, KINDS[key].filters))


def offered(context: PageContext) -> dict[str, str]:
    """Key -> name of every block that there is: those of pages, then one per theme, those mentioned most first.

    A theme that few mention under the filters stays: its block says so.
    """
    words = context.words
    themes = _under(context, frozenset()).rows("themes")
    names = {key: words(f"report_block.{key}") for key in KINDS}
    return names | {
        f"{_OF_A_THEME}{row['theme_id']}": words("report.theme", name=words.theme(row))
        for row in sorted(themes, key=lambda row: -(row["mentions"] or 0))
    }


def chosen(given: str | None, known: Sequence[str]) -> list[str]:
    """The keys that the address names, in its order, each once; the usual ones if it names none."""
    if given is None:
        return list(USUAL)
    return [key for key in dict.fromkeys(given.split(",")) if key in known]


def _under(context: PageContext, filters: frozenset[str]) -> PageContext:
    return replace(context, filters=context.kept.only(filters))
