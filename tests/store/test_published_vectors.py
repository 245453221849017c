"""The published vectors: of opinions whose text may be shown, by the one model that knows all languages."""

import pytest

from tests.builders import add, add_feedback, add_sentence, add_vectors
from tests.store.shop import make_workspace, publish_run
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
    with open_snapshot(publish_run(connection, workspace, 9)) as snapshot:
        return dict(snapshot.execute("SELECT sentence_id, vector FROM sentence_vector").fetchall())


def test_a_vector_is_that_of_the_model_of_all_languages_in_whole_numbers(shop):
    workspace, connection = shop
    said = add_sentence(connection, 0, "The bill is wrong.", feedback_id="f_0")
    add_vectors(connection, USE, [text_hash("The bill is wrong.")], [VECTOR])
    add_vectors(connection, MINILM, [text_hash("The bill is wrong.")], [[1.0, 0.0]])
    assert vectors(workspace, connection) == {said: [76, -102, 0]}


def test_what_may_not_be_shown_has_no_vector_nor_has_what_is_no_opinion(shop):
    workspace, connection = shop
    add_sentence(connection, 0, "Hidden.", feedback_id="f_0")
    shown = add_sentence(connection, 1, "Shown.", feedback_id="f_1")
    add_sentence(connection, 2, "Hello.", feedback_id="f_2", role="courtesy")
    add_vectors(connection, USE, [text_hash(text) for text in ("Hidden.", "Shown.", "Hello.")], [VECTOR] * 3)
    add(connection, "unquotable", feedback_id="f_0")
    assert list(vectors(workspace, connection)) == [shown]
