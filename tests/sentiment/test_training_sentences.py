from collections import Counter
from importlib import resources

import pytest

from vocpipe.sentiment import head
from vocpipe.sentiment.head import training_fingerprint
from vocpipe.sentiment.training import LABELS, training_sentences
from vocpipe.store.vectors import text_hash

LANGUAGES = ["en", "ja"]
INTENTS = {"complaint", "request", "question", "praise", "cancellation", "statement"}


def lines(language):
    text = (resources.files("vocpipe.sentiment") / "sentences" / f"{language}.tsv").read_text(encoding="utf-8")
    return text.splitlines()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_is_a_label_an_intent_and_a_text(language):
    assert lines(language)[0] == "label\tintent\ttext"
    for line in lines(language)[1:]:
        label, intent, text = line.split("\t")
        assert label in LABELS, line
        assert intent in INTENTS, line
        assert text == text.strip() != "", line


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_at_least_600_sentences_and_enough_of_each_label(language):
    assert len(lines(language)) > 600
    counts = Counter(line.split("\t")[0] for line in lines(language)[1:])
    assert min(counts[label] for label in LABELS) >= 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_intent_is_frequent_and_none_dominates(language):
    counts = Counter(line.split("\t")[1] for line in lines(language)[1:])
    assert min(counts[intent] for intent in INTENTS - {"cancellation"}) >= 350
    assert counts["cancellation"] >= 150
    assert max(counts.values()) <= sum(counts.values()) / 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_intents_agree_with_sentiment(language):
    """A complaint can be mixed, hence neutral; praise and statements can't be anything else."""
    fits = {"complaint": {"neg", "neu"}, "praise": {"pos"}, "statement": {"neu"}}
    for line in lines(language)[1:]:
        label, intent, _ = line.split("\t")
        assert label in fits.get(intent, LABELS), line


def test_no_sentence_is_listed_twice():
    hashes = Counter(text_hash(line.split("\t")[2]) for language in LANGUAGES for line in lines(language)[1:])
    assert [key for key, count in hashes.items() if count > 1] == []


def test_sentences_are_in_the_language_of_their_file():
    table = training_sentences()
    for text, language in zip(table.column("text").to_pylist(), table.column("lang").to_pylist(), strict=True):
        japanese = any("\u3040" <= letter <= "\u30ff" or "\u4e00" <= letter <= "\u9fff" for letter in text)
        assert japanese == (language == "ja"), text


def test_the_fingerprint_changes_with_the_sentences_and_the_settings(monkeypatch):
    before = training_fingerprint()
    assert training_fingerprint() == before
    table = training_sentences()
    monkeypatch.setattr(head, "MIN_LEAD", 0.99)
    assert training_fingerprint() != before
    monkeypatch.undo()
    monkeypatch.setattr(head, "training_sentences", lambda: table.slice(1))
    assert training_fingerprint() != before
