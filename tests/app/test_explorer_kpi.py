"""The KPI page: the finding as a title, segments with what is held back, themes, and what other KPIs need."""

import pytest

from tests.app.reading import links, shown
from tests.app.small_world import build_world, change_tables
from vocpipe.app.components.kpi_values import change


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_page_opens_in_both_languages(open_page, lang):
    at = open_page("kpi", lang=lang)
    assert not at.exception
    assert ("解約率" if lang == "ja" else "Churn rate") in shown(at)


def test_the_title_says_whether_it_has_changed_and_leaves_out_the_month_that_is_not_over(open_page):
    text = shown(open_page("kpi", lang="en"))
    assert "Churn rate: 12.0% (10.5% to 14.0%) in Sep 2026, clearly higher than in Jun 2026 (2.0%)" in text
    assert "The month is not over" in text


def test_segments_are_compared_and_small_ones_have_no_number(open_page):
    text = shown(open_page("kpi", lang="en", by="plan"))
    assert "Churn rate in Sep 2026: clearly higher for Starter (16.0%) than for Business (2.0%)" in text
    assert "Not shown: few." in text


def test_themes_that_go_with_it_are_named_and_the_others_have_a_reason(open_page):
    at = open_page("kpi", lang="en", unclear="1")
    text = shown(at)
    assert "Churn rate is higher with “Invoices can't be exported as PDF”; 1 of 2 themes clearly go with it" in text
    assert "They leave 2.4 times as often." in text
    assert "Cannot tell: few." in text


def test_the_voices_of_a_month_are_one_click_away(open_page):
    assert any(
        link.startswith("voices?") and "since=2026-09-01&until=2026-09-30" in link
        for link in links(open_page("kpi", lang="en"))
    )


def test_a_kpi_without_data_says_what_it_needs(open_page):
    text = shown(open_page("kpi", lang="en"))
    assert "Response rate" in text
    assert "[[invitations]]" in text


def test_no_filter_is_shown_that_does_not_work_here(open_page):
    at = open_page("kpi", lang="en", plan="Starter")
    assert not [pills for pills in at.get("pills") if pills.label in ("Plan", "Source", "Language")]


def test_without_kpis_the_page_says_so(open_page, tmp_path):
    build_world(tmp_path, n_feedback=60)
    change_tables(tmp_path, {"kpi": [], "kpi_period": [], "theme_kpi": []})
    assert "There are no KPIs yet" in shown(open_page("kpi", root=tmp_path, lang="en"))


def test_a_difference_is_called_only_if_its_interval_leaves_out_zero():
    low, high = ({"value": value, "low": value - 2, "high": value + 2} for value in (10.0, 12.5))
    assert change(low, high).direction == "same"
    assert change(low, {"value": 13.5, "low": 11.5, "high": 15.5}).direction == "up"
    assert change({"value": 13.5, "low": 11.5, "high": 15.5}, low).direction == "down"
