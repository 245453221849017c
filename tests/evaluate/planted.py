"""Labeled rows with planted vectors."""

import numpy as np

from tests.themes.blobs import blobs, space
from vocpipe.evaluate.corpus import Corpus
from vocpipe.evaluate.rows import LabelledRows
from vocpipe.settings import EmbedSettings, Settings
from vocpipe.themes.words import Words

# With one named model, vectors inside a language and across languages are equal. It is asked for the vectors of titles
# alone, and its are not like these.
SETTINGS = Settings(embed=EmbedSettings(model="universal-sentence-encoder-multilingual-3"))


def planted(sizes, *, noise=0.08, times=1):
    """A corpus with as many planted groups as there are sizes; each text is said so many times."""
    vectors, truth = blobs(sizes, noise=noise)
    texts = [f"group {group} text {place}" for place, group in enumerate(truth)]
    places = np.tile(np.arange(len(texts)), times)
    rows = LabelledRows([texts[place] for place in places], [str(truth[place]) for place in places])
    words = Words(texts, [["group", str(group)] for group in truth])
    return Corpus(rows, [f"{place:06d}" for place in range(len(texts))], space(vectors), words, places, 0.0)
