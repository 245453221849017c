"""The scores as a table for the terminal."""

from typing import Any

from vocpipe.evaluate.outcomes.measure import EXPOSED, OutcomeScores
from vocpipe.evaluate.trends import QUIET_WEEKS, THEMES, TIMES, WITHIN_WEEKS, TrendScores

_WIDE = 34


def lines(scores: OutcomeScores) -> list[str]:
    """One line a number, under a heading for each question."""
    told = [
        f"{scores.worlds} companies of each kind, {scores.customers} customers, {scores.months} months,"
        f" {scores.themes} themes; {scores.seconds:.0f} s",
        "",
        _line("nothing planted: called a finding", "themes", "companies with any"),
    ]
    told += [_line(f"  {_words(name)}", _share(row["themes"]), _share(row["worlds"])) for name, row in _flags(scores)]
    told += ["  95 % intervals cover 1 (hazard ratio), 0 (NPS gap):"]
    told += [_line("", _share(scores.null["churn_coverage"]), _share(scores.null["nps_gap_coverage"]))]
    told += ["", _line("hazard ratio planted", "found", "covered", "mean", f"companies with {EXPOSED}+ leavers")]
    told += [
        _line(f"  {name}", _share(row["found"]), _share(row["coverage"]), _number(row["mean"]), str(row["worlds"]))
        for name, row in scores.churn.items()
    ]
    told += ["", _line("only looks harmful", "flagged", "flagged by ever mentioned")]
    told += [
        _line(f"  {_words(name)}", _share(row["flagged"]), _share(row["naive_ever_mentioned"]))
        for name, row in scores.traps.items()
    ]
    told += ["", _line("NPS gap planted", "found", "gap covered", "impact covered")]
    told += [
        _line(
            f"  {row['gap']:+.0f} points",
            _share(row["found"]),
            _share(row["gap_coverage"]),
            _share(row["impact_coverage"]),
        )
        for row in scores.nps.values()
    ]
    return told + (_trends(scores.trends) if scores.trends else [])


def _trends(scores: TrendScores) -> list[str]:
    return [
        "",
        _line(f"a theme {TIMES:g} times as frequent", f"alerted within {WITHIN_WEEKS} weeks"),
        _line(f"  any of {THEMES}", _share(scores.alerted)),
        _line("  the rarest", _share(scores.alerted_smallest)),
        _line("  weeks until then, median", _number(scores.median_weeks)),
        _line(f"{QUIET_WEEKS} weeks in which nothing happens", "false alerts", "companies with none"),
        _line("", _number(scores.false_alerts), _share(scores.quiet_worlds)),
    ]


def _flags(scores: OutcomeScores) -> list[tuple[str, dict[str, Any]]]:
    return [(name, row) for name, row in scores.null.items() if isinstance(row, dict)]


def _line(name: str, *cells: str) -> str:
    return (name.ljust(_WIDE) + "".join(cell.ljust(max(12, len(cell) + 2)) for cell in cells)).rstrip()


def _words(name: str) -> str:
    return name.replace("_", " ")


def _share(value: float | None) -> str:
    return "-" if value is None else f"{100 * value:.1f} %"


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"
