"""Titles measured: pairs of two languages, length, spelling, siblings that say the same, and stability."""

import pytest

from tests.builders import add, add_feedback, add_sentence, add_vectors
from vocpipe.encoders.models import encode
from vocpipe.errors import EvaluationError
from vocpipe.evaluate.titles import evaluate_titles
from vocpipe.store.vectors import USE, text_hash
from vocpipe.store.workspace import Workspace

SAID = {
    "t_pdf": [
        ("請求書をPDFで出せません。", "ja"),
        ("請求書のPDFが出せません。", "ja"),
        ("Can't export invoices as PDF.", "en"),
        ("The invoices can't be exported as PDF.", "en"),
    ],
    "t_kind": [
        ("サポートの対応が親切です。", "ja"),
        ("サポートの人が親切でした。", "ja"),
        ("The support team is kind.", "en"),
        ("Support was very kind to us.", "en"),
    ],
}
# Theme, name in Japanese and English, and the sentences that they are cut from.
NAMED = [
    (
        *("t_pdf", "請求書をPDFで出せない", "Can't export invoices as PDF"),
        *("請求書をPDFで出せません。", "Can't export invoices as PDF."),
    ),
    ("t_kind", "サポートの対応が親切", "Kind, suport", "サポートの対応が親切です。", None),
]


@pytest.fixture
def workspace(tmp_path):
    (tmp_path / "vocpipe.toml").write_text(
        f'[workspace]\nlanguages = ["ja", "en"]\n\n[embed]\nmodel = "{USE}"\n', encoding="utf-8"
    )
    workspace = Workspace(tmp_path)
    with workspace.connect():
        pass
    return workspace


@pytest.fixture
def named(workspace):
    with workspace.connect() as connection:
        for theme, name_ja, name_en, quote_ja, quote_en in NAMED:
            names = {"name_ja": name_ja, "name_en": name_en, "born_run": "run-1"}
            add(connection, "machine_theme", theme_id=theme, parent_id=None, keywords=[], state="active", **names)
            for language, name, quote in (("ja", name_ja, quote_ja), ("en", name_en, quote_en)):
                add(connection, "theme_quote", theme_id=theme, lang=language, name=name, quote=quote)
        for theme, sentences in SAID.items():
            for number, (text, language) in enumerate(sentences):
                feedback = add_feedback(connection, f"{theme}{number}")
                add_sentence(
                    connection, f"{theme}{number}", text, lang=language, feedback_id=feedback, role="opinion", tokens=[]
                )
                place = {"theme_id": theme, "subtheme_id": None, "score": 1.0, "method": "discovered"}
                add(connection, "machine_placement", text_hash=text_hash(text), **place)
                add_vectors(connection, USE, [text_hash(text)], encode(USE, [text]))
    return workspace


def test_titles_of_both_languages_are_measured(named):
    scores = evaluate_titles(named)
    ja, en = scores.languages["ja"], scores.languages["en"]
    assert (ja.titles, ja.of_words, ja.mistyped, ja.longest) == (2, 0, 0, 12)
    assert (en.titles, en.of_words, en.mistyped, en.length) == (2, 1, 1, 3.5)
    assert 0 <= ja.stable <= 1
    assert (scores.pairs, scores.agreeing, scores.partners) == (1, 1.0, 1.0)
    assert scores.alike == 0


def test_a_workspace_without_themes_can_not_be_measured(workspace):
    with pytest.raises(EvaluationError, match="no themes"):
        evaluate_titles(workspace)
