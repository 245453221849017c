"""The release radar: what changed at an event, and why that can't be told of another."""

import pytest

from tests.app.reading import links, shown
from tests.app.small_world import build_world, change_tables

PRICE = "2026-07-01.price.**Price**"


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_an_event_says_what_is_said_more_or_less_often_since(open_page, lang):
    at = open_page("releases", lang=lang)
    assert not at.exception
    assert "AI autofill" in shown(at)


def test_the_newest_event_with_a_change_comes_first_with_n_and_interval(open_page):
    at = open_page("releases", lang="en")
    text = shown(at)
    assert "Since “AI autofill”: 1 of 2 themes said more often, 0 less often; first of all “Invoices can't be" in text
    assert '<td class="n">×4.20 (2.00 to 8.80)</td><td class="n">12 → 40</td>' in text
    assert at.button(key="w_unclear").label == "Cannot tell for 1 of 2 themes"
    assert "21 Sep 2026 – 1 Nov 2026 (240 pieces of feedback) with 20 Jul 2026 – 13 Sep 2026 (300" in text
    assert any(link.startswith("theme?") and "t_pdf" in link for link in links(at))


def test_few_mentions_are_not_counted_out(open_page):
    assert '<td class="n">fewer than 5 → 0</td>' in shown(open_page("releases", lang="en"))


def test_an_event_that_cannot_be_judged_says_why(open_page):
    at = open_page("releases", lang="en", event=PRICE)
    assert "What changed at “**Price**” can't be told." in shown(at)
    assert "Cannot tell: other events are too near." in shown(at)
    at.selectbox(key="w_event").set_value("2026-09-19.release.AI autofill").run()
    assert at.query_params["event"] == "2026-09-19.release.AI autofill"


def test_without_events_the_lines_that_name_them_are_shown(open_page, tmp_path):
    build_world(tmp_path, n_feedback=60)
    change_tables(tmp_path, {"event_change": []})
    assert "[[event]]" in shown(open_page("releases", root=tmp_path, lang="en"))
