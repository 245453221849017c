"""One customer: the risk with its reasons, the time line, what changed, their themes and what they said."""

import json

from tests.app.reading import links, shown
from tests.app.small_outcomes import AT_RISK
from tests.app.small_world import build_world, change_tables

RISKY = AT_RISK[4]  # c_00014


def lanes(at):
    """The lanes of the time line."""
    spec = json.loads(at.get("vega_lite_chart")[0].proto.spec)
    return spec["layer"][0]["encoding"]["y"]["sort"]


def test_the_risk_stands_with_its_reason_and_their_words(open_page):
    text = shown(open_page("customer", lang="en", customer=RISKY))
    assert f"Customer {RISKY}" in text
    assert "Risk of leaving within 60 days: 35% (all customers: 8%)" in text
    assert "Spoke of PDF; has fallen silent." in text


def test_the_time_line_has_a_lane_for_voices_use_contacts_actions_and_events(open_page):
    at = open_page("customer", lang="en", customer=RISKY)
    assert set(lanes(at)) >= {"Survey", "Use", "Contact", "Action", "Event"}


def test_what_they_said_leads_to_the_feedback_and_their_themes(open_page):
    found = links(open_page("customer", lang="en", customer=RISKY))
    assert any(link.startswith("feedback?") for link in found)
    assert any(link.startswith("theme?") for link in found)


def test_plan_people_and_segments_are_told_as_counts_without_names(open_page):
    text = shown(open_page("customer", lang="en", customer=RISKY))
    assert "Starter" in text
    assert "2,000 a month" in text
    assert "3 people known, 2 of them may be written to" in text
    assert "Onboarding" in text


def test_one_who_is_in_no_customers_file_still_has_a_page(open_page):
    text = shown(open_page("customer", lang="en", customer="c_00119"))
    assert "This customer is not in the customers file" in text
    assert "What they said" in text


def test_who_came_back_was_a_customer_before(open_page):
    text = shown(open_page("customer", lang="en", customer="c_00020"))
    assert "Customer since 1 Feb 2026" in text
    assert "Was a customer before: 1 Jan 2024 to 30 Jun 2025" in text
    assert "before:" not in shown(open_page("customer", lang="en", customer=RISKY))


def test_an_unknown_pseudonym_says_so(open_page):
    assert "Nothing is known under this pseudonym" in shown(open_page("customer", lang="en", customer="c_none"))


def test_a_short_link_leads_to_the_customer(open_page):
    at = open_page(lang="en", customer=RISKY)
    assert not at.exception


def test_a_feedback_leads_to_its_customer(open_page):
    assert any(link.startswith("customer?") for link in links(open_page("feedback", lang="en", feedback="f_00001")))


def test_without_behavior_and_contacts_the_page_shows_what_there_is(open_page, tmp_path):
    build_world(tmp_path, n_feedback=240)
    change_tables(tmp_path, {"behaviour": [], "contact": [], "person": [], "action": []})
    at = open_page("customer", root=tmp_path, lang="en", customer=RISKY)
    assert not at.exception
    assert set(lanes(at)).isdisjoint({"Use", "Contact", "Action"})
    assert "people known" not in shown(at)
