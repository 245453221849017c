"""Attributes of customers: published where they tell nobody's identity, else refused with the reason."""

import pytest

from tests.builders import add_customer
from tests.outcomes.running import run_step
from vocpipe.outcomes.segments.attributes import judged
from vocpipe.outcomes.segments.customer_attribute import STEP


def cells(values):
    return {f"c{place:03d}": value for place, value in enumerate(values)}


@pytest.mark.parametrize(
    ("column", "values", "kind"),
    [
        ("国", ["日本"] * 40 + ["アメリカ"] * 20, "text"),
        ("Industry", ["food", "retail", "製造業"] * 20, "text"),
        ("seats", [str(1 + place * 7 % 90) for place in range(60)], "number"),
        ("revenue", [f"{place % 30},000" for place in range(60)], "number"),
    ],
)
def test_what_many_share_and_numbers_are_published(column, values, kind):
    found = judged("it", column, cells(values))
    assert (found.kind, found.withheld, found.reason) == (kind, 0, None)
    assert found.values == cells(values)


@pytest.mark.parametrize(
    ("column", "values", "says"),
    [
        ("contact", [f"p{place}@example.com" for place in range(60)], "looks like names"),
        ("担当者", ["田中", "佐藤", "鈴木"] * 20, "looks like names"),
        ("会社名", ["山本株式会社", "青木商店"] * 30, "looks like names"),
        ("rep", ["John Smith", "Jane Miller"] * 30, "looks like names"),
        ("city", [f"Town{place}" for place in range(60)], "fewer than 5 customers"),
        ("account_no", [str(70_021 + 977 * place) for place in range(60)], "another number"),
        ("country", [], "No customer has a value"),
    ],
)
def test_what_may_tell_who_somebody_is_is_refused_with_the_reason(column, values, says):
    found = judged("it", column, cells(values))
    assert (found.kind, dict(found.values), found.withheld) == (None, {}, len(values))
    assert says in found.reason.en
    assert "it" in found.reason.ja


def test_a_value_that_few_share_is_left_out():
    found = judged("country", "country", cells(["Japan"] * 50 + ["Malta"] * 4))
    assert (found.kind, found.withheld, set(found.values.values())) == ("text", 4, {"Japan"})
    assert "for 4 customers" in found.reason.en


def test_the_columns_that_the_settings_name_are_published_by_pseudonym(voices):
    for place in range(12):
        attrs = {"国": "日本", '従業員 "数"': str(place), "会社名": f"Firm {place}"}
        add_customer(voices.connection, f"k{place}", attrs=attrs)
    attributes = {"country": "国", "seats": '従業員 "数"', "region": "地域"}
    customers = {"path": "inputs/c.csv", "attributes": attributes}
    rows = run_step(voices.connection, STEP, customers=customers)
    assert {(row["attribute"], row["value"], row["number"]) for row in rows if row["customer_id"] == "c000003"} == {
        ("country", "日本", None),
        ("seats", "2", 2.0),
    }
    kinds = dict(voices.connection.execute("SELECT attribute, kind FROM attribute_kind").fetchall())
    assert kinds == {"country": "text", "seats": "number", "region": None}


def test_without_the_setting_nothing_is_published(voices):
    add_customer(voices.connection, "k", attrs={"国": "日本"})
    assert run_step(voices.connection, STEP) == []
