import duckdb
import numpy as np
import pyarrow as pa
import pytest

from tests.builders import add, add_sentence
from vocpipe.encoders import models
from vocpipe.encoders.models import encode_chunk
from vocpipe.errors import ModelError
from vocpipe.settings import EmbedSettings
from vocpipe.store.vectors import MINILM, USE, load_vectors, text_hash
from vocpipe.store.workspace import migrate
from vocpipe.structure import embed
from vocpipe.structure.embed import chunks_to_embed, remove_damaged_vectors, store_vectors

AUTO = EmbedSettings()


@pytest.fixture
def connection():
    with duckdb.connect() as connection:
        migrate(connection)
        yield connection


@pytest.fixture(autouse=True)
def tiny_model(monkeypatch):
    """A model whose vector of a text holds the length of the text and of the model's name."""
    monkeypatch.setattr(
        models, "encode", lambda model, texts, **_: np.array([[len(text), len(model)] for text in texts], np.float32)
    )


def say(connection, *texts, lang="en", role="opinion"):
    for text in texts:
        [(count,)] = connection.execute("SELECT count(*) FROM sentence").fetchall()
        add_sentence(connection, count, text, lang=lang, role=role)


def learn(connection, key, text, lang):
    """A sentence that the sentiment heads learn from."""
    add(connection, "training_text", text_hash=key, text=text, lang=lang)


def todo(connection, settings=AUTO, **options):
    return [
        (row["model"], row["text"])
        for chunk in chunks_to_embed(connection, settings, **options)
        for row in chunk.to_pylist()
    ]


def embed_all(connection, settings=AUTO):
    for chunk in chunks_to_embed(connection, settings):
        store_vectors(connection, encode_chunk(chunk))


def test_every_opinion_goes_to_the_shared_model_and_english_to_its_own_too(connection):
    say(connection, "It is slow.")
    say(connection, "遅いです。", lang="ja")
    say(connection, "Hello.", role="courtesy")
    say(connection, "-", role="empty")
    assert sorted(todo(connection)) == sorted([(MINILM, "It is slow."), (USE, "It is slow."), (USE, "遅いです。")])


def test_a_model_of_ones_own_embeds_everything(connection):
    say(connection, "It is slow.")
    say(connection, "遅いです。", lang="ja")
    assert sorted(todo(connection, EmbedSettings(model="mine"))) == [("mine", "It is slow."), ("mine", "遅いです。")]


def test_nothing_is_embedded_twice(connection):
    say(connection, "It is slow.", "IT IS  SLOW.", "It crashes.")
    assert len(todo(connection)) == 4  # two texts, two models
    embed_all(connection)
    assert todo(connection) == []
    say(connection, "it is slow.", "It is new.")
    assert todo(connection) == [(MINILM, "It is new."), (USE, "It is new.")]


def test_a_killed_run_resumes_with_what_is_missing(connection, monkeypatch):
    monkeypatch.setattr(embed, "CHUNK", 2)
    say(connection, "one", "three", "fourteen", "seventeen!", "twenty-three")
    first, *_ = chunks_to_embed(connection, AUTO)
    store_vectors(connection, encode_chunk(first))
    assert len(todo(connection)) == 10 - 2


def test_chunks_have_one_model_each_are_not_too_large_and_hold_texts_of_like_length(connection, monkeypatch):
    monkeypatch.setattr(embed, "CHUNK", 3)
    say(connection, *("x" * n for n in (9, 2, 7, 4, 1, 8, 3)))
    chunks = chunks_to_embed(connection, AUTO)
    assert [chunk.num_rows for chunk in chunks] == [3, 3, 1, 3, 3, 1]
    assert all(len(set(chunk.column("model").to_pylist())) == 1 for chunk in chunks)
    assert [[len(text) for text in chunk.column("text").to_pylist()] for chunk in chunks] == [
        [1, 2, 3],
        [4, 7, 8],
        [9],
    ] * 2


def test_training_texts_are_embedded_too(connection):
    say(connection, "It is slow.")
    learn(connection, "k1", "学習用", "ja")
    learn(connection, text_hash("It is slow."), "It is slow.", "en")
    assert sorted(todo(connection)) == sorted([(MINILM, "It is slow."), (USE, "It is slow."), (USE, "学習用")])


def test_sentences_are_embedded_without_own_names_and_other_texts_as_they_are(connection):
    own = ["Tsumugi", "ツムギ"]
    for text, neutral, lang in (("Tsumugi's slow", "it slow", "en"), ("ツムギは遅い", "これは遅い", "ja")):
        say(connection, text, lang=lang)
        connection.execute("UPDATE sentence SET text_hash = ? WHERE text = ?", [text_hash(neutral), text])
    learned = "Tsumugi is kind"
    learn(connection, text_hash(learned), learned, "ja")
    chunks = chunks_to_embed(connection, AUTO, own_names=own)
    embedded = {(row["model"], row["text"], row["text_hash"]) for chunk in chunks for row in chunk.to_pylist()}
    texts = [(MINILM, "it slow"), (USE, "it slow"), (USE, "これは遅い"), (USE, learned)]
    assert embedded == {(model, text, text_hash(text)) for model, text in texts}
    for chunk in chunks:
        store_vectors(connection, encode_chunk(chunk))
    assert todo(connection, own_names=own) == []


def test_vectors_come_back_as_they_were_made(connection):
    say(connection, "It is slow.", "It crashes often.")
    embed_all(connection)
    hashes = pa.array([text_hash("It crashes often."), text_hash("It is slow.")])
    assert load_vectors(connection, USE, hashes).tolist() == [[17, len(USE)], [11, len(USE)]]
    assert load_vectors(connection, MINILM, hashes).tolist() == [[17, len(MINILM)], [11, len(MINILM)]]


def test_a_vector_that_is_there_is_left_as_it_is(connection):
    say(connection, "It is slow.")
    [chunk, *_] = chunks_to_embed(connection, AUTO)
    store_vectors(connection, encode_chunk(chunk))
    twice = encode_chunk(chunk).set_column(2, "vector", pa.array([[0.0, 0.0]]))
    store_vectors(connection, twice)
    assert load_vectors(connection, MINILM, pa.array([text_hash("It is slow.")])).tolist() == [[11, len(MINILM)]]


def test_an_empty_workspace_has_nothing_to_embed(connection):
    assert chunks_to_embed(connection, AUTO) == []


@pytest.mark.parametrize("damaged", [[float("nan"), 1.0], [float("inf"), 1.0], [1.0], [1.0, 2.0, 3.0], []])
def test_a_damaged_vector_is_computed_again(connection, damaged):
    say(connection, "遅いです。", "重いです。", "高い。", lang="ja")
    embed_all(connection)
    key = text_hash("高い。")
    before = load_vectors(connection, USE, pa.array([key])).tolist()
    connection.execute("UPDATE embedding SET vector = ? WHERE text_hash = ?", [damaged, key])
    assert remove_damaged_vectors(connection) == 1
    assert todo(connection) == [(USE, "高い。")]
    embed_all(connection)
    assert load_vectors(connection, USE, pa.array([key])).tolist() == before
    assert remove_damaged_vectors(connection) == 0


def test_a_model_that_gives_no_numbers_is_refused(connection):
    chunk = pa.table({"model": ["m"], "text_hash": ["a"], "vector": [[1.0, float("nan")]]})
    with pytest.raises(ModelError, match="not numbers"):
        store_vectors(connection, chunk)


def test_only_the_begin_of_an_endless_sentence_is_embedded(connection):
    say(connection, "あ" * 1_000_000, lang="ja")
    assert todo(connection) == [(USE, "あ" * embed.MAX_TEXT)]
    embed_all(connection)
    assert todo(connection) == []
