"""The training sentences of the heads for causes and feelings: `sentences/<language>.tsv`.

Part of them were written for causes; the others are sentences of sentiment's, labeled again. None of them is in the
sentences that `vocpipe evaluate causes` holds back.
"""

import hashlib
from functools import cache
from importlib import resources

import pyarrow as pa

from vocpipe.store.vectors import text_hash

_COLUMNS = ("text_hash", "text", "lang", "cause", "feeling")


@cache
def facet_sentences() -> pa.Table:
    """One row per training sentence: text_hash, text, lang, cause, feeling."""
    rows: dict[str, tuple[str, str, str, str, str]] = {}
    folder = resources.files("vocpipe.sentiment.facets") / "sentences"
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        lang = item.name.removesuffix(".tsv")
        for line in item.read_text(encoding="utf-8").splitlines()[1:]:
            cause, feeling, text = line.split("\t")
            rows.setdefault(text_hash(text), (text_hash(text), text, lang, cause, feeling))
    return pa.table(dict(zip(_COLUMNS, zip(*rows.values(), strict=True), strict=True)))


def facet_fingerprint() -> str:
    """16 hex digits that change when the training sentences do."""
    table = facet_sentences()
    rows = [row for name in ("text_hash", "cause", "feeling") for row in table.column(name).to_pylist()]
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()[:16]
