"""Quotes of feedback, and a choice of quotes that differ as much as possible."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from vocpipe.app.context import PageContext
from vocpipe.app.text import address_of, escaped, excerpt, marked
from vocpipe.app.words import folded

_LONG = 1_500  # letters; a longer text is folded even where it is shown whole
_DIFFER = ("source", "lang", "month", "sentiment_label")


def diverse(
    candidates: list[dict[str, Any]], n: int, *, without: Sequence[dict[str, Any]] = ()
) -> list[dict[str, Any]]:
    """Up to `n` of the candidates, at most one per person and sentence, each chosen to differ from those before it.

    They should differ in source, language, month and sentiment; persons and sentences of `without` are left out. Ties
    are broken by the candidates' order, so the result is deterministic.
    """
    taken = {mark for row in without for mark in _marks(row)}
    left = [{**row, "month": str(row["created_on"])[:7]} for row in candidates if not taken & _marks(row)]
    picked: list[dict[str, Any]] = []
    seen: dict[tuple[str, Any], int] = {}
    while left and len(picked) < n:
        best = min(left, key=lambda row: sum(seen.get((name, row[name]), 0) for name in _DIFFER))
        picked.append(best)
        taken = _marks(best)
        for name in _DIFFER:
            seen[name, best[name]] = seen.get((name, best[name]), 0) + 1
        left = [row for row in left if not taken & _marks(row)]
    return picked


def _marks(row: dict[str, Any]) -> set[str]:
    """Who says it, and what: letters and figures only, whatever the case and width."""
    said = "".join(letter for letter in folded(row["sentence"] or "") if letter.isalnum())
    return {f"person {row['person']}", f"sentence {said}"}


def show_quotes(context: PageContext, rows: Sequence[dict[str, Any]], *, whole: bool = False) -> None:
    """Pieces of feedback: each text with the sentence in question marked, its origin, and the link to all of it."""
    if rows:
        # One element: a browser takes as long for five small ones a quote as for all else on the page.
        st.html("".join(_quote(context, row, whole=whole) for row in rows))


def _quote(context: PageContext, row: dict[str, Any], *, whole: bool) -> str:
    spans = "".join(f"<span>{escaped(part)}</span>" for part in origin(context, row))
    links = [] if whole else [context.anchor("feedback", context.words("quote.open"), feedback=row["feedback_id"])]
    if url := address_of(row.get("url")):
        source = escaped(context.words("quote.source"))
        links.append(f'<a href="{escaped(url)}" target="_blank" rel="noopener noreferrer">{source}</a>')
    return (
        f'<article class="v-voice"><div class="v-text" lang="{escaped(row["lang"] or "")}">'
        f'{_body(context, row, whole=whole)}</div><p class="v-meta">{spans}</p>{"".join(links)}</article>'
    )


def origin(context: PageContext, row: dict[str, Any]) -> list[str]:
    """Date, source, score and plan of a piece of feedback."""
    words = context.words
    day = words.day(row["created_on"]) if row["created_on"] else words("fresh.undated")
    lang = words.of("language", row["lang"]) if row["lang"] else None
    parts = [day, row["source"], lang, _score(context, row), row.get("plan")]
    if row.get("n_alike"):
        parts.append(words("quote.alike", n=words.number(row["n_alike"])))
    if row.get("why"):
        parts.append(row["why"])
    if row.get("sentiment_label"):
        parts.append(words.of("sentiment", row["sentiment_label"]))
    return [part for part in parts if part]


def _score(context: PageContext, row: dict[str, Any]) -> str | None:
    """The score with its scale, as in "NPS 9/10"."""
    if row["score"] is None or row["score_type"] is None:
        return None
    top = {"nps": 10, "csat": 5, "ces": 7, "stars": 5}.get(row["score_type"], 10)
    return f"{context.words.of('score', row['score_type'])} {row['score']:g}/{top}"


def _body(context: PageContext, row: dict[str, Any], *, whole: bool) -> str:
    if not row["text"]:
        return f'<span class="v-note">{escaped(context.words("quote.no_text"))}</span>'
    pieces = row.get("found") or [row.get("sentence")]
    if whole and len(row["text"]) <= _LONG:
        return marked(row["text"], *pieces)
    piece, cut = excerpt(row["text"], *pieces)
    if not cut:
        return piece
    whole_text = marked(row["text"], *pieces)
    return f"{piece}<details><summary>{escaped(context.words('quote.whole'))}</summary>{whole_text}</details>"
