"""What one piece of feedback may weigh: a long letter is read whole, and makes no theme by itself."""

import pytest

THEMES = {"pdf", "support", "slow"}


def as_one_letter(world, topic):
    """All that was said about the topic is said by one piece of feedback."""
    query = "UPDATE sentence SET feedback_id = 'letter' WHERE list_contains(tokens, ?)"
    world.connection.execute(query, [topic])


def states(world):
    return world.rows("SELECT DISTINCT state FROM theme")


def test_what_many_say_is_a_theme_and_what_one_letter_says_is_none(small):
    small.say("login", 40)
    as_one_letter(small, "login")
    small.refresh()
    assert set(small.themes()) == THEMES
    assert states(small) == [("active",)]
    small.say("login", 12, start=100)
    small.refresh(rediscover=True)
    assert set(small.themes()) == {*THEMES, "login"}


@pytest.mark.parametrize("rediscover", [False, True])
def test_a_letter_that_comes_later_makes_none_either(small, rediscover):
    small.refresh()
    small.say("login", 40)
    as_one_letter(small, "login")
    small.refresh(rediscover=rediscover)
    assert set(small.themes()) == THEMES
    assert states(small) == [("active",)]


def test_the_whole_letter_is_in_the_theme_it_speaks_of(small):
    small.say("pdf", 40, start=100)
    small.connection.execute("UPDATE sentence SET feedback_id = 'letter' WHERE regexp_matches(text, '1[0-9][0-9]')")
    small.refresh()
    assert set(small.themes()) == THEMES
    methods = small.rows(
        "SELECT method, count(*) FROM sentence_theme JOIN sentence USING (sentence_id) "
        "WHERE is_primary AND feedback_id = 'letter' GROUP BY method ORDER BY method"
    )
    assert methods == [("assigned", 37), ("discovered", 3)]
    assert small.rows("SELECT count(DISTINCT theme_id) FROM sentence_theme WHERE is_primary") == [(3,)]


def test_where_all_feedback_is_long_all_of_it_counts(small):
    small.connection.execute("UPDATE sentence SET feedback_id = 'interview-' || (hash(sentence_id) % 3), position = 1")
    small.refresh()
    assert set(small.themes()) == THEMES
    assert small.rows("SELECT DISTINCT method FROM sentence_theme") == [("discovered",)]
