"""The vectors of sentences, and which model embeds which language.

A vector is stored under its model and the hash of the text, so that nothing is embedded twice.
"""

import hashlib
import unicodedata
from dataclasses import dataclass, field

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from vocpipe.errors import DamageError
from vocpipe.settings import EmbedSettings
from vocpipe.store.tables import registered
from vocpipe.store.workspace import fetch
from vocpipe.wording import tell

MINILM = "all-MiniLM-L6-v2"
USE = "universal-sentence-encoder-multilingual-3"
_PROMPT = " | prompt: "  # between a model's name and its prompt


@dataclass(frozen=True, slots=True)
class EncoderPlan:
    """One model that embeds every sentence, so that languages can be compared, and better models for some languages."""

    shared: str
    own: dict[str, str] = field(default_factory=dict)  # language -> model

    @property
    def models(self) -> list[str]:
        """Every model, the shared one first."""
        return [self.shared, *self.own.values()]

    def inside(self, language: str) -> str:
        """The model whose vectors are best for comparing texts of one `language`."""
        return self.own.get(language, self.shared)


def encoder_plan(settings: EmbedSettings) -> EncoderPlan:
    """The packaged models for "auto", else the only model, which the settings name.

    A prompt makes other vectors of a text, so it is part of the name under which they are stored.
    """
    if settings.model == "auto":
        return EncoderPlan(shared=USE, own={"en": MINILM})
    return EncoderPlan(shared=f"{settings.model}{_PROMPT}{settings.prompt}" if settings.prompt else settings.model)


def name_and_prompt(model: str) -> tuple[str, str]:
    """What to load and what to put before each text, of a model as `encoder_plan` names it."""
    name, _, prompt = model.partition(_PROMPT)
    return name, prompt


def text_hash(text: str) -> str:
    """The key of a text's vector, equal for texts that differ only in width, case or blanks."""
    folded = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return hashlib.sha256(folded.encode()).hexdigest()[:32]


def load_vectors(connection: duckdb.DuckDBPyConnection, model: str, hashes: pa.Array) -> npt.NDArray[np.float32]:
    """The vectors of the texts with these hashes, in their order, shape (hashes, dimensions).

    Raises KeyError (the model, how many are missing) if a text was not embedded with that model, and DamageError if a
    vector is not one.
    """
    wanted = pa.table({"text_hash": hashes, "place": pa.array(range(len(hashes)), pa.int64())})
    with registered(connection, wanted_vectors=wanted):
        query = "SELECT place, vector FROM wanted_vectors JOIN embedding USING (text_hash) WHERE model = ?"
        rows = fetch(connection, query, [model])
    if rows.num_rows != len(hashes):
        raise KeyError(model, len(hashes) - rows.num_rows)
    try:
        return _in_places(rows)
    except ValueError as error:
        raise DamageError(tell("damage.vectors.damaged", model=model)) from error


def _in_places(rows: pa.Table) -> npt.NDArray[np.float32]:
    """The vectors as one matrix, shape (rows, dimensions), each in its place; they are too wide to be sorted by SQL.

    Raises ValueError if they are not equally long, or hold something that is not a number.
    """
    if not rows.num_rows:
        return np.empty((0, 0), dtype=np.float32)
    matrix = np.empty((rows.num_rows, len(rows["vector"][0])), dtype=np.float32)
    for batch in rows.to_batches():
        places, vectors = batch["place"].to_numpy(), batch["vector"].flatten().to_numpy()
        matrix[places] = vectors.reshape(len(places), matrix.shape[1])
    if not np.isfinite(matrix).all():
        raise ValueError(matrix.shape)
    return matrix


def as_column(matrix: npt.NDArray[np.float32]) -> pa.Array:
    """A matrix as a column of lists, one per row."""
    return pa.FixedSizeListArray.from_arrays(pa.array(matrix.reshape(-1)), matrix.shape[1])
