"""The map: where each text stands, and that what stands there stays."""

import re

import numpy as np
import pytest

from vocpipe.settings import Settings, ThemesSettings
from vocpipe.themes.layout.refresh import refresh_layout

TOPICS = {"pdf": "PDF", "support": "upport|サポート", "slow": "slow|重い"}


def places(small):
    rows = small.rows("SELECT text, x, y FROM text_place JOIN sentence USING (text_hash) ORDER BY text_hash")
    return {text: np.array(place) for text, *place in rows}


def middle(small, topic):
    rows = small.rows(
        f"SELECT x, y FROM text_place JOIN sentence USING (text_hash) WHERE regexp_matches(text, '{TOPICS[topic]}')"
    )
    return np.mean(rows, axis=0)


@pytest.fixture
def mapped(small):
    assert refresh_layout(small.connection, Settings()) == {"drawn": 90}
    return small


def test_texts_of_a_theme_stand_together_whatever_their_language(mapped):
    centers = {topic: middle(mapped, topic) for topic in TOPICS}
    far = [
        text
        for text, place in places(mapped).items()
        if not re.search(TOPICS[min(centers, key=lambda topic: np.linalg.norm(place - centers[topic]))], text)
    ]
    assert far == []


def test_the_same_texts_give_the_same_map(mapped):
    before = places(mapped)
    mapped.connection.execute("DELETE FROM text_place")
    refresh_layout(mapped.connection, Settings())
    assert {text: place.tolist() for text, place in places(mapped).items()} == {
        text: place.tolist() for text, place in before.items()
    }


def test_new_texts_join_beside_their_theme_and_nothing_moves(mapped):
    before = places(mapped)
    mapped.say("pdf", 6, start=100, noise=0.02)
    assert refresh_layout(mapped.connection, Settings()) == {"joined": 6}
    after = places(mapped)
    assert all((after[text] == place).all() for text, place in before.items())
    centers = {
        word: np.mean([place for text, place in before.items() if word in text], axis=0)
        for word in ("PDF", "slow", "Support")
    }
    for text in after.keys() - before.keys():
        assert min(centers, key=lambda topic: np.linalg.norm(after[text] - centers[topic])) == "PDF"


def test_a_text_stands_where_it_does_whatever_else_is_new(mapped):
    mapped.say("pdf", 1, start=100)
    refresh_layout(mapped.connection, Settings())
    alone = places(mapped)
    mapped.connection.execute("DELETE FROM text_place WHERE method = 'joined'")
    mapped.say("slow", 5, start=100)
    refresh_layout(mapped.connection, Settings())
    together = places(mapped)
    assert [text for text, place in alone.items() if (together[text] != place).any()] == []


def test_a_text_that_is_gone_leaves_the_map(mapped):
    mapped.connection.execute("DELETE FROM sentence WHERE text LIKE '%slow%'")
    assert refresh_layout(mapped.connection, Settings()) == {}
    assert [text for text in places(mapped) if "slow" in text] == []
    assert mapped.rows("SELECT count(*) FROM text_place") == [(75,)]


def test_the_map_is_drawn_anew_when_asked_grown_or_encoded_otherwise(mapped):
    assert refresh_layout(mapped.connection, Settings()) == {}
    assert refresh_layout(mapped.connection, Settings(), redraw=True) == {"drawn": 90}
    mapped.connection.execute("UPDATE text_place SET model = 'another'")
    assert refresh_layout(mapped.connection, Settings()) == {"drawn": 90}
    mapped.say("login", 89)
    assert refresh_layout(mapped.connection, Settings()) == {"joined": 89}
    mapped.say("pdf", 1, start=100)
    assert refresh_layout(mapped.connection, Settings()) == {"drawn": 180}


def test_of_very_many_texts_a_sample_is_drawn_and_the_others_join(mapped):
    for topic in TOPICS:
        mapped.say(topic, 60, start=100)
    settings = Settings(themes=ThemesSettings(sample_above=200))
    assert refresh_layout(mapped.connection, settings) == {"drawn": 200, "joined": 70}
    assert len(places(mapped)) == 270
    assert refresh_layout(mapped.connection, settings) == {}
    mapped.say("pdf", 200, start=300)
    assert refresh_layout(mapped.connection, settings) == {"joined": 200}  # the sample has not grown


def test_a_new_map_keeps_what_was_left_and_right(mapped):
    mapped.connection.execute("UPDATE text_place SET x = -x")
    before = {topic: middle(mapped, topic) for topic in TOPICS}
    refresh_layout(mapped.connection, Settings(), redraw=True)
    after = {topic: middle(mapped, topic) for topic in TOPICS}
    assert sorted(TOPICS, key=lambda topic: before[topic][0]) == sorted(TOPICS, key=lambda topic: after[topic][0])


@pytest.mark.parametrize("count", [0, 1, 2, 5, 19])
def test_few_texts_have_places_of_their_own(small, count):
    small.connection.execute("DELETE FROM sentence")
    small.say("login", count)
    refresh_layout(small.connection, Settings())
    found = places(small)
    assert len(found) == count == len({tuple(place) for place in found.values()})
