"""Compare (?what=plan&a=…&b=…): two plans, segments, sources, languages or months side by side, differences first."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from statistics import NormalDist
from typing import Any

import streamlit as st

from vocpipe.app.components import driver_chart
from vocpipe.app.components.driver_chart import Drivers
from vocpipe.app.components.findings import Rows, choice
from vocpipe.app.components.frame import Table, show_table
from vocpipe.app.components.intervals import Estimate
from vocpipe.app.components.layout import note, nothing
from vocpipe.app.context import PageContext
from vocpipe.app.page import Page
from vocpipe.verdict import Verdict

_DIMENSIONS = ("plan", "touch_model", "usage", "lifecycle", "source", "kind", "language", "month")
_FILTERED = {"plan": "plan", "source": "source", "kind": "kind", "language": "language"}
_CHANCE = 0.05
_DIFFERS = "differs"


def show(context: PageContext) -> None:
    """Draw the choice of both sides, the differences with intervals, and the numbers of both sides."""
    words = context.words
    values: dict[str, list[str]] = {}
    for row in context.rows("compare_values"):
        values.setdefault(row["dimension"], []).append(row["value"])
    known = [name for name in _DIMENSIONS if len(values.get(name, ())) > 1]
    if not known:
        nothing(context) if not values else note(words("compare.too_few"))
        return
    what = choice(context, "what", known, {name: words(f"compare.{name}") for name in known}, known[0])
    with st.container(horizontal=True, gap="medium"):
        a = _side(context, "a", what, values[what], 0)
        b = _side(context, "b", what, values[what], 1)
    if a == b:
        note(words("compare.same"))
        return
    n_themes = context.row("compare_count")["n"]
    z = NormalDist().inv_cdf(1 - _CHANCE / 2 / max(1, n_themes))
    rows = context.rows("compare_themes", dimension=what, a=a, b=b, z=z)
    if not rows:
        note(words("compare.too_few"))
        return
    _differences(context, what, (a, b), [{**row, **_verdict(context, row)} for row in rows])


def _side(context: PageContext, key: str, what: str, values: Sequence[str], default: int) -> str:
    """The side in the address under `key`, chosen from the values with enough people."""
    given = st.query_params.get(key, "")
    chosen = given if given in values else values[default]
    st.session_state[f"w_{key}"] = chosen

    def changed() -> None:
        st.query_params[key] = st.session_state[f"w_{key}"]

    st.selectbox(
        context.words(f"compare.side_{key}"),
        values,
        key=f"w_{key}",
        on_change=changed,
        width=300,
        format_func=lambda value: _name(context, what, value),
    )
    return chosen


def _name(context: PageContext, what: str, value: str) -> str:
    words = context.words
    if what == "month":
        return words.month(date.fromisoformat(f"{value}-01"))
    if what in ("touch_model", "usage", "lifecycle"):
        return words.segment(what, value)
    return words.of(what, value)


def _verdict(context: PageContext, row: dict[str, Any]) -> dict[str, str]:
    if row["difference"] is None:
        reason = context.words("compare.few")
        return {"verdict": Verdict.CANNOT_TELL, "reason_en": reason, "reason_ja": reason}
    unclear = row["low"] <= 0 <= row["high"]
    reason = context.words("compare.no_difference" if unclear else "compare.difference")
    return {"verdict": Verdict.CANNOT_TELL if unclear else _DIFFERS, "reason_en": reason, "reason_ja": reason}


def _differences(context: PageContext, what: str, sides: tuple[str, str], rows: Rows) -> None:
    words = context.words
    names = _name(context, what, sides[0]), _name(context, what, sides[1])
    bigger = {row["theme_id"]: sides[(row["difference"] or 0) < 0] for row in rows}
    driver_chart.show(
        context,
        Drivers(
            name="compare",
            title=_title(context, names, rows),
            axis=words("compare.axis", a=names[0], b=names[1]),
            rows=rows,
            estimates={row["theme_id"]: _estimate(context, row) for row in rows if row["difference"] is not None},
            open_voices=lambda theme: context.go("voices", theme=theme, **_behind(what, bigger[theme])),
        ),
    )
    with st.expander(words("drivers.why"), icon=":material/help:"):
        note(words("compare.method"))
        people = [
            words(
                "compare.people",
                side=name,
                feedback=words.amount("feedback", rows[0][f"all_{key}"]),
                people=words.number(rows[0][f"people_{key}"]),
            )
            for name, key in zip(names, ("a", "b"), strict=True)
        ]
        head = [words("drivers.theme"), *people, words("compare.points"), words("nps.interval")]
        lines = [_line(context, row) for row in rows]
        show_table(context, Table("compare_themes", head, lines, numeric=[1, 2, 3, 4]))


def _behind(what: str, side: str) -> dict[str, str]:
    """The filters that leave the voices of a side; none where no filter does."""
    if what == "month":
        year, month = (int(part) for part in side.split("-"))
        return {"since": f"{side}-01", "until": f"{side}-{monthrange(year, month)[1]}"}
    return {_FILTERED[what]: side} if what in _FILTERED else {}


def _title(context: PageContext, names: tuple[str, str], rows: Rows) -> str:
    words = context.words
    clear = [row for row in rows if row["verdict"] == _DIFFERS]
    places = {"a": names[0], "b": names[1], "themes": words.amount("theme", len(rows))}
    if not clear:
        return words("compare.nothing", **places)
    shares = {key: words.percent(clear[0][f"share_{key}"], 0) for key in ("a", "b")}
    return words(
        "compare.found",
        n=words.number(len(clear)),
        name=words.theme(clear[0]),
        share_a=shares["a"],
        share_b=shares["b"],
        **places,
    )


def _estimate(context: PageContext, row: dict[str, Any]) -> Estimate:
    words = context.words
    return Estimate(
        label=words.theme(row),
        value=100 * row["difference"],
        low=100 * row["low"],
        high=100 * row["high"],
        tone="plain" if row["verdict"] == _DIFFERS else "unsure",
        text=words.signed(100 * row["difference"]),
        interval=words.interval(100 * row["low"], 100 * row["high"]),
        n=words("compare.both", a=_share(context, row, "a"), b=_share(context, row, "b")),
        verdict=words.reason(row),
        key=row["theme_id"],
    )


def _share(context: PageContext, row: dict[str, Any], key: str) -> str:
    words = context.words
    if row[f"n_{key}"] is None:
        return words("theme.few")
    return words.with_interval(words.percent(row[f"share_{key}"]), words.number(row[f"n_{key}"]))


def _line(context: PageContext, row: dict[str, Any]) -> list[str]:
    words = context.words
    name, a, b = words.theme(row), _share(context, row, "a"), _share(context, row, "b")
    if row["difference"] is None:
        return [name, a, b, words.number(None), words.number(None)]
    return [name, a, b, words.signed(100 * row["difference"]), words.interval(100 * row["low"], 100 * row["high"])]


PAGE = Page("compare", show, order=90)
