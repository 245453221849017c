"""The published vectors: of opinions whose text may be shown, by the one model that knows all languages.

They are in a file beside the snapshot, which comes and goes with it.
"""

import pytest

from tests.builders import add, add_feedback, add_sentence, add_vectors
from tests.store.shop import make_workspace, publish_run
from vocpipe.store import embeddings
from vocpipe.store.publish import remove_older
from vocpipe.store.snapshot import open_snapshot
from vocpipe.store.vectors import MINILM, USE, text_hash

VECTOR = [0.6, -0.8, 0.0]


@pytest.fixture
def shop(tmp_path):
    workspace = make_workspace(tmp_path / "shop")
    with workspace.connect() as connection:
        for number in range(3):
            add_feedback(connection, number)
        yield workspace, connection


def vectors(workspace, connection):
    rows = embeddings.read(publish_run(connection, workspace, 9)).to_pylist()
    return {row["sentence_id"]: row["vector"] for row in rows}


def names(workspace):
    return sorted(path.name for path in workspace.published.iterdir())


def test_a_vector_is_that_of_the_model_of_all_languages(shop):
    workspace, connection = shop
    said = add_sentence(connection, 0, "The bill is wrong.", feedback_id="f_0")
    add_vectors(connection, USE, [text_hash("The bill is wrong.")], [VECTOR])
    add_vectors(connection, MINILM, [text_hash("The bill is wrong.")], [[1.0, 0.0]])
    assert vectors(workspace, connection) == {said: pytest.approx(VECTOR)}
    path = embeddings.beside(workspace.snapshot_link)
    with open_snapshot(path) as opened:
        described = {name: kind for name, kind, *_ in opened.execute("DESCRIBE sentence_vector").fetchall()}
        [(model,)] = opened.execute("SELECT model FROM sentence_vector").fetchall()
        bare = "SELECT column_name FROM duckdb_columns() WHERE NOT internal AND comment IS NULL"
        assert opened.execute(bare).fetchall() == []
        [(tags,)] = opened.execute("SELECT tags FROM duckdb_databases() WHERE NOT internal").fetchall()
    assert described == {"sentence_id": "VARCHAR", "model": "VARCHAR", "vector": "FLOAT[3]"}
    assert model == USE
    assert tags["storage_version"].removesuffix("+") == "v1.0.0"


def test_what_may_not_be_shown_has_no_vector_nor_has_what_is_no_opinion(shop):
    workspace, connection = shop
    add_sentence(connection, 0, "Hidden.", feedback_id="f_0")
    shown = add_sentence(connection, 1, "Shown.", feedback_id="f_1")
    add_sentence(connection, 2, "Hello.", feedback_id="f_2", role="courtesy")
    add_vectors(connection, USE, [text_hash(text) for text in ("Hidden.", "Shown.", "Hello.")], [VECTOR] * 3)
    add(connection, "unquotable", feedback_id="f_0")
    assert list(vectors(workspace, connection)) == [shown]


def test_the_file_comes_and_goes_with_its_snapshot(tmp_path):
    workspace = make_workspace(tmp_path, "[workspace]\nkeep_snapshots = 2\n")
    with workspace.connect() as connection:
        publish_run(connection, workspace, 0)
        assert names(workspace) == ["voc-run-000.duckdb", "voc.duckdb"]  # without a vector there is no file
        add_sentence(connection, 0, "Shown.", feedback_id="f_0")
        add_vectors(connection, USE, [text_hash("Shown.")], [VECTOR])
        for number in (1, 2, 3):
            path = publish_run(connection, workspace, number)
        runs = ("run-002", "run-003")
        files = [f"{kind}-{run}.duckdb" for kind in ("embeddings", "voc") for run in runs]
        assert names(workspace) == sorted([*files, "embeddings.duckdb", "voc.duckdb"])
        assert embeddings.beside(workspace.snapshot_link).resolve() == embeddings.beside(path).resolve()
        assert remove_older(workspace) == ["voc-run-002.duckdb", "embeddings-run-002.duckdb"]
        connection.execute("DELETE FROM sentence")
        publish_run(connection, workspace, 4)
    assert names(workspace) == ["embeddings-run-003.duckdb", "voc-run-003.duckdb", "voc-run-004.duckdb", "voc.duckdb"]
