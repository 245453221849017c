"""The Lists page: who is on a list and why, whom a message would reach, and how much is written to customers."""

import pytest

from tests.app.reading import links, shown
from tests.app.small_world import build_world, change_tables


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_page_opens_on_a_list_with_somebody_in_both_languages(open_page, lang):
    at = open_page("lists", lang=lang)
    assert not at.exception
    text = shown(at)
    assert ("リスト" if lang == "ja" else "Lists") in text
    assert ("要望 2 件" if lang == "ja" else "2 requests") in text
    assert "vocpipe audience export --who testers:t_dark" not in text  # nobody of them could be written to


def test_customers_are_shown_by_pseudonym_with_the_reason_and_lead_to_their_page(open_page):
    at = open_page("lists", lang="en", list="lapsed")
    assert "3 orders; lapsed." in shown(at)
    assert any(link.startswith("customer?") and "c_00001" in link for link in links(at))


def test_an_empty_list_says_why_and_what_its_back_test_says(open_page):
    text = shown(open_page("lists", lang="en", list="upgrade-ready"))
    assert "Name them under [[plan]]." in text
    assert "No back-test: few." in text


def test_how_much_is_written_hides_a_few_and_says_whether_answers_fall(open_page):
    text = shown(open_page("lists", lang="en"))
    assert "After 4 days or more with messages 20% of surveys are answered, after none or few 50%" in text
    assert '<td>4 days or more</td><td class="n">8</td><td class="n">8</td>' in text
    assert '<td>2 days</td><td class="n">3' not in text


def test_whom_a_message_reaches_comes_with_the_command(open_page, tmp_path):
    build_world(tmp_path, n_feedback=60)
    counts = {
        "opted_out": 5,
        "no_consent": 0,
        "too_many_contacts": 2,
        "no_customer": 0,
        "no_address": 0,
        "same_address": 0,
    }
    change_tables(tmp_path, {"handoff_audience": [{"audience": "lapsed", "n_customers": 6, "n_reached": 1, **counts}]})
    text = shown(open_page("lists", root=tmp_path, lang="en", list="lapsed"))
    assert "vocpipe audience export --who lapsed --for generic --out exports/" in text


def test_without_lists_one_line_says_so(open_page, tmp_path):
    build_world(tmp_path, n_feedback=60)
    change_tables(tmp_path, {"list_rule": [], "customer_list": []})
    assert "There are no lists yet" in shown(open_page("lists", root=tmp_path, lang="en"))
