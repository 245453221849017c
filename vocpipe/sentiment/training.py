"""The training sentences of the heads, written for this project: `sentences/<language>.tsv`."""

from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from vocpipe.store.vectors import text_hash

LABELS = {"neg": -1, "neu": 0, "pos": 1}


@cache
def training_sentences() -> pa.Table:
    """One row per training sentence: text_hash, text, lang, label (neg, neu, pos), intent."""
    rows: dict[str, tuple[str, str, str, str, str]] = {}
    for item in sorted((resources.files("vocpipe.sentiment") / "sentences").iterdir(), key=lambda item: item.name):
        lang = item.name.removesuffix(".tsv")
        for line in item.read_text(encoding="utf-8").splitlines()[1:]:
            label, intent, text = line.split("\t")
            rows.setdefault(text_hash(text), (text_hash(text), text, lang, label, intent))
    columns = list(zip(*rows.values(), strict=True))
    return pa.table(dict(zip(("text_hash", "text", "lang", "label", "intent"), columns, strict=True)))


def training_labels() -> npt.NDArray[np.int64]:
    """The sentiment of the training sentences in their order as -1, 0, 1."""
    return np.array([LABELS[label] for label in training_sentences().column("label").to_pylist()])
