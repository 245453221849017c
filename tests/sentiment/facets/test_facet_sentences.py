from collections import Counter

import pytest

from vocpipe.evaluate.causes import LANGUAGES, held_back
from vocpipe.facets import CAUSES, FEELINGS
from vocpipe.sentiment.facets import head, training
from vocpipe.sentiment.facets.training import facet_sentences
from vocpipe.store.vectors import text_hash


def test_every_training_sentence_has_a_known_cause_and_feeling_and_stands_once():
    table = facet_sentences()
    assert set(table["cause"].to_pylist()) == set(CAUSES)
    assert set(table["feeling"].to_pylist()) == set(FEELINGS)
    assert len(set(table["text_hash"].to_pylist())) == table.num_rows
    assert all(text == text.strip() != "" for text in table["text"].to_pylist())


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_enough_sentences_of_each_cause(language):
    rows = [row for row in facet_sentences().to_pylist() if row["lang"] == language]
    assert min(Counter(row["cause"] for row in rows).values()) >= 80
    assert min(Counter(row["feeling"] for row in rows).values()) >= 30


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_that_is_held_back_was_trained_on(language):
    rows = held_back(language, "cause")
    assert len(rows.texts) >= 300
    assert min(Counter(rows.labels).values()) >= 30
    assert {text_hash(text) for text in rows.texts} & set(facet_sentences()["text_hash"].to_pylist()) == set()


def test_the_fingerprint_changes_with_the_sentences_and_the_settings(monkeypatch):
    before = head.heads_fingerprint()
    monkeypatch.setattr(head, "_REGULARIZATION", 99.0)
    assert head.heads_fingerprint() != before
    monkeypatch.undo()
    table = facet_sentences()
    monkeypatch.setattr(training, "facet_sentences", lambda: table.slice(1))
    assert head.heads_fingerprint() != before
