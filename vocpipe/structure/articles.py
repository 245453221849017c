"""The titles of help articles and how these begin, prepared as sentences are, so that questions find them."""

import duckdb
import pyarrow as pa

from vocpipe.masking.redact import redact
from vocpipe.own_names import OwnNames
from vocpipe.settings import Settings
from vocpipe.store.tables import registered
from vocpipe.store.vectors import text_hash
from vocpipe.store.workspace import fetch, transaction
from vocpipe.structure.clean import clean
from vocpipe.structure.language import LanguageFinder

_SCHEMA = pa.schema([(name, pa.string()) for name in ("title", "url", "lang", "text_hash", "text")])
_LONGEST = 300  # characters of how an article begins: a longer text says several things at once
_ALL = "SELECT title, body, url, lang FROM help_article ORDER BY title, url, origin, row_no"


def store_article_texts(connection: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    """Write article_text anew: there are few, and their vectors stay by their hashes."""
    rows = article_texts(fetch(connection, _ALL), settings)
    with registered(connection, new_article_text=rows), transaction(connection):
        connection.execute("DELETE FROM article_text")
        connection.execute("INSERT INTO article_text BY NAME SELECT * FROM new_article_text")


def article_texts(articles: pa.Table, settings: Settings) -> pa.Table:
    """The columns of article_text: a row for each title, and one for how the article begins if it has a text.

    articles: title, body, url, lang.
    """
    own, finder = OwnNames(settings.workspace.own_names), LanguageFinder(settings.workspace.languages)
    rows: dict[tuple[str, str | None, str], dict[str, str | None]] = {}
    for article in articles.to_pylist():
        title = _readable(article["title"])
        lang = article["lang"] or finder.find(title) or settings.workspace.languages[0]
        for text in (title, _beginning(article["body"])):
            if text:
                key = text_hash(own.neutral(text))
                of_article = {"title": title, "url": article["url"], "lang": lang, "text_hash": key, "text": text}
                rows[title, article["url"], key] = of_article
    return pa.Table.from_pylist(list(rows.values()), schema=_SCHEMA)


def _beginning(body: str | None) -> str:
    """The first paragraph of a text."""
    lines = [line.strip(" #*") for line in _readable(body or "").splitlines()]
    return next((line for line in lines if line), "")[:_LONGEST]


def _readable(text: str) -> str:
    return redact(clean(text).text).text.strip() or text.strip()
