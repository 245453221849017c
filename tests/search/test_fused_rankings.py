"""Rankings joined to one, in Python as in the explorer's SQL."""

from importlib import resources

import duckdb
import pytest

from vocpipe.search.ranking import fused, rank_weight, themes_of


def test_what_stands_in_both_rankings_comes_first():
    assert fused(["a", "b", "c"], ["d", "b"]) == ["b", "a", "d", "c"]


def test_what_is_alike_stays_in_the_order_of_the_first_ranking():
    assert fused(["a"], ["b"]) == ["a", "b"]
    assert fused([], []) == []


def test_a_theme_of_many_near_sentences_comes_before_that_of_the_nearest():
    near = ["s1", "s2", "s3", "s4"]
    assert themes_of(near, {"s1": "loud", "s2": "often", "s4": "often"}) == ["often", "loud"]
    far = [f"f{place}" for place in range(40)]
    assert themes_of(far, {"f39": "too far"}) == []


@pytest.mark.parametrize("rank", [1, 7, 1000])
def test_a_place_is_worth_the_same_in_sql(rank):
    macros = (resources.files("vocpipe.app") / "queries" / "macros.sql").read_text(encoding="utf-8")
    [macro] = [part for part in macros.split(";") if "MACRO rank_weight" in part]
    with duckdb.connect() as connection:
        connection.execute(macro)
        row = connection.execute("SELECT rank_weight(?)", [rank]).fetchone()
    assert row == (pytest.approx(rank_weight(rank)),)
