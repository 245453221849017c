import numpy as np
import pytest

from tests.builders import add, add_feedback, add_vectors
from tests.themes.blobs import unit
from tests.themes.small import DIMENSIONS, TOPICS, Small
from vocpipe.settings import Settings
from vocpipe.step import Context
from vocpipe.store.vectors import encoder_plan, text_hash
from vocpipe.store.workspace import fetch, statement
from vocpipe.themes.aspects.aspect import STEP
from vocpipe.themes.aspects.nearness import aspects
from vocpipe.themes.space import Space

CLAUSES = {"pdf": "The PDF export fails", "support": "support is kind", "other": "my cat sleeps"}


def point(*topics):
    return unit(sum(np.eye(DIMENSIONS)[TOPICS.index(topic)] for topic in topics)[None, :])[0]


@pytest.fixture
def world():
    """Thirty sentences on each of two themes, and one that blames the first and praises the second."""
    small = Small()
    for topic in ("pdf", "support"):
        small.say(topic, 30)
    small.refresh()
    yield small
    small.connection.close()


def contrast(world, *parts, theme):
    """A sentence of these (topic, sentiment), which is in the theme; its id."""
    text = " but ".join(CLAUSES[topic] for topic, _ in parts)
    sentence = world.add(text, "en", point(*(topic for topic, _ in parts)))
    clauses, start = [], 0
    for position, (topic, sentiment) in enumerate(parts):
        clause = CLAUSES[topic]
        start = text.index(clause, start)
        clauses.append({"begins": start, "ends": start + len(clause), "text_hash": text_hash(clause)})
        label = "positive" if sentiment > 0 else "negative"
        add(world.connection, "clause_sentiment", sentence_id=sentence, position=position, sentiment=sentiment,
            label=label, text_hash=text_hash(clause), basis="")  # fmt: skip
        for model in encoder_plan(Settings().embed).models:
            add_vectors(world.connection, model, [text_hash(clause)], point(topic)[None, :])
    world.connection.execute("UPDATE sentence SET clauses = ? WHERE sentence_id = ?", [clauses, sentence])
    add(world.connection, "sentence_sentiment", sentence_id=sentence, sentiment=0.0, label="neutral")
    if theme:
        add(world.connection, "sentence_theme", sentence_id=sentence, theme_id=theme)
    return sentence


def compute(world):
    STEP.run(Context(world.connection, None, Settings(), "run"))
    query = "SELECT position, text, theme_id, is_main FROM sentence_aspect ORDER BY sentence_id, position"
    return world.rows(query)


def test_each_clause_is_about_the_theme_that_it_is_near_to(world):
    themes = world.themes()
    contrast(world, ("pdf", -0.9), ("support", 0.8), theme=themes["support"])
    assert compute(world) == [
        (0, CLAUSES["pdf"], themes["pdf"], False),
        (1, CLAUSES["support"], themes["support"], True),
    ]


def test_a_clause_far_from_all_themes_has_none_unless_nothing_else_says_why_the_sentence_is_there(world):
    themes = world.themes()
    contrast(world, ("other", -0.9), ("support", 0.8), theme=themes["support"])
    contrast(world, ("other", -0.9), ("other", 0.8), theme=themes["pdf"])
    contrast(world, ("other", -0.9), ("pdf", 0.8), theme=None)
    assert [row[2:] for row in compute(world)] == [
        (None, False), (themes["support"], True),
        (themes["pdf"], True), (None, False),
        (None, False), (themes["pdf"], False),
    ]  # fmt: skip


def test_a_theme_counts_what_the_clause_about_it_says(world):
    themes = world.themes()
    sentence = contrast(world, ("pdf", -0.9), ("support", 0.8), theme=themes["support"])
    for (other,) in world.rows("SELECT sentence_id FROM sentence"):
        add_feedback(world.connection, other, None, clean=False, kind="review")
    compute(world)
    published = fetch(world.connection, statement("vocpipe.themes.published", "sentence_theme.sql")).to_pylist()
    assert [row["sentiment"] for row in published if row["sentence_id"] == sentence] == [0.8]
    world.connection.execute("SET VARIABLE language = 'en'")
    counted = {row["theme_id"]: row for row in fetch(
        world.connection, statement("vocpipe.themes.published", "theme.sql")).to_pylist()}  # fmt: skip
    assert (counted[themes["support"]]["n_positive"], counted[themes["support"]]["sentiment"]) == (1, 0.8)


def test_without_themes_clauses_have_their_sentiment_alone():
    none = np.empty(0, np.int64)
    empty = Space(np.empty((0, 0), np.float32), np.array([], dtype=np.str_), {})
    found = aspects(empty, [], none, empty, none)
    assert len(found.themes) == len(found.nearness) == len(found.is_main) == 0
    clauses = Space(np.stack([point("pdf"), point("other")]).astype(np.float32), np.array(["ja", "ja"]), {})
    found = aspects(clauses, ["s", "s"], np.full(2, -1), empty, none)
    assert found.themes.tolist() == [-1, -1]
    assert not found.is_main.any()
