"""Emerging themes: found among unthemed texts, shown as emerging, joined, and ordinary themes once they have lasted."""

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
    """Mentions of one new subject, each in its own words and at its own time."""
    for n in range(start, start + count):
        vector = np.eye(DIMENSIONS)[11] + np.random.default_rng(500 + n).normal(0, 0.05, DIMENSIONS)
        text = f"The new autofill is wrong {n} times a day."
        small.date(small.add(text, "en", unit(vector[None, :])[0], ["autofill"]), START + n * every)


def emerging(small):
    return small.rows(
        "SELECT theme_id, began, certainty, lasting_run FROM emerging_theme JOIN theme USING (theme_id) "
        "WHERE state = 'emerging'"
    )


def test_a_dense_group_among_strays_emerges_and_the_strays_stay_unthemed():
    vectors = blobs([1] * 9 + [12], dimensions=128, noise=0.03)[0][9:]
    result = find_emerging(np.concatenate([vectors, strays(40)]), THEMED, 5)
    assert len(result.certainty) == 1
    assert result.certainty[0] > 0.5
    assert (result.labels[:12] == 0).mean() > 0.8
    assert (result.labels[12:] == NOWHERE).mean() > 0.9


@pytest.mark.parametrize("seed", range(8))
def test_strays_alone_are_seldom_taken_for_a_group(seed):
    result = find_emerging(strays(60, seed=seed), THEMED, 5)
    assert (result.labels >= 0).mean() < 0.2


def test_more_texts_of_an_existing_theme_do_not_emerge():
    more, _ = blobs([12], dimensions=128, noise=0.05, seed=9)
    assert find_emerging(np.concatenate([more, strays(20)]), THEMED, 5).certainty == []


@pytest.mark.parametrize("count", [0, 1, 9])
def test_too_few_texts_do_not_emerge(count):
    assert find_emerging(strays(count), THEMED, 5).certainty == []


def test_an_emerging_theme_has_its_first_mention_and_its_certainty(small):
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


def test_new_sentences_join_an_emerging_theme_which_lasts_under_its_id(small):
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


def test_a_refresh_without_new_texts_leaves_emerging_themes_alone(small):
    news(small, 9, every=timedelta(hours=5))
    small.refresh()
    before = small.snapshot(), small.rows("SELECT * FROM emerging_theme")
    assert small.refresh() == {"placed": 0, "unthemed": 0}
    assert (small.snapshot(), small.rows("SELECT * FROM emerging_theme")) == before


def test_a_discovery_that_confirms_an_emerging_theme_keeps_its_id(small):
    news(small, 12, every=timedelta(hours=5))
    small.refresh()
    [(theme, *_)] = emerging(small)
    small.refresh(rediscover=True)
    assert small.rows("SELECT state FROM theme WHERE theme_id = ?", theme) == [("active",)]
    assert small.rows("SELECT lasting_run FROM emerging_theme WHERE theme_id = ?", theme) == [("run-3",)]
