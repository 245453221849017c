"""The names and examples of the company's own themes, prepared as sentences are, so that they can be compared."""

import hashlib
import json

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
from vocpipe.structure.split import split

_SCHEMA = pa.schema(
    [
        ("theme_id", pa.string()),
        ("is_example", pa.bool_()),
        *((name, pa.string()) for name in ("text_hash", "text", "lang")),
        ("tokens", pa.list_(pa.string())),
    ]
)


def store_guide_texts(connection: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    """Write guide_text anew if the company's own themes, its names or its languages have changed."""
    basis = _basis(settings) if settings.theme else None
    stored = fetch(connection, "SELECT DISTINCT basis FROM guide_text")["basis"].to_pylist()
    if stored == ([basis] if basis else []):
        return
    rows = guide_texts(settings)
    with registered(connection, new_guide_text=rows), transaction(connection):
        connection.execute("DELETE FROM guide_text")
        connection.execute("INSERT INTO guide_text BY NAME SELECT *, ? AS basis FROM new_guide_text", [basis])


def guide_texts(settings: Settings) -> pa.Table:
    """One row per theme of the settings and text of it, each once: the columns of guide_text, but for its basis."""
    said = [(theme.theme_id, False, name) for theme in settings.theme for name in theme.names.values()]
    said += [(theme.theme_id, True, text) for theme in settings.theme for text in theme.examples]
    texts = [redact(clean(text).text).text or text for *_, text in said]
    own, finder = OwnNames(settings.workspace.own_names), LanguageFinder(settings.workspace.languages)
    tokens = [[word for part in parts for word in part.tokens] for parts in split(texts, own)]
    rows = {
        (theme_id, key := text_hash(own.neutral(text))): {
            "theme_id": theme_id,
            "is_example": is_example,
            "text_hash": key,
            "text": text,
            "lang": finder.find(text) or settings.workspace.languages[0],
            "tokens": words,
        }
        for (theme_id, is_example, _), text, words in zip(said, texts, tokens, strict=True)
    }
    return pa.Table.from_pylist(list(rows.values()), schema=_SCHEMA)


def _basis(settings: Settings) -> str:
    texts = [(theme.theme_id, list(theme.names.values()), theme.examples) for theme in settings.theme]
    parts = [texts, settings.workspace.own_names, settings.workspace.languages]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
