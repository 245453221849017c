import numpy as np
import pytest

from vocpipe.evaluate import corpus, themes
from vocpipe.evaluate.corpus import embed_texts
from vocpipe.evaluate.rows import LabelledRows, read_labelled
from vocpipe.evaluate.themes import evaluate_themes
from vocpipe.settings import Settings

SUBJECTS = ["the invoice", "the receipt", "my bill", "the statement", "our order", "the quote"]
WAYS = {
    "export": ["I can't export {} as PDF.", "PDF export of {} fails.", "Exporting {} to PDF gives an empty file."],
    "login": ["I can't log in to see {}.", "Login fails when I open {}.", "My password is refused when I open {}."],
    "support": [
        "Support was kind about {}.",
        "The support team helped me with {}.",
        "Friendly support staff explained {}.",
    ],
}


@pytest.fixture
def rows(tmp_path):
    path = tmp_path / "rows.csv"
    lines = [f"{way.format(subject)},{label}" for label, ways in WAYS.items() for way in ways for subject in SUBJECTS]
    path.write_text("\n".join(["text,label", *lines]), encoding="utf-8")
    return read_labelled(path, "text", "label")


def test_three_plain_subjects_are_found_by_the_real_models(rows):
    scores = evaluate_themes(rows, Settings.model_validate({"themes": {"resolution": 0.3}}))
    assert (scores.rows, scores.labels, scores.themes) == (54, 3, 3)
    assert (scores.ari, scores.nmi, scores.coverage) == (1.0, 1.0, 1.0)
    assert scores.seconds > 0
    assert scores.seconds_embedding > 0


def test_texts_have_vectors_as_in_a_refresh():
    space = embed_texts(["The export is slow.", "出力が遅いです。", "It crashes often."], Settings())
    assert space.languages.tolist() == ["en", "ja", "en"]
    assert space.shared.shape == (3, 512)
    assert {language: matrix.shape for language, matrix in space.own.items()} == {"en": (2, 384)}
    assert np.allclose(np.linalg.norm(space.shared, axis=1), 1, atol=1e-4)


def test_equal_texts_are_one_and_unthemed_rows_count_as_one_group(monkeypatch):
    asked = []

    def discover(space, words, settings, **_):
        asked.append(len(space))
        from vocpipe.themes.discovery.discover import Discovery

        labels = np.full(len(space), -1)
        labels[np.array([text.startswith("a") for text in words.texts])] = 0
        return Discovery(labels, labels, np.zeros(len(space)), None)

    monkeypatch.setattr(themes, "discover", discover)
    monkeypatch.setattr(corpus, "encode", lambda model, texts, **_: np.ones((len(texts), 2), np.float32))
    rows = LabelledRows(["a one", "A  ONE", "a two", "b", "c"], ["x", "x", "x", "y", "y"])
    scores = evaluate_themes(rows, Settings())
    assert asked == [4]
    assert (scores.rows, scores.themes, scores.coverage) == (5, 1, 0.6)
    assert (scores.ari, scores.nmi) == (1.0, 1.0)


def test_texts_are_compared_without_own_names_as_in_a_refresh():
    settings = Settings.model_validate({"workspace": {"own_names": ["Acme"]}})
    found = corpus.embed_rows(LabelledRows(["Acme is slow", "It is slow", "It crashes"], ["x", "x", "y"]), settings)
    assert found.places[0] == found.places[1] != found.places[2]
    assert found.words.plain[found.places[0]].casefold() == "it is slow"
    assert found.words.tokens[found.places[0]] == ["slow"]
    again = corpus.embed_texts(["Acme is slow", "it is slow"], settings)
    assert np.allclose(again.shared[0], again.shared[1], atol=1e-4)


def test_texts_are_cleaned_as_in_a_refresh_and_a_row_of_clutter_stays_a_row():
    found = corpus.embed_rows(
        LabelledRows(
            ["@acme  the export is slow https://acme.example/1", "The export is slow", "@acme"], ["x", "x", "y"]
        ),
        Settings(),
    )
    assert sorted(found.words.texts) == ["@acme", "the export is slow"]
    assert found.places[0] == found.places[1] != found.places[2]
