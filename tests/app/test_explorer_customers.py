"""Customers: who is at risk, sorted by what they pay, how good such lists were, whom a message reaches, the search."""

from tests.app.reading import links, shown
from tests.app.small_outcomes import AT_RISK, backtest
from tests.app.small_world import build_world, change_tables


def listed(at):
    """The customers of the list, in its order."""
    return [link.split("customer=")[1] for link in links(at) if link.startswith("customer?")]


def test_the_finding_and_the_back_test_come_first_and_the_list_has_words_of_theirs(open_page):
    at = open_page("customers", lang="en")
    text = shown(at)
    assert "13 customers likely to leave within 60 days; together they pay 38,000 a month" in text
    assert "Of 40 customers on such lists in the past, 22% left within 60 days (95 % interval 11% to 38%)" in text
    assert "of all customers, 8% did (n = 400)" in text
    assert '<span class="v-said" lang=' in text
    assert "Precision 22.5%" in text  # folded, and there


def test_the_largest_value_comes_first_or_what_the_address_says(open_page):
    assert listed(open_page("customers", lang="en"))[0] == AT_RISK[12]
    assert listed(open_page("customers", lang="en", sort="risk"))[0] == AT_RISK[0]
    assert listed(open_page("customers", lang="en", sort="nonsense"))[0] == AT_RISK[12]


def test_the_rest_of_the_list_is_a_click_away(open_page):
    assert len(listed(open_page("customers", lang="en"))) == 12
    assert len(listed(open_page("customers", lang="en", all="1"))) == 13


def test_the_list_follows_the_plans(open_page):
    assert listed(open_page("customers", lang="en", plan=["Business"])) == [AT_RISK[12]]


def test_a_click_on_the_chart_opens_the_customer(open_page):
    at = open_page("customers", lang="en")
    assert '"name": "pick"' in at.get("vega_lite_chart")[0].proto.spec


def test_no_list_is_shown_if_the_back_test_fails(open_page, tmp_path):
    build_world(tmp_path, n_feedback=60)
    change_tables(tmp_path, {"risk_backtest": [backtest(None, 0.9)], "customer_risk": []})
    at = open_page("customers", root=tmp_path, lang="en")
    assert "No list is shown. Not shown to be better than random (3.0 times)." in shown(at)
    assert "Base rate 7.5%" in shown(at)  # the back-test itself stays
    assert listed(at) == []


def test_a_customer_is_found_by_a_part_of_the_pseudonym_in_any_width(open_page):
    at = open_page("customers", lang="en", q="C_000１4")
    assert listed(at) == ["c_00014"]
    assert "1 found, 1 shown." in shown(at)
    assert len(listed(open_page("customers", lang="en", q="c_0"))) == 12
    assert "No customer has such a pseudonym." in shown(open_page("customers", lang="en", q="Sato"))


def test_the_page_tells_whom_a_message_reaches_and_why_not_the_others(open_page):
    text = shown(open_page("customers", lang="en"))
    assert "Left out, since they do not want to be written to: 2" in text
    assert "since no address is known" not in text
    labels = [element.label for element in open_page("customers", lang="en").expander]
    assert "Hand over: 11 of 13 may be written to" in labels
