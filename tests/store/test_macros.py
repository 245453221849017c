"""The macros of every snapshot give the numbers that the refresh computes: both follow one rule."""

import duckdb
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vocpipe.outcomes.scale import NPS
from vocpipe.outcomes.statistics.interval import adjusted_mean
from vocpipe.store.workspace import fetch, fetch_one, migrate

SCORES = st.lists(st.integers(0, 10), min_size=1, max_size=60)


@pytest.fixture(scope="module")
def connection():
    with duckdb.connect() as connection:
        migrate(connection)
        yield connection


@given(SCORES)
def test_an_nps_and_its_interval_are_those_of_the_refresh(connection, scores):
    values = NPS.values(np.array(scores, dtype=float))
    promoters, detractors = int((values == 1).sum()), int((values == -1).sum())
    interval = adjusted_mean(values)
    expected = pytest.approx((100 * values.mean(), 100 * interval.low, 100 * interval.high), abs=1e-9)
    of_scores = "SELECT nps(score), nps_low(score), nps_high(score) FROM (SELECT unnest(?) AS score)"
    assert fetch_one(connection, of_scores, [scores]) == expected
    of_counts = "SELECT nps_of($1, $2, $3), nps_of_low($1, $2, $3), nps_of_high($1, $2, $3)"
    assert fetch_one(connection, of_counts, [promoters, detractors, len(scores)]) == expected


def test_scores_are_cut_as_by_the_refresh(connection):
    rows = fetch(connection, "SELECT nps_value(score) AS value, nps_group(score) AS name FROM range(11) AS t (score)")
    values = NPS.values(np.arange(11, dtype=float))
    assert rows["value"].to_pylist() == values.tolist()
    names = {1.0: "promoter", 0.0: "passive", -1.0: "detractor"}
    assert rows["name"].to_pylist() == [names[value] for value in values]


def test_no_answers_have_no_nps(connection):
    query = "SELECT nps_of(0, 0, 0), nps_of_low(0, 0, 0), nps_of_high(0, 0, 0), nps_value(NULL), nps_group(NULL)"
    assert fetch_one(connection, query) == (None,) * 5
