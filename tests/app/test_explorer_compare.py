"""Compare: two sides, the differences first, intervals that allow for many themes and people who repeat themselves."""

from pathlib import Path

import duckdb
import pytest

from tests.app.reading import shown

MACROS = "CREATE TEMP MACRO least_people() AS 5;" + (
    Path(__file__).parents[2] / "app" / "queries" / "macros.sql"
).read_text(encoding="utf-8")


TABLES = """
CREATE TABLE kept_opinion(sentence_no INT, lang VARCHAR, sentiment DOUBLE, sentiment_label VARCHAR, source VARCHAR,
    kind VARCHAR, plan VARCHAR, created_on DATE);
CREATE TABLE kept_feedback(feedback_no INT, lang VARCHAR, source VARCHAR, kind VARCHAR, plan VARCHAR, created_on DATE,
    labels VARCHAR[]);
CREATE TABLE kept_belongs(sentence_no INT, theme_id VARCHAR, is_primary BOOLEAN, sentiment DOUBLE,
    sentiment_label VARCHAR);
"""


@pytest.fixture(scope="module")
def compute():
    with duckdb.connect() as connection:
        connection.execute(TABLES)
        connection.execute(MACROS)
        yield lambda expression: connection.execute(f"SELECT {expression}").fetchone()[0]


@pytest.mark.parametrize(
    ("counts", "low", "high"),
    [("56, 70, 48, 80", 0.0524, 0.3339), ("9, 10, 3, 10", 0.1705, 0.8090), ("10, 10, 0, 20", 0.6791, 1.0)],
)
def test_the_interval_of_a_difference_is_newcombes(compute, counts, low, high):
    """The first three examples of his table II, method 10."""
    assert compute(f"difference_low({counts}, 1.959964)") == pytest.approx(low, abs=6e-5)
    assert compute(f"difference_high({counts}, 1.959964)") == pytest.approx(high, abs=6e-5)


def test_people_who_repeat_themselves_count_once(compute):
    # Ten people say four things each: all about the theme (five of them), or nothing.
    squares = "5 * pow(4 - 0.5 * 4, 2) + 5 * pow(0.5 * 4, 2)"
    assert compute(f"effective_n(0.5, 40, 10, {squares})") == pytest.approx(9)
    # Forty people say one thing each.
    assert compute("effective_n(0.5, 40, 40, 40 * 0.25)") == pytest.approx(39)


@pytest.mark.parametrize(("what", "lang"), [("plan", "ja"), ("source", "en"), ("language", "ja"), ("month", "en")])
def test_two_sides_stand_side_by_side(open_page, what, lang):
    at = open_page("compare", lang=lang, what=what)
    assert not at.exception
    assert len(at.selectbox(key="w_a").options) > 1
    assert "Bonferroni" in shown(at)


def test_both_sides_are_in_the_address(open_page):
    at = open_page("compare", lang="en", what="language", a="en", b="ja")
    assert (at.selectbox(key="w_a").value, at.selectbox(key="w_b").value) == ("en", "ja")
    at.selectbox(key="w_b").set_value("en").run()
    assert at.query_params["b"] == "en"
    assert "Choose two different sides." in shown(at)


def test_a_bad_side_in_the_address_is_ignored(open_page):
    assert "Bonferroni" in shown(open_page("compare", lang="en", what="nope", a="<b>", b="*x*"))


@pytest.mark.parametrize(
    "narrow", [{"source": ["nps_survey"]}, {"language": ["en"]}, {"sentiment": ["negative"]}], ids=str
)
def test_the_filters_work(open_page, narrow):
    sides = {"what": "plan", "a": "Starter", "b": "Business"}
    assert shown(open_page("compare", lang="en", **sides)) != shown(open_page("compare", lang="en", **sides, **narrow))


def test_one_to_four_people_are_not_shown(open_page):
    text = shown(open_page("compare", lang="en", what="plan", a="Starter", b="Business", since="2026-10-20"))
    assert (
        '<td class="n">fewer than 5</td><td class="n">fewer than 5</td><td class="n">–</td><td class="n">–</td>' in text
    )
