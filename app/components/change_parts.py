"""The change in the NPS between two periods that the viewer chooses, as a waterfall of its parts."""

from datetime import date, timedelta
from typing import Any

import streamlit as st

from vocpipe.app.components.findings import Rows, choice, picked, tone
from vocpipe.app.components.frame import Figure, Table, show_figure
from vocpipe.app.components.layout import note
from vocpipe.app.components.waterfall import Piece, waterfall
from vocpipe.app.context import PageContext
from vocpipe.verdict import Verdict

_MAX_PARTS = 8
_NOT_EXPLAINED = "not explained"
_MONTHS_A_QUARTER = 3


def show(context: PageContext) -> None:
    """Draw the choice of the periods and of a dimension, and the parts of the change."""
    words = context.words
    pairs = context.rows("driver_pairs")
    st.subheader(words("drivers.change"))
    if not pairs or pairs[0]["periods"] is None:
        note(words.reason(pairs[0]) if pairs else words("drivers.no_themes"))
        return
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        pair = _pair(context, pairs)
        rows = context.rows("driver_change", periods=pair["periods"], after_from=pair["after_from"].isoformat())
        dimensions = list(dict.fromkeys(["theme", *sorted(row["dimension"] for row in rows)]))
        known = [name for name in dimensions if any(row["dimension"] == name for row in rows)]
        labels = {name: words.of("segment_kind", name) for name in known}
        by = choice(context, "by", known, labels, known[0]) if known else None
    _waterfall(context, pair, [row for row in rows if row["dimension"] == by])
    with st.expander(words("drivers.why"), icon=":material/help:"):
        note(words("drivers.change_note"))
        note(words("drivers.change_family"))
        note(words.reason(pair))


def _pair(context: PageContext, pairs: Rows) -> dict[str, Any]:
    """The pair of periods in the address; the first one if there is none."""
    known = {f"{pair['periods']}.{pair['after_from']}": pair for pair in pairs}
    pair: dict[str, Any] = picked(context, "pair", "drivers.pair", known, next(iter(known)), _pair_name)
    return pair


def _waterfall(context: PageContext, pair: dict[str, Any], rows: Rows) -> None:
    clicked = show_figure(context, figure(context, pair, rows))
    if clicked:
        _open(context, pair, str(clicked["key"]))


def figure(context: PageContext, pair: dict[str, Any], rows: Rows, most: int = _MAX_PARTS) -> Figure:
    """The waterfall of a pair of periods, a row of driver_pairs, with `most` parts by themselves.

    rows: the parts by one dimension, of driver_change.
    """
    words = context.words
    parts = [row for row in rows if row["part"] != _NOT_EXPLAINED and row["value"] is not None]
    shown, rest = parts[:most], parts[most:]
    pieces = [_piece(context, row) for row in shown]
    if rest:
        total = sum(row["value"] for row in rest)
        name = words("drivers.other_parts", n=words.number(len(rest)))
        pieces.append(Piece(name, total, None, "unsure", words.signed(total, 1), words.number(None)))
    pieces += [_piece(context, row) for row in rows if row["part"] == _NOT_EXPLAINED and row["value"] is not None]
    pieces.append(_whole(context, pair))
    head = [words(f"drivers.part_{name}") for name in ("what", "how", "points", "interval", "answers", "verdict")]
    lines = [_line(context, row) for row in rows]
    title, axis = _title(context, pair), words("drivers.part_axis")
    behind = Table("nps_change", head, lines, numeric=[2, 3, 4])
    return Figure(title, waterfall(words, pieces, title=axis), behind)


def _open(context: PageContext, pair: dict[str, Any], key: str) -> None:
    """The voices of both periods behind a part; the key of a part is its dimension and subject."""
    dimension, _, subject = key.partition("=")
    behind = {dimension: subject} if dimension in {"theme", "cause", "plan"} else {}
    last = pair["after_to"] - timedelta(days=1)
    context.go_behind(kind="survey", since=pair["before_from"].isoformat(), until=last.isoformat(), **behind)


def _title(context: PageContext, pair: dict[str, Any]) -> str:
    words = context.words
    places = {
        "before": _name(context, pair["periods"], pair["before_from"]),
        "after": _name(context, pair["periods"], pair["after_from"]),
        "value": words.signed(pair["value"], 1),
        "ends": words.interval(pair["low"], pair["high"], 1),
        "answers_before": words.amount("answer", pair["n_before"]),
        "answers_after": words.amount("answer", pair["n_after"]),
    }
    return words("drivers.change_unclear" if pair["verdict"] == Verdict.CANNOT_TELL else "drivers.change_is", **places)


def _whole(context: PageContext, pair: dict[str, Any]) -> Piece:
    words = context.words
    return Piece(
        label=words("drivers.whole_change"),
        value=pair["value"] or 0.0,
        interval=(pair["low"], pair["high"]) if pair["low"] is not None else None,
        tone=tone(pair["verdict"], good=Verdict.RAISES),
        text=words.signed(pair["value"], 1),
        interval_text=words.interval(pair["low"], pair["high"], 1),
        is_whole=True,
    )


def _piece(context: PageContext, row: dict[str, Any]) -> Piece:
    words = context.words
    return Piece(
        label=words.facts([_subject(context, row), _how(context, row)]),
        value=row["value"],
        interval=(row["low"], row["high"]) if row["low"] is not None else None,
        tone=tone(row["verdict"], good=Verdict.RAISES),
        text=words.signed(row["value"], 1),
        interval_text=words.interval(row["low"], row["high"], 1),
        key=f"{row['dimension']}={row['subject'] or ''}" if row["subject"] else "",
    )


def _line(context: PageContext, row: dict[str, Any]) -> list[str]:
    words = context.words
    return [
        _subject(context, row),
        _how(context, row),
        words.signed(row["value"], 1),
        words.interval(row["low"], row["high"], 1),
        words("drivers.before_after", before=words.number(row["n_before"]), after=words.number(row["n_after"])),
        words.of("verdict_change", row["verdict"]),
    ]


def _how(context: PageContext, row: dict[str, Any]) -> str:
    return "" if row["part"] == _NOT_EXPLAINED else context.words.of("part", row["part"])


def _subject(context: PageContext, row: dict[str, Any]) -> str:
    words = context.words
    if row["part"] == _NOT_EXPLAINED:
        return words("drivers.not_explained")
    if row["dimension"] == "theme":
        return words.theme({**row, "theme_id": row["subject"]})
    if row["dimension"] == "cause":
        return words.of("cause", row["subject"])
    return words.segment(row["dimension"], row["subject"])


def _pair_name(context: PageContext, pair: dict[str, Any]) -> str:
    before, after = (_name(context, pair["periods"], pair[name]) for name in ("before_from", "after_from"))
    return context.words("drivers.before_after", before=before, after=after)


def _name(context: PageContext, periods: str, start: date) -> str:
    """A period's name; one that goes on is named with its last day so far."""
    words = context.words
    if periods == "month":
        name, months = words.month(start), 1
    else:
        quarter = (start.month - 1) // _MONTHS_A_QUARTER + 1
        name, months = words("drivers.quarter", n=quarter, year=start.year), _MONTHS_A_QUARTER
    stop = (start + timedelta(days=31 * months + 5)).replace(day=1)
    last = context.choices.last
    return (
        words("drivers.so_far", period=name, day=words.day(last)) if last and last + timedelta(days=1) < stop else name
    )
