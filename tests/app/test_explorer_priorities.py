"""Priorities: factors, weights, requests, and the filters that work there."""

import pytest

from tests.app.reading import links, shown
from vocpipe.app.components.priority_list import score, typical_factors


def order(at) -> list[str]:
    return [link for link in links(at) if link.startswith("theme") and "theme=t_" in link]


def test_a_weight_of_zero_leaves_a_factor_out():
    row = {"reach": 0.5, "severity": 0.5, "value": None, "confidence": 1.0}
    typical = {"value": 0.3}
    assert score(row, {"reach": 1.0, "severity": 2.0}, typical) == pytest.approx(0.125)
    assert score(row, {"reach": 1.0, "value": 0.0}, typical) == 0.5
    assert score(row, {"value": 1.0}, typical) == 0.3


def test_a_factor_that_is_not_known_is_the_median_of_the_others():
    rows = [{"value": value} for value in (0.1, None, 0.9, 0.2)]
    assert typical_factors(rows, ["value"]) == {"value": 0.2}
    assert typical_factors(rows[1:2], ["value"]) == {"value": 1.0}


def test_each_theme_shows_its_factors_and_leads_to_theme_and_voices(open_page):
    at = open_page("priorities", lang="en")
    text = shown(at)
    assert all(word in text for word in ("Reach", "Severity", "Confidence", "% negative"))
    assert any(link.startswith("voices") and "theme=" in link for link in links(at))


def test_the_weights_in_the_address_change_the_order(open_page):
    usual = order(open_page("priorities", lang="en"))
    other = order(open_page("priorities", lang="en", w_reach="0.0", w_value="0.0", w_confidence="0.0"))
    assert sorted(usual) == sorted(other)
    assert usual != other


def test_a_moved_weight_goes_into_the_address_and_a_bad_one_leaves_it(open_page):
    at = open_page("priorities", lang="en", w_reach="many")
    assert "w_reach" not in at.query_params
    at.select_slider(key="slider_reach").set_value(2.0).run()
    assert at.query_params["w_reach"] == "2.0"


def test_complaints_are_no_requests(open_page):
    assert "No theme has requests" in shown(open_page("priorities", lang="en", tab="requests"))


@pytest.mark.parametrize(
    "filters",
    [
        {"source": ["tickets"]},
        {"kind": ["ticket"]},
        {"language": ["ja"]},
        {"plan": ["Starter"]},
        {"sentiment": ["negative"]},
        {"since": "2026-09-01"},
    ],
    ids=str,
)
def test_each_filter_changes_the_page(open_page, filters):
    assert shown(open_page("priorities", lang="en", **filters)) != shown(open_page("priorities", lang="en"))


def test_what_is_asked_and_has_no_article_is_named_with_the_nearest_one(open_page):
    at = open_page("priorities", lang="en", tab="help")
    text = shown(at)
    assert "Asked about, and mostly without a help article: 1 theme" in text
    assert "Nearest article: Save an invoice as a PDF (similarity 0.12)" in text
    assert order(at) == ["theme?lang=en&theme=t_dark"]
