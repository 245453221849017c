"""The training sentences of the heads, written for this project: `sentences/<language>.tsv`."""

from functools import cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from vocpipe.sentiment.labelled import labelled_sentences

LABELS = {"neg": -1, "neu": 0, "pos": 1}


@cache
def training_sentences() -> pa.Table:
    """One row per training sentence: text_hash, text, lang, label (neg, neu, pos), intent."""
    return labelled_sentences("vocpipe.sentiment", ("label", "intent"))


def training_labels() -> npt.NDArray[np.int64]:
    """The sentiment of the training sentences in their order as -1, 0, 1."""
    return np.array([LABELS[label] for label in training_sentences().column("label").to_pylist()])
