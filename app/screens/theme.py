"""One theme (?theme=t_…): what it is, its trend, who says it, what it is linked to, and voices for and against."""

from datetime import date, timedelta
from typing import Any, Literal

import streamlit as st

from vocpipe.app.components import theme_links, theme_trend
from vocpipe.app.components.edit_theme import show_edit
from vocpipe.app.components.frame import Table, show_chart, show_figure, show_table
from vocpipe.app.components.layout import note, nothing, stat, tags
from vocpipe.app.components.lineage import end
from vocpipe.app.components.theme_marks import churn_mark, names, nps_mark
from vocpipe.app.components.theme_quotes import show_sides
from vocpipe.app.components.theme_who import show_feelings, show_mix, show_segments
from vocpipe.app.components.weekly_charts import recent_sentiment
from vocpipe.app.context import PageContext
from vocpipe.app.page import Page
from vocpipe.app.text import escaped
from vocpipe.facets import OTHER
from vocpipe.mixed_themes import is_mixed
from vocpipe.verdict import Verdict

_ENDS: tuple[Literal["from", "to"], ...] = ("from", "to")


def show(context: PageContext) -> None:
    """Draw the page, or a message and a link back if the id is unknown."""
    words = context.words
    key = st.query_params.get("theme", "")
    theme = (
        context.row("theme", theme=key)
        if key != "unthemed"
        else {"theme_id": key, "name": words("theme.unthemed"), "keywords": []}
    )
    context.link("themes", words("theme.back"))
    if not theme:
        st.info(words("theme.unknown"))
        return
    counts = context.row("theme_counts", theme=key)
    _head(context, theme, counts)
    if not counts["n_sentences"]:
        nothing(context)
    elif counts["is_small"]:
        note(words("theme.small"))
    else:
        _evidence(context, theme, counts)
    if key != "unthemed":
        theme_links.show(context, theme)
        st.subheader(words("theme.segments"))
        show_segments(context, theme)
        theme_links.show_actions(context, theme)
    _events(context, key)
    show_edit(context, theme)


def _head(context: PageContext, theme: dict[str, Any], counts: dict[str, Any]) -> None:
    words = context.words
    name, other = names(words, theme)
    st.html(f'<h1 style="font-size:1.5rem;margin:0;padding:0">{escaped(name)}</h1>')
    if other:
        st.html(f'<p class="v-lead">{escaped(other)}</p>')
    if not counts["is_small"]:
        _origin(context, theme)
    labels = []
    if theme.get("cause") not in (None, OTHER):
        labels.append((words("theme.cause", cause=words.of("cause", theme["cause"])), ""))
    if theme.get("change_verdict") in (Verdict.RISING, Verdict.FALLING, Verdict.NEW):
        labels.append((words.of("change", theme["change_verdict"]), theme["change_verdict"]))
    labels += [mark for mark in (nps_mark(words, theme), churn_mark(words, theme)) if mark and mark[1]]
    if theme.get("is_guided"):
        labels.append((words("theme.guided"), ""))
    if theme.get("state") == "retired":
        labels.append((words("theme.retired"), ""))
    tags(labels)
    if counts["mentions"]:
        stat(theme_trend.finding(context, counts))
    if theme.get("parent_id"):
        parent = {name: theme[f"parent_{name}"] for name in ("name", "name_ja", "name_en")} | {
            "theme_id": theme["parent_id"]
        }
        context.link("theme", words("theme.part_of", name=words.theme(parent)), theme=theme["parent_id"])
    if theme["theme_id"] == "unthemed":
        note(words("theme.unthemed_note"))
    elif theme["parent_id"] is None and theme["cohesion"] is not None and is_mixed(theme["cohesion"]):
        note(words("theme.loose"))


def _origin(context: PageContext, theme: dict[str, Any]) -> None:
    """The voice that the name was cut from, or that it only lists words; nothing of a name that a person gave."""
    words, lang = context.words, context.words.lang
    if theme.get(f"name_{lang}_by") is not None:
        return
    if quote := theme.get(f"quote_{lang}"):
        note(words("theme.voice", quote=quote))
    elif theme.get(f"is_words_{lang}"):
        note(words("theme.of_words"))


def _evidence(context: PageContext, theme: dict[str, Any], counts: dict[str, Any]) -> None:
    words, key = context.words, theme["theme_id"]
    context.link("voices", words("theme.all_voices", n=words.number(counts["mentions"])), theme=key)
    _trend(context, theme)
    show_feelings(context, key)
    st.subheader(words("theme.quotes"))
    show_sides(context, key)
    st.subheader(words("theme.mix"))
    show_mix(context, key)
    note(words("theme.mix_note"))
    _subthemes(context, key)


def _trend(context: PageContext, theme: dict[str, Any]) -> None:
    words, key = context.words, theme["theme_id"]
    weeks = context.rows("theme_weeks", theme=key)
    if not weeks:
        note(words("theme.no_weeks"))
        return
    figure = theme_trend.trend(context, theme, weeks)
    picked = show_figure(context, figure)
    note(words("theme.week_opens"))
    if theme.get("change_verdict"):
        note(words.reason({"reason_ja": theme["change_reason_ja"], "reason_en": theme["change_reason_en"]}))
    if any(row["sentiment"] is not None for row in weeks):
        head, lines = figure.behind.head, figure.behind.rows
        show_chart(
            context,
            words("theme.sentiment_lately"),
            recent_sentiment(words, weeks),
            Table(f"sentiment_weeks_{key}", [head[0], head[3]], [[line[0], line[3]] for line in lines], [1]),
        )
    if picked and picked.get("since") in {week["week"].isoformat() for week in weeks}:
        last = date.fromisoformat(picked["since"]) + timedelta(days=6)
        context.go("voices", theme=key, since=picked["since"], until=last.isoformat())


def _subthemes(context: PageContext, key: str) -> None:
    words = context.words
    rows = context.rows("subthemes", theme=key)
    if not rows:
        return
    st.subheader(words("theme.subthemes"))
    head = "".join(
        f"<th{css}>{escaped(words(name))}</th>"
        for name, css in (("theme.subtheme", ""), ("column.mentions", ' class="n"'), ("column.customers", ' class="n"'))
    )
    few = words("theme.few")
    body = "".join(
        f"<tr><td>{context.anchor('theme', words.theme(row), theme=row['theme_id'])}</td>"
        + "".join(
            f'<td class="n">{escaped(few if row[name] is None else words.number(row[name]))}</td>'
            for name in ("mentions", "customers")
        )
        + "</tr>"
        for row in rows
    )
    st.html(f'<table class="v-table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>')


def _events(context: PageContext, key: str) -> None:
    words = context.words
    rows = context.rows("theme_events", theme=key)
    if not rows:
        return
    st.subheader(words("theme.life"))
    lines = []
    for row in rows:
        source, target = (words.theme(end(row, side)) if row[f"{side}_theme"] else "" for side in _ENDS)
        said = words(f"theme.life_{row['event']}", source=source, target=target)
        lines.append([words.moment(row["finished_at"]), said])
    show_table(context, Table(f"life_{key}", [words("chart.day"), words("theme.life_what")], lines))


PAGE = Page("theme", show, order=220, in_menu=False)
