import numpy as np
import pytest

from tests.builders import add_all
from tests.evaluate.planted import SETTINGS, planted
from vocpipe.evaluate import stability
from vocpipe.evaluate.stability import WEEKS, measure_stability


@pytest.fixture(scope="module")
def scores():
    return measure_stability(planted([60, 50, 40], times=2), SETTINGS)


def test_samples_of_plain_groups_agree(scores):
    assert scores.sample_ari > 0.99
    assert scores.sample_themes == [3, 3]


def test_rows_keep_their_theme_while_plain_groups_grow(scores):
    assert scores.weekly_kept == [1.0] * WEEKS
    assert min(scores.weekly_themed) > 0.9
    assert scores.seconds > 0


def test_a_forced_discovery_of_plain_groups_keeps_ids(scores):
    assert (scores.ids_kept, scores.rows_kept, scores.unrecorded) == (1.0, 1.0, 0)


def test_samples_without_groups_disagree():
    corpus = planted([40] * 3, noise=3.0)
    assert measure_stability(corpus, SETTINGS).sample_ari < 0.8


def test_rows_that_change_their_theme_are_counted(monkeypatch):
    """A stage that gives every row a new theme each week keeps nothing."""
    monkeypatch.setattr(stability, "refresh_themes", _fickle)
    scores = measure_stability(planted([20, 20]), SETTINGS)
    assert scores.weekly_kept == [0.0] * WEEKS
    assert scores.weekly_themed == [1.0] * WEEKS
    assert (scores.ids_kept, scores.rows_kept) == (0.0, 0.0)
    assert scores.unrecorded == 2  # one went and one came without an event in the lineage


def _fickle(connection, settings, run_id, *, rediscover=False):
    connection.execute("DELETE FROM sentence_theme")
    sentences = connection.execute("SELECT sentence_id FROM sentence").fetchall()
    add_all(connection, "sentence_theme", [{"sentence_id": sentence, "theme_id": run_id} for (sentence,) in sentences])


def test_the_same_seed_gives_the_same_figures():
    corpus = planted([30, 30], noise=0.4)
    first, second = (measure_stability(corpus, SETTINGS, seed=3) for _ in range(2))
    assert np.isclose(first.sample_ari, second.sample_ari)
    assert first.weekly_kept == second.weekly_kept
    assert first.ids_kept == second.ids_kept
