"""The training sentences are embedded once on a machine, and whatever would change a vector embeds them anew."""

import pyarrow as pa
import pytest

from tests.builders import add_all
from tests.structure.database import new_database
from vocpipe.encoders import encoder_process
from vocpipe.settings import EmbedSettings
from vocpipe.store.kept import kept_place
from vocpipe.store.vectors import MINILM, USE
from vocpipe.structure.own_vectors import add_own_vectors
from vocpipe.workers.spread import one_by_one

SENTENCES = [("h1", "It is slow.", "en"), ("h2", "遅いです。", "ja"), ("h3", "Great help!", "en")]


@pytest.fixture
def embedded(monkeypatch, tmp_path):
    """The texts that were embedded, by a model of two numbers; nothing is kept in the user's cache."""
    seen = []

    def encode(texts, **_):
        seen.extend(texts["text"].to_pylist())
        vectors = [[float(len(text)), 1.0] for text in texts["text"].to_pylist()]
        return texts.select(["model", "text_hash"]).append_column(
            "vector", pa.array(vectors, pa.list_(pa.float32(), 2))
        )

    monkeypatch.setattr(encoder_process, "encode", encode)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return seen


def new_workspace(sentences=SENTENCES, settings=None):
    """The vectors of a new workspace."""
    with new_database() as connection:
        columns = ("text_hash", "text", "lang")
        add_all(connection, "training_text", [dict(zip(columns, row, strict=True)) for row in sentences])
        add_own_vectors(connection, settings or EmbedSettings(), spread=one_by_one)
        return sorted(connection.execute("SELECT model, text_hash, vector FROM embedding").fetchall())


def test_a_second_workspace_takes_what_the_first_one_made(embedded):
    first = new_workspace()
    assert [(model, text_hash) for model, text_hash, _ in first] == [
        (MINILM, "h1"), (MINILM, "h3"), (USE, "h1"), (USE, "h2"), (USE, "h3"),
    ]  # fmt: skip
    assert len(embedded) == 5
    assert new_workspace() == first
    assert len(embedded) == 5


def test_other_sentences_are_embedded(embedded):
    new_workspace()
    new_workspace([*SENTENCES[:2], ("h4", "Great help", "en")])
    assert len(embedded) == 10


def test_a_damaged_file_is_made_again(embedded):
    first = new_workspace()
    for path in kept_place("x").parent.iterdir():
        path.write_bytes(path.read_bytes()[:-1] + b"x")
    assert new_workspace() == first
    assert len(embedded) == 10


def test_a_named_model_may_be_another_one_tomorrow(embedded):
    assert new_workspace(settings=EmbedSettings(model="some/model")) == []
