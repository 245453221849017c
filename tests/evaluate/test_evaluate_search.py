"""Search measured on pairs that say the same: what counts as found, and what is left out."""

import numpy as np
import pytest

from tests.builders import add_feedback, add_run, add_sentence, add_theme, add_vectors, declared
from vocpipe.errors import EvaluationError
from vocpipe.evaluate import search
from vocpipe.evaluate.search import evaluate_search
from vocpipe.evaluate.twins import demo_pairs, read_pairs
from vocpipe.pipeline import PUBLISHED
from vocpipe.store.publish import publish
from vocpipe.store.vectors import USE, text_hash
from vocpipe.store.workspace import Workspace

# Text, language, theme, and the place of what it means.
SAID = [
    ("請求書が出ません。", "ja", "t_bill", 0),
    ("No bill comes out.", "en", "t_bill", 0),
    ("ログインできません。", "ja", "t_door", 1),
    ("I am locked out.", "en", "t_key", 9),
    ("It is down.", "en", None, 3),
]
OTHERS = [(f"Something else {n}.", lang, None, 20 + n) for n in range(20) for lang in ("ja", "en")]
SIZE = 64


def vector(meaning, lang):
    parts = np.zeros(SIZE)
    parts[meaning] = 1
    parts[-1 if lang == "ja" else -2] = 1
    return parts / np.sqrt(2)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    root = tmp_path_factory.mktemp("searched")
    (root / "vocpipe.toml").write_text('[workspace]\nlanguages = ["ja", "en"]\n', encoding="utf-8")
    workspace = Workspace(root)
    with workspace.connect() as connection:
        for table in declared().values():
            table.create(connection)
        add_run(connection, "run-1", models=f'{{"all languages": "{USE}"}}')
        for theme in ("t_bill", "t_door", "t_key"):
            add_theme(connection, theme)
        for number, (text, lang, theme, meaning) in enumerate(SAID + OTHERS):
            add_feedback(connection, number)
            add_sentence(connection, number, text, theme=theme, lang=lang, feedback_id=f"f_{number}")
            add_vectors(connection, USE, [text_hash(text)], [vector(meaning, lang)])
        publish(connection, workspace, workspace.settings, "run-1", PUBLISHED)
    return workspace


@pytest.fixture
def model(monkeypatch):
    """An encoder that knows what is said in the workspace."""
    known = {text: vector(meaning, lang) for text, lang, _, meaning in SAID}
    monkeypatch.setattr(search, "encode", lambda name, texts: np.array([known[text] for text in texts], np.float32))


def test_a_twin_is_found_by_its_theme_and_by_its_text(workspace, model):
    pairs = [("請求書が出ません。", "No bill comes out."), ("ログインできません。", "I am locked out.")]
    scores = evaluate_search(pairs, workspace)
    forth = scores.forth
    assert (scores.pairs, forth.themes.n, forth.themes.hits, forth.voices.hits, forth.twin.hits) == (2, 2, 1, 1, 1)
    assert forth.themes.low < 0.5 < forth.themes.high


def test_a_twin_that_is_in_no_theme_is_left_out(workspace, model):
    pairs = [("請求書が出ません。", "It is down."), ("請求書が出ません。", "No bill comes out.")]
    assert evaluate_search(pairs, workspace).forth.themes.n == 1
    with pytest.raises(EvaluationError, match="none of the pairs"):
        evaluate_search([("It is down.", "It is down.")], workspace)


def test_the_demo_has_enough_pairs_and_they_are_in_two_languages():
    pairs = demo_pairs()
    assert len(set(pairs)) == len(pairs) >= 337
    assert not any(japanese.isascii() or not english.isascii() for japanese, english in pairs if "¥" not in english)


def test_pairs_of_ones_own_come_from_a_file(tmp_path):
    path = tmp_path / "pairs.csv"
    path.write_text("ja,en\n遅い,It is slow\n,no question\n", encoding="utf-8")
    assert read_pairs(path, "ja", "en") == [("遅い", "It is slow")]
