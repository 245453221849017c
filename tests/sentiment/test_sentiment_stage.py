import duckdb
import numpy as np
import pyarrow as pa
import pytest

from tests.sentiment import trained
from vocpipe.sentiment import stage
from vocpipe.sentiment.head import training_sentences
from vocpipe.sentiment.stage import refresh_sentiment
from vocpipe.settings import Settings
from vocpipe.store.vectors import USE, as_column, text_hash
from vocpipe.store.workspace import migrate
from vocpipe.structure.encoders import encode

SAID = [
    ("s1", "I love how fast this is.", "opinion"),
    ("s2", "問い合わせても返事がなく最悪です。", "opinion"),
    ("s3", "i LOVE how fast  this is.", "opinion"),  # the same text for the hash
    ("s4", "Thank you in advance.", "courtesy"),
]


@pytest.fixture(autouse=True)
def learn_once(monkeypatch):
    """The head is trained once in the whole session; vectors from the database are the same ones."""

    def train(vectors):
        assert np.array_equal(vectors, trained.training_vectors())
        return trained.head()

    monkeypatch.setattr(stage, "train", train)


@pytest.fixture
def connection():
    with duckdb.connect() as connection:
        migrate(connection)
        store(connection, training_sentences().column("text_hash").to_pylist(), trained.training_vectors())
        say(connection, SAID)
        yield connection


def store(connection, keys, vectors):
    connection.register("new", pa.table({"key": keys, "vector": as_column(vectors)}))
    connection.execute("INSERT INTO embedding SELECT ?, key, vector FROM new ON CONFLICT DO NOTHING", [USE])
    connection.unregister("new")


def say(connection, rows):
    for sentence_id, text, role in rows:
        connection.execute(
            "INSERT INTO sentence VALUES (?, 'f', 0, ?, ?, 'en', ?, [])", [sentence_id, text, text_hash(text), role]
        )
    store(connection, [text_hash(text) for _, text, _ in rows], encode(USE, [text for _, text, _ in rows]))


def scored(connection):
    return connection.execute("SELECT * FROM sentence_sentiment ORDER BY sentence_id").fetchall()


def test_every_opinion_is_scored_and_nothing_else(connection):
    assert refresh_sentiment(connection, Settings()) == 3
    rows = {row[0]: row for row in scored(connection)}
    assert set(rows) == {"s1", "s2", "s3"}
    assert rows["s1"][1] > 0.5
    assert rows["s1"][2] == "positive"
    assert rows["s2"][1] < 0
    assert rows["s1"][1:] == rows["s3"][1:]


def test_nothing_is_scored_twice(connection):
    refresh_sentiment(connection, Settings())
    before = scored(connection)
    assert refresh_sentiment(connection, Settings()) == 0
    say(connection, [("s5", "Everything works perfectly.", "opinion")])
    assert refresh_sentiment(connection, Settings()) == 1
    assert scored(connection)[:3] == before


def test_another_head_scores_all_anew(connection, monkeypatch):
    refresh_sentiment(connection, Settings())
    monkeypatch.setattr(stage, "training_fingerprint", lambda: "another")
    assert refresh_sentiment(connection, Settings()) == 3
    assert {row[4] for row in scored(connection)} == {f"{USE}:another"}
    assert refresh_sentiment(connection, Settings()) == 0


def test_another_model_scores_all_anew(connection):
    refresh_sentiment(connection, Settings())
    connection.execute("INSERT INTO embedding SELECT 'other', text_hash, vector FROM embedding")
    assert refresh_sentiment(connection, Settings.model_validate({"embed": {"model": "other"}})) == 3
    assert {row[4].split(":")[0] for row in scored(connection)} == {"other"}


def test_no_opinions_need_no_vectors():
    with duckdb.connect() as connection:
        migrate(connection)
        assert refresh_sentiment(connection, Settings()) == 0
