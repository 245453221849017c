"""Questions and help articles: what is near has an article, what is far has none, and a theme needs enough of them."""

import numpy as np
import pytest

from tests.builders import add_vectors
from tests.outcomes.running import rows_of, run_step
from vocpipe.outcomes.help import help_gap
from vocpipe.settings import EmbedSettings
from vocpipe.store.vectors import MINILM, USE, text_hash


def article(voices, title, *, lang="en", vector=(1.0, 0.0)):
    voices.add("article_text", title=title, lang=lang, text=title, text_hash=text_hash(title))
    embed(voices, title, vector)


def embed(voices, text, vector):
    for model in (MINILM, USE):
        add_vectors(voices.connection, model, [text_hash(text)], np.array([vector], np.float32))


def ask(voices, text, cosine, *, theme="t_1", intent="question", lang="en"):
    """A sentence of this cosine to (1, 0)."""
    voices.say(theme, text=text)
    number = f"s_{voices.count:06d}_0"
    key = text_hash(f"{number} {text}")
    voices.connection.execute("UPDATE sentence SET lang = ?, text_hash = ? WHERE sentence_id = ?", [lang, key, number])
    voices.add("sentence_sentiment", sentence_id=number, intent=intent)
    for model in (MINILM, USE):
        add_vectors(voices.connection, model, [key], np.array([(cosine, (1 - cosine**2) ** 0.5)], np.float32))
    return number


def gaps(voices, **sections):
    run_step(voices.connection, help_gap.STEP, **sections)
    return {row["theme_id"]: row for row in rows_of(voices.connection, "help_gap")}


def test_a_theme_that_is_asked_about_and_has_no_article_is_a_gap(voices):
    for theme in ("t_1", "t_2", "t_3"):
        voices.theme(theme)
    article(voices, "Send it back")
    for _ in range(8):
        ask(voices, "Do you have a bike rack?", 0.05)
        ask(voices, "May I return it?", 0.9, theme="t_2")
        ask(voices, "It is broken.", 0.0, theme="t_3", intent="complaint")
    least = ask(voices, "Where is the bike rack?", 0.01)
    found = gaps(voices)
    assert {theme: (row["n_questions"], row["n_gap"], row["verdict"]) for theme, row in found.items()} == {
        "t_1": (9, 9, "gap"),
        "t_2": (8, 0, "covered"),
    }
    assert (found["t_1"]["article"], found["t_1"]["sentence_id"]) == ("Send it back", least)
    assert found["t_1"]["similarity"] == pytest.approx((8 * 0.05 + 0.01) / 9, abs=1e-6)


def test_few_questions_and_those_between_tell_nothing(voices):
    for theme in ("t_1", "t_2"):
        voices.theme(theme)
    article(voices, "Send it back")
    for _ in range(4):
        ask(voices, "Do you have a bike rack?", 0.05)
        ask(voices, "What of presents?", 0.41, theme="t_2")
    assert {row["verdict"] for row in gaps(voices).values()} == {"cannot tell"}
    assert {row["n_gap"] + row["n_covered"] for row in gaps(voices).values()} == {4, 0}


def test_an_article_in_another_language_counts(voices):
    voices.theme("t_1")
    article(voices, "Send it back")
    article(voices, "駐輪場", lang="ja", vector=(0.0, 1.0))
    for _ in range(8):
        ask(voices, "返品できますか?", 0.95, lang="ja")
    row = gaps(voices)["t_1"]
    assert (row["verdict"], row["article"]) == ("covered", "Send it back")


def test_another_model_was_not_measured_so_nothing_is_told(voices):
    voices.theme("t_1")
    article(voices, "Send it back")
    for _ in range(8):
        ask(voices, "Do you have a bike rack?", 0.0)
    row = gaps(voices, embed=EmbedSettings(model="other"))["t_1"]
    assert (row["verdict"], row["article"], row["n_gap"]) == ("cannot tell", None, 0)


def test_without_articles_nothing_is_said(voices):
    voices.theme("t_1")
    ask(voices, "Do you have a bike rack?", 0.0)
    assert gaps(voices) == {}
    assert rows_of(voices.connection, "question_article") == []
