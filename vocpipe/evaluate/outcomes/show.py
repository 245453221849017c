"""What came out of families of simulated companies, for the terminal and as tables in Markdown."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict

from vocpipe.evaluate.outcomes.family import Share
from vocpipe.evaluate.outcomes.kept import Result
from vocpipe.wording import tell

KINDS = ("false", "found", "covered")
_OF_KPIS = ("kpi", "value")  # what the name of a KPI's share begins with; it ends with the KPI


def lines(results: Sequence[Result]) -> list[str]:
    """A heading per family and a line per share, in the language of the user."""
    found: list[str] = []
    for result in results:
        found += ["", *_heading(result), *(f"  {_line(share)}" for share in _in_order(result))]
    return found[1:]


def markdown(results: Sequence[Result]) -> list[str]:
    """A section per family with a table of its shares."""
    found: list[str] = []
    for result in results:
        title, about = _heading(result)
        head = tell("evaluate.outcomes.head")
        rows = [_row(_name(share), _cell(share)) for share in result.tally.shares()]
        found += ["", f"### {title}", "", about, "", head, "|---|---|", *rows]
    return found[1:]


def summary(results: Sequence[Result]) -> list[str]:
    """One table in Markdown with a row per family: false verdicts, effects found, truths covered."""
    rows = [_row(_title(result), *(_cell(result.tally.sum_of(kind)) for kind in KINDS)) for result in results]
    return [tell("evaluate.outcomes.summary_head"), "|---|---|---|---|", *rows]


def _heading(result: Result) -> tuple[str, str]:
    days = {"since": result.since, "until": result.until}
    counts = {"worlds": result.worlds, "seed": result.seed, "seconds": result.seconds / result.worlds}
    measured = tell("evaluate.outcomes.measured", family=result.family, **days, **counts)
    return _title(result), f"{tell(f'evaluate.family.{result.family}.about')} {measured}"


def _in_order(result: Result) -> list[Share]:
    """The shares by what they are about, each with false verdicts first, then found effects and covered truths."""
    parts = [tuple(name.split(".")[:2]) for name in result.tally.of]
    whats = list(dict.fromkeys(what for what, _ in parts))
    kinds = [*KINDS, *(kind for _, kind in parts)]
    places = [(whats.index(what), kinds.index(kind)) for what, kind in parts]
    return [share for _, share in sorted(zip(places, result.tally.shares(), strict=True), key=lambda pair: pair[0])]


def _title(result: Result) -> str:
    return tell(f"evaluate.family.{result.family}.title")


def _name(share: Share) -> str:
    what, kind, *rest = share.name.split(".")
    if what in _OF_KPIS:
        return tell(f"evaluate.share.{what}.{kind}", kpi=tell(f"kpi.{rest[0]}.name"))
    return tell(f"evaluate.share.{share.name}")


def _line(share: Share) -> str:
    if share.share is None:
        return tell("evaluate.outcomes.none", name=_name(share))
    return tell("evaluate.outcomes.line", name=_name(share), hits=share.hits, of=share.of, **_ends(share))


def _cell(share: Share) -> str:
    if share.share is None:
        return "–"
    return tell("evaluate.outcomes.cell", hits=share.hits, of=share.of, **_ends(share))


def _ends(share: Share) -> dict[str, float]:
    return {"share": 100 * (share.share or 0), "low": 100 * (share.low or 0), "high": 100 * (share.high or 0)}


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def shown(results: Iterable[Result]) -> list[dict[str, object]]:
    """The results for JSON, with the interval of every share."""
    return [
        {
            **{"family": result.family, "worlds": result.worlds, "seed": result.seed, "seconds": result.seconds},
            "shares": [asdict(share) for share in _in_order(result)],
        }
        for result in results
    ]
