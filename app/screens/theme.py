"""One theme (?theme=t_…): its names, trend and sentiment, what it is linked to, who mentions it, and their words."""

from typing import Any, Literal

import streamlit as st

from vocpipe.app.components import theme_links
from vocpipe.app.components.charts import sentiment_shares
from vocpipe.app.components.edit_theme import show_edit
from vocpipe.app.components.layout import note, nothing, stat, table, tags
from vocpipe.app.components.lineage import end
from vocpipe.app.components.quotes import diverse, quote
from vocpipe.app.components.weekly_charts import mentions_by_week, recent_sentiment
from vocpipe.app.context import PageContext
from vocpipe.app.page import Page
from vocpipe.app.text import escaped
from vocpipe.mixed_themes import is_mixed
from vocpipe.verdict import Verdict

_QUOTES = 10
_ENDS: tuple[Literal["from", "to"], ...] = ("from", "to")
_MIN_RATED = 5  # sentences: below, a mean would say more about chance than about the theme


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
    _head(context, theme)
    counts = context.row("theme_counts", theme=key)
    if not counts["n_sentences"]:
        nothing(context)
        show_edit(context, theme)
        return
    _figures(context, theme, counts)
    _charts(context, theme)
    if key != "unthemed":
        theme_links.show(context, theme)
    _subthemes(context, key)
    st.subheader(words("theme.mix"))
    _mix(context, key)
    st.subheader(words("theme.quotes"))
    _quotes(context, key, counts["mentions"])
    _events(context, key)
    show_edit(context, theme)


def _head(context: PageContext, theme: dict[str, Any]) -> None:
    words = context.words
    st.html(f'<h1 style="font-size:1.5rem;margin:0;padding:0">{escaped(words.theme(theme))}</h1>')
    own, other = (theme.get(f"name_{lang}") for lang in (words.lang, "en" if words.lang == "ja" else "ja"))
    if own and other and other != own:
        st.html(f'<p class="v-lead">{escaped(other)}</p>')
    labels = []
    if theme.get("change_verdict") in (Verdict.RISING, Verdict.FALLING, Verdict.NEW):
        labels.append((words.of("change", theme["change_verdict"]), theme["change_verdict"]))
    if theme.get("nps_verdict") in (Verdict.RAISES, Verdict.LOWERS):
        color = "positive" if theme["nps_verdict"] == Verdict.RAISES else "negative"
        labels.append((words.of("verdict", theme["nps_verdict"]), color))
    if theme.get("state") == "retired":
        labels.append((words("theme.retired"), ""))
    tags([*labels, *((word, "") for word in theme["keywords"] or [])])
    if theme.get("parent_id"):
        parent = {name: theme[f"parent_{name}"] for name in ("name", "name_ja", "name_en")} | {
            "theme_id": theme["parent_id"]
        }
        context.link("theme", words("theme.part_of", name=words.theme(parent)), theme=theme["parent_id"])
    if theme["theme_id"] == "unthemed":
        note(words("theme.unthemed_note"))
    elif theme["parent_id"] is None and theme["cohesion"] is not None and is_mixed(theme["cohesion"]):
        note(words("theme.loose"))


def _figures(context: PageContext, theme: dict[str, Any], counts: dict[str, Any]) -> None:
    words = context.words
    feeling = counts["sentiment"] if counts["n_rated"] >= _MIN_RATED else None
    in_tickets = counts["sentiment_tickets"] if counts["n_rated_tickets"] >= _MIN_RATED else None
    boxes = [
        (words("theme.mentions"), words.number(counts["mentions"]), words("theme.mentions_help")),
        (words("theme.share"), words.percent(counts["share"]), words("theme.share_help")),
        (words("theme.customers"), words.number(counts["customers"]), words("theme.customers_help")),
        (words("theme.sentiment"), words.signed(feeling, 2), words("theme.sentiment_help", min_rated=_MIN_RATED)),
        (
            words("theme.sentiment_tickets"),
            words.signed(in_tickets, 2),
            words("theme.tickets_help", min_rated=_MIN_RATED),
        ),
    ]
    for column, (label, value, meaning) in zip(st.columns(len(boxes)), boxes, strict=True):
        column.metric(label, value, help=meaning, border=True)
    stat(words("theme.seen", first=words.day(counts["first_on"]), last=words.day(counts["last_on"])))
    context.link("voices", words("theme.all_voices", n=words.number(counts["mentions"])), theme=theme["theme_id"])


def _charts(context: PageContext, theme: dict[str, Any]) -> None:
    words, key = context.words, theme["theme_id"]
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.subheader(words("theme.trend"))
        weeks = context.rows("theme_weeks", theme=key)
        st.altair_chart(mentions_by_week(words, weeks, context.rows("calendar")), alt=words("theme.trend"))
        if any(row["sentiment"] is not None for row in weeks):
            st.altair_chart(recent_sentiment(words, weeks), alt=words("theme.sentiment_lately"))
        if theme.get("change_verdict"):
            note(words.reason({"reason_ja": theme["change_reason_ja"], "reason_en": theme["change_reason_en"]}))
    with right:
        st.subheader(words("theme.split"))
        st.altair_chart(sentiment_shares(words, context.rows("theme_labels", theme=key)), alt=words("theme.split"))
        note(words("theme.split_note"))


def _subthemes(context: PageContext, key: str) -> None:
    words = context.words
    rows = context.rows("subthemes", theme=key)
    if not rows:
        return
    st.subheader(words("theme.subthemes"))
    widths = [5, 1, 1, 1]
    for column, head in zip(st.columns(widths), ("name", "mentions", "customers", "sentiment"), strict=True):
        with column:
            note(words("theme.subtheme") if head == "name" else words(f"column.{head}"))
    for row in rows:
        name, mentions, customers, feeling = st.columns(widths)
        with name:
            context.link("theme", words.theme(row), theme=row["theme_id"])
        with mentions:
            stat(words.number(row["mentions"]))
        with customers:
            stat(words.number(row["customers"]))
        with feeling:
            stat(words.signed(row["sentiment"] if row["n_rated"] >= _MIN_RATED else None, 2))


def _mix(context: PageContext, key: str) -> None:
    words = context.words
    rows = context.rows("theme_mix", theme=key)
    names = {"source": "source", "lang": "language", "plan": "plan"}
    for column, (dimension, group) in zip(st.columns(3, gap="large"), names.items(), strict=True):
        lines = [
            [
                words.of(group, row["value"]),
                words.number(row["n"]) if row["n"] is not None else words("theme.few"),
                words.percent(row["share"]),
            ]
            for row in rows
            if row["dimension"] == dimension
        ]
        with column:
            if lines:
                head = [words(f"filters.{dimension}s"), words("theme.mentions"), words("theme.mix_share")]
                table(head, lines, numeric=[1, 2])
            else:
                note(words("theme.no_plan"))
    note(words("theme.mix_note"))


def _quotes(context: PageContext, key: str, mentions: int) -> None:
    words = context.words
    shown = st.session_state.get("n_quotes", {}).get(key, _QUOTES)
    candidates = context.rows("candidates", theme=key)
    picked = diverse(candidates, shown)
    note(words("theme.quotes_note"))
    for row in picked:
        quote(context, row)
    with st.container(horizontal=True, vertical_alignment="center"):
        if len(picked) == shown:
            st.button(
                words("theme.more_quotes"), on_click=lambda: st.session_state.update(n_quotes={key: shown + _QUOTES})
            )
        context.link("voices", words("theme.all_voices", n=words.number(mentions)), theme=key)


def _events(context: PageContext, key: str) -> None:
    words = context.words
    rows = context.rows("theme_events", theme=key)
    if not rows:
        return
    st.subheader(words("theme.life"))
    for row in rows:
        names = [words.theme(end(row, side)) for side in _ENDS if row[f"{side}_theme"]]
        stat(words.facts([words.moment(row["finished_at"]), words.of("event_one", row["event"]), " → ".join(names)]))


PAGE = Page("theme", show, order=80, in_menu=False)
