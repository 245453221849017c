"""Home: what it says first, for which periods, and what it does not say."""

import re
from datetime import date

import pytest

from tests.app.reading import links, shown
from tests.app.small_outcomes import backtest
from tests.app.small_world import build_world, change_tables
from vocpipe.app.components.brief_findings import Finding, five


def findings(at) -> list[str]:
    labels = [element.proto.label.replace("\\", "").replace("\u2060", "") for element in at.get("page_link")]
    return [label for label in labels if re.match(r"[1-9]\. ", label)]


def test_home_says_five_findings_at_most_each_with_a_way_on(open_page):
    at = open_page(lang="en")
    said = findings(at)
    assert 3 <= len(said) <= 5
    assert any("leave ×2.0 (1.3 to 3.2) as often as the others (44 customers)" in sentence for sentence in said)
    assert any("t_pdf" in link for link in links(at))


def test_no_quote_stands_twice(open_page):
    quotes = re.findall(r"v-one-quote[^>]*>([^<]+)<", shown(open_page(lang="en")))
    assert quotes
    assert len(set(quotes)) == len(quotes)


def test_the_counts_follow_the_periods_in_the_address(open_page):
    week, month = (shown(open_page(lang="en", now=now)) for now in ("w1", "w12"))
    assert "26 Oct 2026 to 1 Nov 2026" in week
    assert re.findall(r"\d+ mentions", week) != re.findall(r"\d+ mentions", month)


def test_a_choice_goes_into_the_address_and_a_bad_one_leaves_it(open_page):
    at = open_page(lang="en", now="soon")
    assert "now" not in at.query_params
    at.selectbox(key="w_now").select("own").run()
    assert at.query_params["now"] == "own"
    at.date_input(key="w_own").set_value((date(2026, 9, 1), date(2026, 9, 30))).run()
    assert at.query_params["from"] == "2026-09-01"
    assert "1 Sep 2026 to 30 Sep 2026" in shown(at)


def test_periods_of_unlike_length_are_not_compared_by_counts(open_page):
    assert not any("not tested" in said for said in findings(open_page(lang="en", now="w1", base="w12")))


def test_customers_at_risk_are_told_only_if_the_list_was_right_before(open_page, tmp_path):
    assert any("may leave" in said for said in findings(open_page(lang="en")))
    build_world(tmp_path, n_feedback=60)
    change_tables(tmp_path, {"risk_backtest": [backtest(None, 0.9)]})
    assert not any("may leave" in said for said in findings(open_page(root=tmp_path, lang="en")))


def test_themes_of_fewer_than_five_people_show_no_number_and_no_quote(open_page, tmp_path):
    build_world(tmp_path, n_feedback=12)
    text = shown(open_page(root=tmp_path, lang="en"))
    assert 'v-one-quote"' not in text
    assert not re.search(r"\b[1-4] (mentions|customers)", text)


def test_without_feedback_home_says_which_file_to_bring(open_page, tmp_path):
    build_world(tmp_path, n_feedback=0)
    assert "docs/sources.md" in shown(open_page(root=tmp_path, lang="en"))


@pytest.mark.parametrize(("kinds", "first"), [(["count", "change"], "change"), (["falling", "churn"], "churn")])
def test_the_order_of_findings_is_that_of_their_kinds(kinds, first):
    found = [Finding(kind, 0.01, kind, "theme", {}, {"theme_id": kind}) for kind in kinds]
    assert five(found)[0].kind == first


def test_two_of_a_kind_at_most_and_no_theme_twice():
    found = [Finding("change", i / 100, str(i), "theme", {}, {"theme_id": "t" if i < 2 else str(i)}) for i in range(6)]
    assert [finding.sentence for finding in five(found)] == ["0", "2"]
