"""What customers do, as web analytics, mailing tools and shops export it."""

import pytest

from tests.collect.companions.tables import many, reading, table
from vocpipe.collect.companions.behavior import read, recognizes
from vocpipe.records import Accepted, LeftOut, Rejected

GA4 = table(
    "event_date|event_timestamp|event_name|user_id|user_pseudo_id|page_location",
    "20260601|1780300800000000|page_view|K-1|7.1|https://x.jp/prices",
    "20260601|1780304400000000|scroll||7.2|https://x.jp/prices",
    "20260602|1780387200000000|login|K-2|7.3|https://x.jp/",
)
ADOBE = table(
    "hit_time_gmt|post_cust_visid|visid_high|post_pagename|post_event_list",
    "1780300800|K-1|991|prices|20",
    "1780300900||992|prices|20",
)
MAIL = table(
    "id|recipient|type|created",
    *(
        f"e{n}|k{n % 3}@x.jp|{kind}|2026-06-01 10:0{n % 9}:00"
        for n, kind in enumerate(["OPEN", "SENT", "CLICK", "Bounce"] * 6)
    ),
)
GATE = many("会員番号|入場時刻記録|行動", "K-{m}|2026/6/{m} 10:{n:02d}|入場", n=30)
ORDERS = many("order_id|customer_id|ordered_on|amount", "O-{n}|K-{m}|2026-06-0{m}|{n}00", n=30)
MONTHS = many("customer_id|month|logins", "K-{n}|2026-0{m}|{n}")
CUSTOMERS = many("id|name|created|owner", "K-{n}|Mill {n}|2026-06-0{m}|Ann", n=30)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("ga4.csv", GA4),
        ("hits.tsv", ADOBE.replace(",", "\t")),
        ("email_events.csv", MAIL),
        ("gate.csv", GATE),
        ("orders.csv", ORDERS),
        ("export.csv", MONTHS),
    ],
)
def test_what_customers_do_is_told_by_names_and_cells(tmp_path, name, text):
    assert recognizes(reading(tmp_path / name, text).path)


def test_a_list_of_customers_is_no_behavior(tmp_path):
    assert not recognizes(reading(tmp_path / "order_customers.csv", CUSTOMERS).path)


def events(path, text):
    outcomes = list(read(reading(path, text)))
    left_out = [row.reason for row in outcomes if isinstance(row, LeftOut)]
    return [row.record for row in outcomes if isinstance(row, Accepted)], left_out


def test_visitors_whom_nobody_knows_are_left_out(tmp_path):
    found, left_out = events(tmp_path / "ga4.csv", GA4)
    assert [(row.customer_ref, row.event, str(row.occurred_at)) for row in found] == [
        ("K-1", "page_view", "2026-06-01 08:00:00+00:00"),
        ("K-2", "login", "2026-06-02 08:00:00+00:00"),
    ]
    assert [reason[:30] for reason in left_out] == ["a visitor whom nobody knows: t"]
    found, left_out = events(tmp_path / "hits.csv", ADOBE)
    assert ([(row.customer_ref, row.event) for row in found], len(left_out)) == ([("K-1", "prices")], 1)


def test_what_a_mailing_tool_did_is_left_out_and_an_event_s_id_is_nobody(tmp_path):
    found, left_out = events(tmp_path / "email_events.csv", MAIL)
    assert {row.event for row in found} == {"OPEN", "CLICK"}
    assert {row.customer_email for row in found} == {"k0@x.jp", "k1@x.jp", "k2@x.jp"}
    assert {row.customer_ref for row in found} == {None}
    assert set(left_out) == {"not what the customer did: SENT", "not what the customer did: Bounce"}


def test_a_month_is_its_first_day(tmp_path):
    text = table("customer_id|month|logins", "K-1|2026-04|3", "K-1|2026年5月|4", "K-1|2026/13|4", "K-1|1970-02|4")
    outcomes = list(read(reading(tmp_path / "usage.csv", text)))
    assert [str(row.record.occurred_at) for row in outcomes if isinstance(row, Accepted)] == [
        "2026-03-31 15:00:00+00:00",
        "2026-04-30 15:00:00+00:00",
    ]
    assert len([row for row in outcomes if isinstance(row, Rejected)]) == 2


def test_the_only_column_of_times_says_when(tmp_path):
    found, _ = events(tmp_path / "gate.csv", GATE)
    assert (len(found), found[0].event) == (30, "入場")
