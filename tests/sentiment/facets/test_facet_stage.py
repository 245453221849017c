"""The heads from the real models, on plain sentences that are neither trained on nor held back."""

import duckdb
import pytest

from tests.builders import add, add_vectors
from tests.sentiment import trained
from vocpipe.sentiment.facets.stage import refresh_facets
from vocpipe.sentiment.facets.training import facet_sentences
from vocpipe.settings import Settings
from vocpipe.store.vectors import MINILM, USE, text_hash
from vocpipe.store.workspace import migrate

SAID = {
    "The monthly fee is far too high for us.": ("price", "none"),
    "料金が高すぎて続けられません。": ("price", "none"),
    "Nobody at your help desk ever answers.": ("support", "none"),
    "サポートに問い合わせても返信がない。": ("support", "none"),
    "The app crashes when I open the camera.": ("defect", "none"),
    "起動するたびにアプリが落ちます。": ("defect", "none"),
    "Your salespeople keep calling me.": ("contact", "none"),
    "営業の電話がしつこいです。": ("contact", "none"),
    "I'm worried that my data is not safe.": ("other", "anxiety"),
    "新しい店のオープンが楽しみです。": ("other", "hope"),
}


@pytest.fixture(autouse=True)
def nothing_is_kept(monkeypatch):
    """Heads are trained here, whatever this machine keeps."""
    from vocpipe.sentiment.facets import stage

    monkeypatch.setattr(stage, "kept_labels_heads", lambda *_: None)
    monkeypatch.setattr(stage, "keep_labels_heads", lambda *_: None)


@pytest.fixture(scope="module")
def connection():
    with duckdb.connect() as connection:
        migrate(connection)
        ours = facet_sentences()
        _vectors(connection, ours["text"].to_pylist(), ours["lang"].to_pylist())
        langs = ["en" if text.isascii() else "ja" for text in SAID]
        _vectors(connection, list(SAID), langs)
        for number, (text, lang) in enumerate(zip(SAID, langs, strict=True)):
            add(connection, "sentence", sentence_id=f"s{number}", text=text, text_hash=text_hash(text), lang=lang)
        add(connection, "sentence", sentence_id="bye", text="Bye!", text_hash="bye", lang="en", role="courtesy")
        yield connection


def _vectors(connection, texts, langs):
    add_vectors(connection, USE, [text_hash(text) for text in texts], trained.cached_encode(USE, texts))
    english = trained.english(texts, langs)
    add_vectors(connection, MINILM, [text_hash(text) for text in english], trained.cached_encode(MINILM, english))


def test_every_opinion_gets_a_cause_and_a_feeling_once(connection):
    assert refresh_facets(connection, Settings()) == len(SAID)
    rows = connection.execute(
        "SELECT text, cause, feeling FROM sentence_facet JOIN sentence USING (sentence_id)"
    ).fetchall()
    told = {text: (cause, feeling) for text, cause, feeling in rows}
    assert told.keys() == SAID.keys()
    assert [text for text in SAID if told[text][0] != SAID[text][0]] == []
    assert sum(told[text][1] == SAID[text][1] for text in SAID) >= len(SAID) - 1
    assert refresh_facets(connection, Settings()) == 0


def test_heads_are_kept_and_a_new_basis_tells_all_anew(connection, monkeypatch):
    from vocpipe.sentiment.facets import head, stage

    refresh_facets(connection, Settings())
    connection.execute("DELETE FROM sentence_facet WHERE sentence_id = 's0'")
    monkeypatch.setattr(stage, "train_facets", lambda vectors: pytest.fail("the heads were trained again"))
    assert refresh_facets(connection, Settings()) == 1
    monkeypatch.setattr(stage, "train_facets", head.train_facets)
    monkeypatch.setattr(head, "_LETTERS", 1.5)
    assert refresh_facets(connection, Settings()) == len(SAID)
