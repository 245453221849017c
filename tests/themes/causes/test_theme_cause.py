import pytest

from tests.builders import add
from tests.themes.edited_world import SUBS, World, by_topic, planted
from vocpipe.settings import Settings
from vocpipe.step import Context
from vocpipe.themes.causes.theme_cause import STEP


@pytest.fixture
def world(monkeypatch):
    """Four topics of ten sentences; no sentence names a cause yet."""
    planted(monkeypatch, by_topic)
    world = World()
    for name in SUBS:
        world.say(name, 10)
    world.refresh()
    yield world
    world.connection.close()


def tell(world, theme, causes):
    """Give the sentences of the theme these causes, by a head, and compute what follows."""
    for sentence, cause in zip(world.members(theme), causes, strict=True):
        world.connection.execute("DELETE FROM sentence_facet WHERE sentence_id = ?", [sentence])
        add(world.connection, "sentence_facet", sentence_id=sentence, cause=cause)
    compute(world)


def compute(world):
    STEP.run(Context(world.connection, None, Settings(), "run"))


def main(world, theme):
    rows = world.rows("SELECT cause, cause_by FROM theme_cause WHERE theme_id = ? AND is_main", theme)
    return rows[0] if rows else None


def said(world, sentence):
    return world.rows("SELECT cause, cause_by FROM sentence_cause WHERE sentence_id = ?", sentence)[0]


@pytest.mark.parametrize(
    ("causes", "expected"),
    [
        (["price"] * 6 + ["other"] * 4, "price"),
        (
            ["price"] * 3 + ["defect"] * 2 + ["other"] * 5,
            "price",
        ),  # other does not stand for it while a cause is common
        (["price"] * 2 + ["other"] * 8, "other"),  # too few name it
        (["price"] * 2 + ["defect"] * 2 + ["support"] * 2 + ["contact"] * 2 + ["onboarding"] * 2, None),
    ],
)
def test_the_commonest_cause_stands_for_a_theme_if_enough_name_it(world, causes, expected):
    theme = world.themes()["pdf"]
    tell(world, theme, causes)
    assert (main(world, theme) or (None, None))[0] == expected
    shares = world.rows("SELECT sum(share), sum(n_sentences) FROM theme_cause WHERE theme_id = ?", theme)
    assert shares == [(pytest.approx(1), 10)]


def test_a_persons_cause_of_a_theme_stands_until_it_is_undone(world):
    theme = world.themes()["pdf"]
    edit = world.edit("cause", theme, cause="contact")
    world.refresh()
    tell(world, theme, ["price"] * 10)
    assert main(world, theme) == ("contact", "ann")
    assert world.rows("SELECT n_sentences FROM theme_cause WHERE theme_id = ? AND is_main", theme) == [(0,)]
    assert said(world, world.members(theme)[0]) == ("price", None)
    world.refresh(rediscover=True)
    compute(world)
    assert main(world, theme) == ("contact", "ann")
    world.undo(edit)
    world.refresh()
    compute(world)
    assert main(world, theme) == ("price", None)


def test_a_persons_cause_of_a_sentence_is_that_of_its_wording_and_the_latest_counts(world):
    theme = world.themes()["pdf"]
    first, second, *_ = world.members(theme)
    twin = world.rows("SELECT text, text_hash FROM sentence WHERE sentence_id = ?", first)[0]
    tell(world, theme, ["price"] * 10)
    add(world.connection, "sentence", sentence_id="twin", feedback_id="f_twin", text=twin[0], text_hash=twin[1])
    add(world.connection, "sentence_facet", sentence_id="twin", cause="other")
    world.edit("cause", theme, cause="defect", sentence_ids=[first])
    later = world.edit("cause", theme, author="bob", cause="support", sentence_ids=[first])
    world.refresh()
    compute(world)
    assert [said(world, one) for one in (first, "twin", second)] == [
        ("support", "bob"),
        ("support", "bob"),
        ("price", None),
    ]
    assert main(world, theme) == ("price", None)
    world.undo(later)
    world.refresh()
    compute(world)
    assert said(world, first) == ("defect", "ann")
