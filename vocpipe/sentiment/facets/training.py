"""The training sentences of the heads for causes and feelings: `sentences/<language>.tsv`.

Part of them were written for causes; the others are sentences of sentiment's, labeled again. None of them is in the
sentences that `vocpipe evaluate causes` holds back.
"""

import hashlib
from functools import cache

import pyarrow as pa

from vocpipe.sentiment.labelled import labelled_sentences


@cache
def facet_sentences() -> pa.Table:
    """One row per training sentence: text_hash, text, lang, cause, feeling."""
    return labelled_sentences("vocpipe.sentiment.facets", ("cause", "feeling"))


def facet_fingerprint() -> str:
    """16 hex digits that change when the training sentences do."""
    table = facet_sentences()
    rows = [row for name in ("text_hash", "cause", "feeling") for row in table.column(name).to_pylist()]
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()[:16]
