"""The pages of the explorer to measure: their addresses, and those under one value of each filter that works there."""

from datetime import date, timedelta
from pathlib import Path

import duckdb

from vocpipe.app.filters import CHOSEN, PERIOD
from vocpipe.app.menu import all_pages
from vocpipe.app.page import Page
from vocpipe.store.snapshot import open_newest
from vocpipe.store.workspace import Workspace

# What a page outside the menu is asked for: the most frequent there is.
_ASKED = {
    "theme": "SELECT theme_id FROM sentence_theme WHERE is_primary GROUP BY ALL ORDER BY count(*) DESC LIMIT 1",
    "customer": "SELECT customer_id FROM feedback WHERE customer_id IS NOT NULL GROUP BY ALL"
    " ORDER BY count(*) DESC LIMIT 1",
    "feedback": "SELECT feedback_id FROM sentence GROUP BY ALL ORDER BY count(*) DESC LIMIT 1",
}
_SEARCHES = ("ログインできない", "price is too high")
# Filter -> the value that most feedback, sentences or customers have.
_FREQUENT = {
    "sources": "SELECT source FROM feedback GROUP BY ALL ORDER BY count(*) DESC LIMIT 1",
    "kinds": "SELECT kind FROM feedback GROUP BY ALL ORDER BY count(*) DESC LIMIT 1",
    "langs": "SELECT lang FROM sentence GROUP BY ALL ORDER BY count(*) DESC LIMIT 1",
    "plans": "SELECT plan FROM customer WHERE plan IS NOT NULL GROUP BY ALL ORDER BY count(*) DESC LIMIT 1",
    "labels": "SELECT sentiment_label FROM sentence WHERE sentiment_label IS NOT NULL"
    " GROUP BY ALL ORDER BY count(*) DESC LIMIT 1",
}
Address = dict[str, str]


def addresses(workspace: Path) -> list[tuple[Page, Address]]:
    """(page, query of its address) of each page that can be opened by a link."""
    with _snapshot(workspace) as snapshot:
        asked = {name: _first(snapshot, query) for name, query in _ASKED.items()}
    given = [(page, asked.get(page.name, "")) for page in all_pages()]
    return [(page, {"lang": "en", **({page.name: one} if one else {})}) for page, one in given if one is not None]


def filtered(workspace: Path, page: Page) -> list[Address]:
    """What is added to the address for one value of each filter that works on the page; on Voices also searches."""
    with _snapshot(workspace) as snapshot:
        values = {name: _first(snapshot, _FREQUENT[name]) for name in sorted(page.filters - {PERIOD})}
        last = date.fromisoformat(_first(snapshot, "SELECT max(created_on) FROM feedback") or "2000-01-01")
    chosen = [{CHOSEN[name]: value} for name, value in values.items() if value]
    period = [{"since": str(last - timedelta(days=7 * 12 - 1))}] if PERIOD in page.filters else []
    return chosen + period + ([{"q": search} for search in _SEARCHES] if page.name == "voices" else [])


def _snapshot(workspace: Path) -> duckdb.DuckDBPyConnection:
    return open_newest(Workspace(workspace))


def _first(snapshot: duckdb.DuckDBPyConnection, query: str) -> str | None:
    row = snapshot.execute(query).fetchone()
    return str(row[0]) if row else None
