import duckdb
import numpy as np
import pyarrow.compute as pc
import pytest

from tests.builders import add, add_all, add_sentence, add_vectors
from tests.sentiment import trained
from vocpipe.encoders.models import encode
from vocpipe.sentiment import calibrate, stage
from vocpipe.sentiment.stage import refresh_sentiment
from vocpipe.sentiment.training import training_sentences
from vocpipe.settings import Settings
from vocpipe.store.vectors import MINILM, USE, text_hash
from vocpipe.store.workspace import fetch, migrate, statement

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
        assert vectors.shape[0] == training_sentences().num_rows
        return trained.remembering_train(vectors)

    monkeypatch.setattr(stage, "train", train)
    monkeypatch.setattr(stage, "kept_heads", lambda _: None)
    monkeypatch.setattr(stage, "keep_heads", lambda *_: None)


@pytest.fixture
def connection():
    with duckdb.connect() as connection:
        migrate(connection)
        ours = training_sentences()
        add_vectors(connection, USE, ours.column("text_hash").to_pylist(), trained.shared_vectors())
        english = ours.filter(pc.equal(ours.column("lang"), "en")).column("text_hash").to_pylist()
        add_vectors(connection, MINILM, english, trained.english_vectors())
        say(connection, SAID)
        yield connection


def say(connection, rows):
    for sentence_id, text, role in rows:
        lang = "en" if text.isascii() else "ja"
        columns = {"sentence_id": sentence_id, "feedback_id": f"f-{sentence_id}", "lang": lang, "role": role}
        add(connection, "sentence", text=text, text_hash=text_hash(text), **columns)
    texts = [text for _, text, _ in rows]
    add_vectors(connection, USE, [text_hash(text) for text in texts], encode(USE, texts))
    english = [text for text in texts if text.isascii()]
    add_vectors(connection, MINILM, [text_hash(text) for text in english], encode(MINILM, english))


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


def test_a_new_head_scores_all_sentences_again(connection, monkeypatch):
    refresh_sentiment(connection, Settings())
    monkeypatch.setattr(stage, "training_fingerprint", lambda: "another")
    assert refresh_sentiment(connection, Settings()) == 3
    assert {row[4] for row in scored(connection)} == {f"{USE}+{MINILM}:another"}
    assert refresh_sentiment(connection, Settings()) == 0


def test_the_heads_are_trained_once_and_loaded_heads_give_equal_scores(connection, monkeypatch):
    refresh_sentiment(connection, Settings())
    before = scored(connection)
    monkeypatch.setattr(stage, "train", lambda vectors: pytest.fail("trained again"))
    connection.execute("DELETE FROM sentence_sentiment")
    assert refresh_sentiment(connection, Settings()) == 3
    assert scored(connection) == before


def test_a_new_model_scores_all_sentences_again(connection):
    refresh_sentiment(connection, Settings())
    vectors = "SELECT 'other' AS model, text_hash, vector FROM embedding WHERE model = ?"
    add_all(connection, "embedding", fetch(connection, vectors, [USE]).to_pylist())
    assert refresh_sentiment(connection, Settings.model_validate({"embed": {"model": "other"}})) == 3
    assert {row[4].split(":")[0] for row in scored(connection)} == {"other"}


def test_no_opinions_need_no_vectors():
    with duckdb.connect() as connection:
        migrate(connection)
        assert refresh_sentiment(connection, Settings()) == 0


def score(connection, count, start=0):
    """Scored feedback: short texts about a thing that only this workspace's customers call good or bad."""
    numbers = range(start, start + count)
    texts = [f"{'zorp' if number % 2 else 'blick'} {number}" for number in numbers]
    sentences = [
        {"sentence_id": f"z{number:04}", "feedback_id": f"f{number}", "text": text, "text_hash": text_hash(text)}
        for number, text in zip(numbers, texts, strict=True)
    ]
    add_all(connection, "sentence", sentences)
    add_all(connection, "feedback_raw", [rated(f"f{number}", "stars", 5 if number % 2 else 1) for number in numbers])
    noise = np.random.default_rng(start).normal(size=(count, 512 + 384)).astype(np.float32) / 100
    noise[:, 0] += [3 if number % 2 else -3 for number in numbers]
    hashes = [text_hash(text) for text in texts]
    add_vectors(connection, USE, hashes, noise[:, :512])
    add_vectors(connection, MINILM, hashes, noise[:, 512:])


def rated(feedback_id, score_type, score, kind="review"):
    """The row of scored feedback."""
    key = {"feedback_id": feedback_id, "source_id": feedback_id}
    return key | {"kind": kind, "score_type": score_type, "score": score, "created_at": None, "text": None}


def bases(connection):
    return {row[4] for row in scored(connection)}


def test_enough_scored_feedback_calibrates_and_the_head_stays_until_it_has_grown(connection, monkeypatch):
    monkeypatch.setattr(calibrate, "WEIGHTS", (0.0, 1.0))  # fewer fits
    refresh_sentiment(connection, Settings())
    general = bases(connection)
    score(connection, 240)
    assert refresh_sentiment(connection, Settings()) == 243
    before = scored(connection)
    assert bases(connection) != general
    assert all((row[1] > 0) == (int(row[0][1:]) % 2 == 1) for row in before if row[0].startswith("z"))
    score(connection, 20, start=240)  # less than a fifth more
    assert refresh_sentiment(connection, Settings()) == 20
    assert bases(connection) == {row[4] for row in before}
    assert set(before) <= set(scored(connection))
    assert refresh_sentiment(connection, Settings()) == 0


def test_too_little_scored_feedback_changes_nothing(connection):
    score(connection, 150)
    refresh_sentiment(connection, Settings())
    assert bases(connection) == {f"{USE}+{MINILM}:{stage.training_fingerprint()}"}


@pytest.mark.parametrize(
    ("score_type", "scores", "labels"),
    [
        ("stars", [1, 2, 2.5, 3, 3.5, 4, 5], [-1, -1, 0, 0, 0, 1, 1]),
        ("csat", [1, 2, 3, 4, 5], [-1, -1, 0, 1, 1]),
        ("nps", [0, 6, 7, 8, 9, 10], [-1, -1, 0, 0, 1, 1]),
        ("ces", [1, 3, 4, 5, 7], [-1, -1, 0, 1, 1]),
    ],
)
def test_scores_become_labels(score_type, scores, labels):
    assert [
        label for _, label, _ in weak([(score_type, value, "review", [f"t{value:04.1f}"]) for value in scores])
    ] == labels


def test_a_score_is_shared_by_its_sentences_and_a_text_counts_once():
    rows = weak([("stars", 5, "review", ["a", "b"]), ("stars", 1, "review", ["b"]), ("stars", 5, "review", ["c"])] * 2)
    assert rows == [("a", 1, 0.5), ("b", -1, 0.5), ("b", 1, 0.25), ("c", 1, 1.0)]


def test_a_score_of_the_product_judges_only_a_single_sentence():
    answers = [
        ("stars", 5, "review", ["a"]),
        ("stars", 5, "review", ["b", "c"]),
        ("nps", 9, "survey", ["d"]),
        ("nps", 9, "survey", ["e", "f"]),
    ]
    assert weak(answers, "text, source") == [
        ("a", ""),
        ("b", "stars of several"),
        ("c", "stars of several"),
        ("d", "nps"),
        ("e", "nps of several"),
        ("f", "nps of several"),
    ]


def test_tickets_are_never_labeled_by_their_score():
    assert weak([("csat", 1, "ticket", ["slow"])]) == []


def weak(answers, columns="text, label, weight"):
    """The rows of scored_texts.sql for feedback given as (score type, score, kind, texts)."""
    with duckdb.connect() as connection:
        migrate(connection)
        for number, (score_type, value, kind, texts) in enumerate(answers):
            add(connection, "feedback_raw", **rated(f"f{number}", score_type, value, kind))
            for place, text in enumerate(texts):
                place_of = {"feedback_id": f"f{number}", "position": place, "text_hash": text}
                add_sentence(connection, f"{number}-{place}", text, **place_of)
        return connection.execute(
            f"SELECT {columns} FROM ({statement('vocpipe.sentiment', 'scored_texts.sql')}) ORDER BY ALL"
        ).fetchall()


def test_each_clause_of_a_contrast_has_a_score_of_its_own_which_follows_the_sentence(connection):
    refresh_sentiment(connection, Settings())
    clauses = ["The screens are lovely", "support is terribly slow"]
    text = " but ".join(clauses)
    say(connection, [("s6", text, "opinion")])
    for clause in clauses:
        say(connection, [(f"own {clause}", clause, "courtesy")])  # whose vector is there, as after embedding
    places = [
        {"begins": text.index(clause), "ends": text.index(clause) + len(clause), "text_hash": text_hash(clause)}
        for clause in clauses
    ]
    connection.execute("UPDATE sentence SET clauses = ? WHERE sentence_id = 's6'", [places])
    assert refresh_sentiment(connection, Settings()) == 1
    told = "SELECT position, label FROM clause_sentiment ORDER BY position"
    assert connection.execute(told).fetchall() == [(0, "positive"), (1, "negative")]
    connection.execute("UPDATE sentence SET clauses = ? WHERE sentence_id = 's6'", [places[1:]])
    refresh_sentiment(connection, Settings())
    assert connection.execute(told).fetchall() == [(0, "negative")]
