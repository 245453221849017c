"""The Goals page: how far each KPI is, whether it will be there in time, and how a goal is named."""

import pytest

from tests.app.reading import links, shown
from tests.app.small_world import build_world, change_tables


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_page_opens_in_both_languages(open_page, lang):
    at = open_page("goals", lang=lang)
    assert not at.exception
    assert ("目標" if lang == "ja" else "Target") in shown(at)


def test_a_goal_says_how_far_it_is_with_an_interval_and_why(open_page):
    at = open_page("goals", lang="en")
    text = shown(at)
    assert "Churn rate: not on course to 1.0% by 31 Dec 2026: 12.0% (10.5% to 14.0%) in Sep 2026" in text
    assert "in Sep 2026, further from the target than at the start (2.0%)" in text
    assert "Off course: short of the target." in text
    assert "18.0% (14.0% to 22.0%)" in text
    assert any(link.startswith("kpi?") and "churn_rate" in link for link in links(at))


def test_a_goal_of_an_unknown_kpi_says_so(open_page):
    assert "there is no KPI “npss”" in shown(open_page("goals", lang="en"))


def test_without_goals_the_lines_that_name_one_are_shown(open_page, tmp_path):
    build_world(tmp_path, n_feedback=60)
    change_tables(tmp_path, {"goal": []})
    assert "[[goal]]" in shown(open_page("goals", root=tmp_path, lang="en"))
