import numpy as np
import pytest

from tests.themes.small import DIMENSIONS, Small
from vocpipe.settings import Settings
from vocpipe.themes.discovery import due
from vocpipe.themes.load import load_opinions
from vocpipe.themes.refresh import refresh_themes


def test_the_first_refresh_discovers(small):
    assert small.refresh() == {"placed": 90, "unthemed": 0, "born": 3}
    assert set(small.themes()) == {"pdf", "support", "slow"}
    assert small.rows("SELECT DISTINCT method FROM sentence_theme") == [("discovered",)]
    assert small.rows("SELECT DISTINCT born_run, state FROM theme") == [("run-1", "active")]
    assert small.rows(
        "SELECT event, from_theme, count(*) FROM theme_lineage "
        "WHERE to_theme IN (SELECT theme_id FROM theme WHERE parent_id IS NULL) GROUP BY ALL"
    ) == [("born", None, 3)]


def test_discovery_compares_texts_without_own_names_and_other_own_names_lead_to_a_new_one(small):
    small.refresh()
    settings = Settings.model_validate({"workspace": {"own_names": ["app"]}, "themes": {"min_size": 4}})
    assert refresh_themes(small.connection, settings, "own")["placed"] == 90
    assert refresh_themes(small.connection, settings, "again") == {"placed": 0, "unthemed": 0}
    words = load_opinions(small.connection).words(["app"])
    shown = next(place for place, text in enumerate(words.texts) if text.startswith("The app is slow"))
    assert words.plain[shown].startswith("The it is slow")


def test_themes_hold_both_languages_and_have_a_name_in_each(small):
    small.refresh()
    assert small.rows(
        "SELECT count(*) FROM theme "
        "WHERE parent_id IS NULL AND (name_ja IS NULL OR name_en IS NULL OR len(keywords) = 0)"
    ) == [(0,)]
    per_theme = small.rows(
        "SELECT DISTINCT lang, theme_id FROM sentence JOIN sentence_theme USING (sentence_id) WHERE is_primary"
    )
    assert len(per_theme) == 6
    quotes = small.rows("SELECT quote FROM theme_quote WHERE quote IS NOT NULL")
    assert quotes
    assert {row[0] for row in quotes} <= {row[0] for row in small.rows("SELECT text FROM sentence")}


def test_a_refresh_with_nothing_new_changes_nothing(small):
    small.refresh()
    before = small.snapshot()
    assert small.refresh() == {"placed": 0, "unthemed": 0}
    assert small.snapshot() == before
    assert small.rows("SELECT count(*) FROM theme_lineage WHERE run_id = 'run-2'") == [(0,)]


def test_new_sentences_join_without_discovery_and_ids_stay(small):
    small.refresh()
    themes, lineage = small.themes(), small.rows("SELECT count(*) FROM theme_lineage")
    small.say("pdf", 6, start=100, noise=0.02)
    assert small.refresh() == {"placed": 6, "unthemed": 0}
    assert small.themes() == themes
    placed = small.rows(
        "SELECT DISTINCT theme_id, method FROM sentence_theme WHERE sentence_id > 's_00090' AND is_primary"
    )
    assert placed == [(themes["pdf"], "assigned")]
    assert small.rows("SELECT count(*) FROM theme_lineage") == lineage


def test_an_isolated_text_is_placed_only_once(small):
    small.refresh()
    small.strays(2)
    assert small.refresh() == {"placed": 2, "unthemed": 2}
    assert small.rows("SELECT count(*) FROM unthemed") == [(2,)]
    assert small.refresh() == {"placed": 0, "unthemed": 0}


def test_a_twin_goes_where_its_text_is(small):
    small.refresh()
    small.strays(1)
    small.refresh()
    [(text, lang, tokens)] = small.rows("SELECT text, lang, tokens FROM sentence WHERE sentence_id = 's_00001'")
    somewhere = np.eye(DIMENSIONS, dtype=np.float32)[0]  # its vector is there already; this one is left unused
    twin = small.add(f"  {text.upper()} ", lang, somewhere, tokens)
    stray = small.add("SOMETHING QUITE ELSE, NUMBER 0.", "en", somewhere)
    assert small.refresh() == {"placed": 0, "unthemed": 0}
    query = "SELECT theme_id, is_primary, score, method FROM sentence_theme WHERE sentence_id = ? ORDER BY ALL"
    assert small.rows(query, twin) == small.rows(query, "s_00001") != []
    assert small.rows("SELECT count(*) FROM unthemed WHERE sentence_id = ?", stray) == [(1,)]


def test_courtesy_and_empty_sentences_get_no_theme(small):
    greeting = small.add("Hello there.", "en", np.eye(DIMENSIONS, dtype=np.float32)[0], role="courtesy")
    small.refresh()
    assert small.rows("SELECT count(*) FROM sentence_theme WHERE sentence_id = ?", greeting) == [(0,)]
    assert small.rows("SELECT count(*) FROM unthemed WHERE sentence_id = ?", greeting) == [(0,)]


def test_a_forced_discovery_keeps_ids_and_names(small):
    small.refresh()
    ids, names = small.themes(), small.rows("SELECT theme_id, name_ja, name_en, born_run FROM theme ORDER BY ALL")
    small.say("support", 9, start=100)
    result = small.refresh(rediscover=True)
    assert result == {"placed": 99, "unthemed": 0, "continued": 3}
    assert small.themes() == ids
    unchanged = small.rows(
        "SELECT theme_id, name_ja, name_en, born_run FROM theme WHERE born_run = 'run-1' ORDER BY ALL"
    )
    assert unchanged == names
    lineage = small.rows("SELECT event, from_theme, to_theme, overlap FROM theme_lineage WHERE run_id = 'run-2'")
    for theme in ids.values():
        assert ("continued", theme, theme, 1.0) in lineage


def test_a_repeated_discovery_gives_equal_themes(small):
    small.refresh()
    before = small.snapshot()
    for _ in range(2):
        small.refresh(rediscover=True)
        assert small.snapshot() == before


def test_two_databases_with_the_same_sentences_get_the_same_ids(small):
    other = Small()
    for topic in ("slow", "pdf", "support"):  # in another order
        other.say(topic, 30)
    small.refresh()
    other.refresh()
    assert other.themes() == small.themes()
    assert other.rows("SELECT theme_id, name_ja, name_en FROM theme ORDER BY ALL") == small.rows(
        "SELECT theme_id, name_ja, name_en FROM theme ORDER BY ALL"
    )


def test_growth_leads_to_a_new_discovery_that_finds_new_themes(small):
    small.refresh()
    before = small.themes()
    for topic in ("pdf", "support", "slow"):
        small.say(topic, 20, start=100)
    small.say("login", 31)
    result = small.refresh()
    assert (result["continued"], result["born"]) == (3, 1)
    assert {topic: theme for topic, theme in small.themes().items() if topic != "login"} == before
    assert small.themes()["login"] not in before.values()
    assert small.rows("SELECT born_run FROM theme WHERE theme_id = ?", small.themes()["login"]) == [("run-2",)]


@pytest.mark.parametrize("changed", [{"engine": "hdbscan"}, {"min_size": 5}, {"resolution": 0.5}, {"seed": 8}])
def test_other_settings_lead_to_a_new_discovery_that_keeps_ids(small, changed):
    small.refresh()
    before = small.themes()
    assert "continued" in small.refresh(**changed)
    assert small.themes() == before
    assert small.refresh(**changed) == {"placed": 0, "unthemed": 0}


def test_many_unthemed_texts_lead_to_one_new_discovery(small, monkeypatch):
    monkeypatch.setattr(due, "MIN_SINCE", 20)
    small.refresh()
    small.strays(19)
    assert small.refresh()["unthemed"] == 19
    assert small.refresh() == {"placed": 0, "unthemed": 0}  # not yet enough of it to judge
    small.strays(1, start=19)
    assert small.refresh()["continued"] == 3
    assert small.refresh() == {"placed": 0, "unthemed": 0}


def test_a_theme_without_mentions_retires_and_its_id_is_not_used_again(small):
    small.refresh()
    gone = small.themes()["slow"]
    for table in ("sentence_theme", "sentence"):
        small.connection.execute(f"DELETE FROM {table} WHERE sentence_id BETWEEN 's_00061' AND 's_00090'")
    small.say("login", 30)
    small.refresh(rediscover=True)
    assert small.rows("SELECT state FROM theme WHERE theme_id = ?", gone) == [("retired",)]
    assert gone not in small.themes().values()
    for n in range(60, 90):
        small.count = n
        small.say("slow", 1, start=n - 60)
    small.refresh(rediscover=True)
    assert len(set(small.themes().values())) == 4
    assert small.themes()["slow"] != gone


def test_subthemes_have_their_theme_as_parent_and_lie_inside_it(small):
    small.say("pdf", 16, start=200, noise=0.02, toward=0.3 * np.eye(DIMENSIONS)[8])
    small.say("pdf", 16, start=300, noise=0.02, toward=0.3 * np.eye(DIMENSIONS)[9])
    small.refresh(resolution=0.2)
    assert small.rows("SELECT count(*) > 0 FROM theme WHERE parent_id IS NOT NULL") == [(True,)]
    astray = """
        SELECT count(*) FROM sentence_theme AS sub JOIN theme USING (theme_id)
        LEFT JOIN sentence_theme AS main
        ON main.sentence_id = sub.sentence_id AND main.theme_id = theme.parent_id AND main.is_primary
        WHERE NOT sub.is_primary AND main.theme_id IS NULL
    """
    assert small.rows(astray) == [(0,)]
    small.say("pdf", 10, start=400, noise=0.02, toward=0.3 * np.eye(DIMENSIONS)[8])
    assert small.refresh(resolution=0.2) == {"placed": 10, "unthemed": 0}
    assert small.rows(astray) == [(0,)]
    assert small.rows("SELECT count(*) FROM sentence_theme WHERE NOT is_primary AND method = 'assigned'") == [(10,)]


def test_a_part_that_splits_off_gets_a_name_of_its_own(small):
    small.refresh()
    [(theme, name)] = small.rows("SELECT theme_id, name_en FROM theme WHERE theme_id = ?", small.themes()["pdf"])
    # What the theme is named after turns out to be another subject, together with ten more.
    texts = [
        text
        for (text,) in small.rows(
            "SELECT text FROM sentence WHERE lang = 'en' AND list_contains(tokens, 'pdf') "
            "ORDER BY text LIKE ? DESC, text",
            f"{name}%",
        )
    ]
    for text in texts[:11]:
        _move(small, text, 12, 1.0)
    small.refresh(rediscover=True)
    names = small.rows("SELECT name_en FROM theme WHERE parent_id IS NULL AND state = 'active'")
    assert len(names) == 4
    assert len(set(names)) == 4
    assert small.rows("SELECT name_en FROM theme WHERE theme_id = ?", theme) == [(name,)]


def test_a_workspace_without_opinions_is_not_an_error():
    empty = Small()
    assert empty.refresh() == {"placed": 0, "unthemed": 0}
    empty.say("pdf", 1)
    assert empty.refresh()["unthemed"] == 1
    assert empty.refresh() == {"placed": 0, "unthemed": 0}


def test_above_the_bound_themes_are_found_in_a_sample_and_the_others_join_them(small):
    for topic in ("pdf", "support", "slow"):
        small.say(topic, 60, start=30)
    counts = small.refresh(sample_above=100)
    assert counts.pop("unthemed") < 27
    assert counts == {"placed": 270, "alike_percent": 100, "born": 3}
    found = dict(small.rows("SELECT method, count(*) FROM machine_placement GROUP BY ALL"))
    assert 90 <= found["discovered"] <= 100
    assert found["assigned"] == 270 - found["discovered"]
    assert (
        small.rows(
            "SELECT count(DISTINCT theme_id) FROM sentence JOIN machine_placement USING (text_hash) GROUP BY tokens"
        )
        == [(1,)] * 3
    )
    assert small.rows("SELECT opinions FROM theme_discovery") == [(270,)]
    small.say("pdf", 4, start=200)
    themes = small.themes()
    assert small.refresh(sample_above=100)["placed"] == 4
    assert small.themes() == themes


def _move(small, text, axis, by):
    """Give a sentence another place."""
    [(key, vector)] = small.rows(
        "SELECT text_hash, any_value(vector) FROM embedding JOIN sentence USING (text_hash) "
        "WHERE text = ? GROUP BY ALL",
        text,
    )
    moved = np.array(vector) * 0.1 + by * np.eye(DIMENSIONS)[axis]
    moved /= np.linalg.norm(moved)
    small.connection.execute("UPDATE embedding SET vector = ? WHERE text_hash = ?", [moved.tolist(), key])
