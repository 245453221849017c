"""What emerges among what no theme explains: found, shown as such, joined, and a theme once it has lasted."""

from datetime import datetime, timedelta

import numpy as np
import pytest

from tests.themes.blobs import blobs, unit
from tests.themes.small import DIMENSIONS
from vocpipe.themes.discovery.emerging import find_emerging
from vocpipe.themes.space import NOWHERE

START = datetime(2026, 3, 2, 9)


def strays(count, dimensions=128, seed=4):
    return unit(np.random.default_rng(seed).normal(size=(count, dimensions))).astype(np.float32)


THEMED, _ = blobs([40, 40, 40], dimensions=128, noise=0.05)


@pytest.fixture
def small(small):
    small.refresh()
    return small


def news(small, count, *, start=0, every=timedelta(days=4)):
    """The same new thing said so many times, each at its own time."""
    for n in range(start, start + count):
        vector = np.eye(DIMENSIONS)[11] + np.random.default_rng(500 + n).normal(0, 0.05, DIMENSIONS)
        said = f"The new autofill is wrong {n} times a day."
        small.date(small.add(said, "en", unit(vector[None, :])[0], ["autofill"]), START + n * every)


def emerging(small):
    return small.rows(
        "SELECT theme_id, began, certainty, lasting_run FROM emerging_theme JOIN theme USING (theme_id) "
        "WHERE state = 'emerging'"
    )


def test_a_dense_group_among_strays_emerges_and_the_strays_stay_nowhere():
    vectors = blobs([1] * 9 + [12], dimensions=128, noise=0.03)[0][9:]
    found = find_emerging(np.concatenate([vectors, strays(40)]), THEMED, 5)
    assert len(found.certainty) == 1
    assert found.certainty[0] > 0.5
    assert (found.labels[:12] == 0).mean() > 0.8
    assert (found.labels[12:] == NOWHERE).mean() > 0.9


@pytest.mark.parametrize("seed", range(8))
def test_strays_alone_are_seldom_taken_for_a_group(seed):
    found = find_emerging(strays(60, seed=seed), THEMED, 5)
    assert (found.labels >= 0).mean() < 0.2


def test_more_of_an_old_theme_is_nothing_new():
    more, _ = blobs([12], dimensions=128, noise=0.05, seed=9)
    assert find_emerging(np.concatenate([more, strays(20)]), THEMED, 5).certainty == []


@pytest.mark.parametrize("count", [0, 1, 9])
def test_too_few_are_nothing(count):
    assert find_emerging(strays(count), THEMED, 5).certainty == []


def test_what_is_new_emerges_with_its_beginning_and_how_sure_it_is(small):
    news(small, 9, every=timedelta(hours=5))
    small.strays(6)
    assert small.refresh()["emerged"] == 1
    [(theme, began, certainty, lasting)] = emerging(small)
    assert began == START.date()
    assert 0.5 <= certainty <= 1
    assert lasting is None
    assert (
        small.rows("SELECT count(*) FROM sentence_theme WHERE theme_id = ? AND method = 'emerging'", theme)[0][0] >= 8
    )
    assert small.rows("SELECT event, from_theme FROM theme_lineage WHERE to_theme = ?", theme) == [("born", None)]
    assert small.rows("SELECT name_en LIKE '%autofill%' FROM theme WHERE theme_id = ?", theme) == [(True,)]


def test_new_sentences_join_what_emerges_and_it_lasts_under_its_id(small):
    news(small, 9, every=timedelta(hours=5))
    small.refresh()
    [(theme, *_)] = emerging(small)
    news(small, 6, start=9, every=timedelta(days=4))
    assert small.refresh()["lasted"] == 1
    assert emerging(small) == []
    assert small.rows("SELECT state FROM theme WHERE theme_id = ?", theme) == [("active",)]
    assert small.rows("SELECT count(*) FROM sentence_theme WHERE theme_id = ?", theme)[0][0] >= 14
    events = small.rows("SELECT event FROM theme_lineage WHERE to_theme = ? ORDER BY run_id", theme)
    assert events == [("born",), ("continued",)]


def test_nothing_new_changes_nothing_of_what_emerges(small):
    news(small, 9, every=timedelta(hours=5))
    small.refresh()
    before = small.snapshot(), small.rows("SELECT * FROM emerging_theme")
    assert small.refresh() == {"placed": 0, "unthemed": 0}
    assert (small.snapshot(), small.rows("SELECT * FROM emerging_theme")) == before


def test_a_discovery_that_finds_it_again_makes_it_a_theme_with_the_same_id(small):
    news(small, 12, every=timedelta(hours=5))
    small.refresh()
    [(theme, *_)] = emerging(small)
    small.refresh(rediscover=True)
    assert small.rows("SELECT state FROM theme WHERE theme_id = ?", theme) == [("active",)]
    assert small.rows("SELECT lasting_run FROM emerging_theme WHERE theme_id = ?", theme) == [("run-3",)]
