"""Who mentions a theme, how they feel and what they want: bars, each of which opens the voices behind it."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from vocpipe.app.components.bars import Bar, labeled_bars
from vocpipe.app.components.frame import Table, show_chart
from vocpipe.app.components.layout import note
from vocpipe.app.components.palette import palette
from vocpipe.app.context import PageContext
from vocpipe.facets import NO_FEELING, OTHER

_MIX = {"source": ("sources", "source"), "lang": ("langs", "language"), "plan": ("plans", "plan")}


def show_feelings(context: PageContext, theme: str) -> None:
    """Draw the shares of sentiments, intents, causes and feelings, under the filters."""
    rows = context.rows("theme_labels", theme=theme)
    columns = [*st.columns(2, gap="large"), *st.columns(2, gap="large")]
    for column, dimension in zip(columns, ("sentiment", "intent", "cause", "feeling"), strict=True):
        cells = [row for row in rows if row["dimension"] == dimension]
        if cells:
            with column:
                _feelings(context, theme, dimension, cells)


def _feelings(context: PageContext, theme: str, dimension: str, cells: list[dict[str, Any]]) -> None:
    words, colors = context.words, palette()
    shown = [row for row in cells if row["n"] is not None]
    if not shown:
        note(words("theme.hidden_all"))
        return
    bars = [
        Bar(
            key="" if row["value"] in (OTHER, NO_FEELING) else f"{dimension}={row['value']}",
            label=words.of(dimension, row["value"]),
            share=row["n"] / row["n_all"],
            text=words.facts([words.percent(row["n"] / row["n_all"], 0), words.amount("sentence", row["n"])]),
            color=colors.sentiments.get(row["value"], colors.accent),
        )
        for row in shown
    ]
    title = words(f"theme.most_{dimension}", value=bars[0].label, share=words.percent(bars[0].share, 0))
    lines = [
        [bar.label, words.number(row["n"]), words.percent(bar.share)] for bar, row in zip(bars, shown, strict=True)
    ]
    head = [words(f"theme.by_{dimension}"), words("theme.sentences"), words("theme.share")]
    table = Table(f"{dimension}_{theme}", head, lines, numeric=[1, 2])
    _follow(context, theme, show_chart(context, title, labeled_bars(bars), table), bars)
    _hidden(context, [words.of(dimension, row["value"]) for row in cells if row["n"] is None])


def show_mix(context: PageContext, theme: str) -> None:
    """Draw its share of what each source, language and plan says, under the filters."""
    words = context.words
    rows = context.rows("theme_mix", theme=theme)
    for column, (dimension, (name, key)) in zip(st.columns(3, gap="large"), _MIX.items(), strict=True):
        cells = [row for row in rows if row["dimension"] == dimension]
        shown = [row for row in cells if row["n"] is not None]
        bars = [
            Bar(
                f"{key}={row['value']}",
                words.of(key, row["value"]),
                row["share"],
                words.facts([words.percent(row["share"]), words.number(row["n"])]),
                palette().accent,
            )
            for row in shown
        ]
        with column:
            if bars:
                lines = [
                    [b.label, words.number(r["n"]), words.percent(b.share)] for b, r in zip(bars, shown, strict=True)
                ]
                head = [words(f"filters.{name}"), words("theme.mentions"), words("theme.mix_share")]
                table = Table(f"{key}_{theme}", head, lines, numeric=[1, 2])
                title = words(f"theme.by_{key}")
                _follow(context, theme, show_chart(context, title, labeled_bars(bars), table), bars)
            elif not cells:
                note(words("theme.no_plan"))
            _hidden(context, [words.of(key, row["value"]) for row in cells if row["n"] is None])


def show_segments(context: PageContext, theme: dict[str, Any]) -> None:
    """Draw the share of each segment's customers who mention it, with intervals; over all data."""
    words = context.words
    rows = context.rows("theme_segments", theme=theme["theme_id"])
    if not rows:
        note(words("theme.main_only" if theme.get("parent_id") else "theme.segments_none"))
        return
    shown = [row for row in rows if row["share"] is not None]
    if shown:
        table = Table(
            f"segments_{theme['theme_id']}", _segment_head(context), _segment_lines(context, shown), (1, 2, 3)
        )
        bars = [_segment(context, row) for row in shown]
        title = words("theme.segments_title")
        _follow(
            context, theme["theme_id"], show_chart(context, title, labeled_bars(bars), table), bars, everywhere=True
        )
    _hidden(context, [_segment_name(context, row) for row in rows if row["share"] is None])
    note(words("theme.segments_note"))


def _segment_name(context: PageContext, row: dict[str, Any]) -> str:
    words = context.words
    kind = words.of("segment_kind", row["segment_kind"])
    return words("theme.segment_of", kind=kind, segment=words.segment(row["segment_kind"], row["segment"]))


def _segment(context: PageContext, row: dict[str, Any]) -> Bar:
    words = context.words
    share = words.with_interval(words.percent(row["share"]), words.shares(row["low"], row["high"]))
    key = f"plan={row['segment']}" if row["segment_kind"] == "plan" else ""
    ends = {"low": row["low"], "high": row["high"]}
    return Bar(key, _segment_name(context, row), row["share"], share, palette().accent, **ends)


def _segment_head(context: PageContext) -> list[str]:
    words = context.words
    return [words("theme.segments"), words("theme.segment_n"), words("theme.share"), words("nps.interval")]


def _segment_lines(context: PageContext, rows: list[dict[str, Any]]) -> list[list[str]]:
    words = context.words
    return [
        [
            _segment_name(context, row),
            words("drivers.n_of", n=words.number(row["n_customers"]), all=words.number(row["n_all"])),
            words.percent(row["share"]),
            words.shares(row["low"], row["high"]),
        ]
        for row in rows
    ]


def _hidden(context: PageContext, names: list[str]) -> None:
    if names:
        note(context.words("theme.hidden", names=context.words.facts(names)))


def _follow(
    context: PageContext, theme: str, picked: Mapping[str, Any] | None, bars: list[Bar], *, everywhere: bool = False
) -> None:
    """Open the voices behind the picked bar; `everywhere`: without the viewer's filters, as it is over all data."""
    key = (picked or {}).get("key")
    if not key or key not in {bar.key for bar in bars}:
        return
    name, _, value = key.partition("=")
    if not everywhere:
        context.go("voices", theme=theme, **{name: value})
    st.switch_page(context.pages["voices"], query_params={"lang": context.words.lang, "theme": theme, name: value})
