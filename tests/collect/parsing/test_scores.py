"""Scores as people and forms write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vocpipe.collect.parsing.scores import SCALES, parse_score


@pytest.mark.parametrize(
    ("raw", "score_type", "score"),
    [
        ("9", "nps", 9),
        ("０", "nps", 0),
        ("8点", "nps", 8),
        ("10 - Extremely likely", "nps", 10),
        ("9 とても勧めたい", "nps", 9),
        ("7/10", "nps", 7),
        (8.0, "nps", 8),
        ("4/5", "csat", 4),
        ("5: 満足", "csat", 5),
        ("6", "ces", 6),
        ("★★★★☆", "stars", 4),
        ("★ ★ ★", "stars", 3),
        ("⭐️⭐️", "stars", 2),
        ("4 out of 5", "stars", 4),
        ("4.5", "stars", 4.5),
        ("4,5", "stars", 4.5),
        ("4,5/5", "stars", 4.5),
        ("9,0", "nps", 9),
        ("3 stars", "stars", 3),
        ("星4つ", "stars", 4),
    ],
)
def test_a_score_is_read(raw, score_type, score):
    assert parse_score(raw, score_type) == score


@pytest.mark.parametrize(
    ("raw", "score_type", "reason"),
    [
        ("Promoter", "nps", "no score"),
        ("11", "nps", "scale"),
        ("-3", "nps", "no score"),
        ("7.5", "nps", "whole"),
        ("0", "csat", "scale"),
        ("8/10", "stars", "another scale"),
        ("0-10", "nps", "no score"),
        ("3 or 4", "csat", "no score"),
        ("", "nps", "no score"),
        ("6", "stars", "scale"),
    ],
)
def test_a_value_that_is_not_a_score_is_refused_with_the_reason(raw, score_type, reason):
    with pytest.raises(ValueError, match=reason):
        parse_score(raw, score_type)


@given(st.text(), st.sampled_from(sorted(SCALES)))
def test_anything_is_on_the_scale_or_refused(raw, score_type):
    try:
        score = parse_score(raw, score_type)
    except ValueError:
        return
    assert SCALES[score_type][0] <= score <= SCALES[score_type][1]
