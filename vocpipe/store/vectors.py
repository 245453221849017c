"""Where sentences' vectors lie, and which model makes those of which language.

A vector is kept by its model and the hash of the text, so nothing is ever embedded twice.
"""

import hashlib
import unicodedata
from dataclasses import dataclass, field

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from vocpipe.settings import EmbedSettings
from vocpipe.store.workspace import fetch

MINILM = "all-MiniLM-L6-v2"
USE = "universal-sentence-encoder-multilingual-3"


@dataclass(frozen=True, slots=True)
class EncoderPlan:
    """One model that embeds every sentence, so that languages can be compared, and better ones inside some of them."""

    shared: str
    own: dict[str, str] = field(default_factory=dict)  # language -> model

    @property
    def models(self) -> list[str]:
        """Every model, the shared one first."""
        return [self.shared, *self.own.values()]

    def inside(self, language: str) -> str:
        """The model whose vectors say best what is alike inside `language`."""
        return self.own.get(language, self.shared)


def encoder_plan(settings: EmbedSettings) -> EncoderPlan:
    """What "auto" stands for, or the one model the settings name."""
    if settings.model == "auto":
        return EncoderPlan(shared=USE, own={"en": MINILM})
    return EncoderPlan(shared=settings.model)


def text_hash(text: str) -> str:
    """The key a text's vector is kept under: the same for texts that differ in width, case or blanks alone."""
    folded = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return hashlib.sha256(folded.encode()).hexdigest()[:32]


def load_vectors(connection: duckdb.DuckDBPyConnection, model: str, hashes: pa.Array) -> npt.NDArray[np.float32]:
    """The vectors of the texts with these hashes in the same order, shape (hashes, dimensions).

    Raises KeyError where one has not been embedded with that model.
    """
    wanted = pa.table({"text_hash": hashes, "place": pa.array(range(len(hashes)), pa.int64())})
    connection.register("wanted_vectors", wanted)
    try:
        query = "SELECT place, vector FROM wanted_vectors JOIN embedding USING (text_hash) WHERE model = ?"
        found = fetch(connection, query, [model])
    finally:
        connection.unregister("wanted_vectors")
    if found.num_rows != len(hashes):
        raise KeyError(f"{len(hashes) - found.num_rows} sentences have no vector of {model}")
    return _in_places(found)


def _in_places(found: pa.Table) -> npt.NDArray[np.float32]:
    """The vectors as one matrix, shape (rows, dimensions), each in its place: they are too wide for SQL to sort."""
    if not found.num_rows:
        return np.empty((0, 0), dtype=np.float32)
    matrix = np.empty((found.num_rows, len(found["vector"][0])), dtype=np.float32)
    for batch in found.to_batches():
        places, vectors = batch["place"].to_numpy(), batch["vector"].flatten().to_numpy()
        matrix[places] = vectors.reshape(len(places), -1)
    return matrix


def as_column(matrix: npt.NDArray[np.float32]) -> pa.Array:
    """A matrix as a column of lists, one per row."""
    return pa.FixedSizeListArray.from_arrays(pa.array(matrix.reshape(-1)), matrix.shape[1])
