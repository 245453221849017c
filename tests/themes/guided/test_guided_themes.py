import pytest

from tests.builders import add_feedback
from tests.themes.guided.guided_world import GuidedWorld


@pytest.fixture
def world():
    """Thirty sentences on each of three topics, in two languages."""
    world = GuidedWorld()
    for topic in ("pdf", "support", "slow"):
        world.say(topic, 30)
    yield world
    world.connection.close()


def theme(world, theme_id):
    return world.rows("SELECT name_ja, name_en, state FROM theme WHERE theme_id = ?", theme_id)


def test_a_guided_theme_takes_its_topic_and_the_rest_is_discovered(world):
    pdf = world.own("pdf", "Billing documents", name_ja="請求書類")
    world.refresh()
    assert world.inside(pdf) == world.about("pdf")
    assert theme(world, pdf) == [("請求書類", "Billing documents", "active")]
    assert world.rows("SELECT is_guided, n_taught FROM machine_theme WHERE theme_id = ?", pdf) == [(True, 0)]
    methods = world.rows("SELECT DISTINCT theme_id = ?, method FROM sentence_theme WHERE is_primary ORDER BY ALL", pdf)
    assert methods == [(False, "discovered"), (True, "guided")]
    assert set(world.themes()) == {"pdf", "support", "slow"}


def test_its_id_depends_on_its_key_or_name_and_lasts(world):
    pdf = world.own("pdf", "Billing documents")
    world.refresh()
    before = world.main()
    world.refresh(rediscover=True)
    assert world.main() == before
    assert world.rows("SELECT event FROM theme_lineage WHERE run_id = 'run-02' AND to_theme = ?", pdf) == [
        ("continued",)
    ]
    from vocpipe.settings import GuidedThemeSettings

    assert GuidedThemeSettings(name_en="billing  DOCUMENTS").theme_id == pdf
    keyed = [GuidedThemeSettings(key="billing", name_en=name).theme_id for name in ("Bills", "Invoices")]
    assert keyed[0] == keyed[1] != pdf


def test_a_theme_of_which_nobody_speaks_takes_nothing_until_somebody_does(world):
    other = world.own("login", "Logging in")
    world.refresh()
    assert (world.inside(other), theme(world, other)) == (set(), [(None, "Logging in", "active")])
    assert world.refresh(rediscover=True)["placed"] == 90
    assert theme(world, other) == [(None, "Logging in", "active")]
    world.say("login", 3, langs=("en",))
    world.refresh()
    assert world.inside(other) == world.about("login")


def test_new_sentences_join_it(world):
    pdf = world.own("pdf", "Billing documents")
    world.refresh()
    world.say("pdf", 4, start=30)
    world.refresh()
    assert world.inside(pdf) == world.about("pdf")


def test_a_theme_that_comes_later_takes_over_and_one_that_goes_retires(world):
    world.refresh()
    discovered = world.themes()["pdf"]
    pdf = world.own("pdf", "Billing documents")
    world.refresh()
    assert world.inside(pdf) == world.about("pdf")
    event = "SELECT event FROM theme_lineage WHERE run_id = 'run-02' AND from_theme = ? AND to_theme = ?"
    assert world.rows(event, discovered, pdf) == [("merged",)]
    assert theme(world, discovered)[0][2] == "retired"
    others = {topic: found for topic, found in world.themes().items() if topic != "pdf"}
    world.guided.clear()
    world.refresh()
    assert theme(world, pdf)[0][2] in ("retired", "active")
    assert world.rows("SELECT is_guided FROM machine_theme WHERE is_guided") == []
    assert {topic: found for topic, found in world.themes().items() if topic != "pdf"} == others


def test_people_edit_it_like_any_theme_and_a_move_teaches_it(world):
    pdf = world.own("pdf", "Billing documents")
    world.refresh()
    moved = sorted(world.about("slow"))[:2]
    world.edit("move", pdf, sentence_ids=moved)
    world.edit("rename", pdf, name_en="Invoices")
    world.edit("hide", pdf)
    world.refresh()
    assert world.inside(pdf) == world.about("pdf") | set(moved)
    assert theme(world, pdf) == [(None, "Invoices", "active")]
    world.refresh(rediscover=True)
    assert world.rows("SELECT n_taught FROM machine_theme WHERE theme_id = ?", pdf) == [(2,)]
    assert set(moved) <= world.inside(pdf)
    assert world.rows("SELECT name_en_by, is_hidden FROM theme_mark WHERE theme_id = ?", pdf) == [("ann", True)]


def test_labelled_feedback_teaches_a_theme_that_has_but_a_name(world):
    # Its name lies where nobody speaks, so that only the labels tell what it is about.
    slow = world.own("other", "Speed", examples=0, direction=12)
    world.refresh()
    assert world.inside(slow) == set()
    for sentence_id in sorted(world.about("slow"))[:5]:
        add_feedback(world.connection, sentence_id, None, clean=False, kind="post", attrs='{"My label": "speed"}')
    world.labels = ["My label"]
    world.refresh()
    assert world.inside(slow) == world.about("slow")
    assert world.rows("SELECT n_taught FROM machine_theme WHERE theme_id = ?", slow) == [(5,)]


def test_words_find_a_theme(world):
    slow = world.own("other", "Speed", examples=0, direction=12, words=["the app is slow", "重い"])
    world.refresh()
    assert world.inside(slow) == world.about("slow")


def test_the_order_of_themes_and_sentences_does_not_matter(world):
    ids = [world.own(topic, name) for topic, name in (("pdf", "Billing documents"), ("slow", "Speed"))]
    world.refresh()
    before = [world.inside(theme_id) for theme_id in ids]
    world.guided.reverse()
    world.refresh(rediscover=True)
    assert [world.inside(theme_id) for theme_id in ids] == before
