"""People at customers: contacts, leads, users and requesters."""

import pytest

from tests.collect.companions.tables import many, reading, table
from vocpipe.collect.companions import contacts, customer_columns
from vocpipe.collect.companions.people import Person, read, recognizes
from vocpipe.records import Accepted, LeftOut, Rejected

HUBSPOT_JA = many(
    "レコードID|姓|名|Eメール|電話番号|コンタクトの担当者|作成日|関連付けられた会社のID|すべてのEメールの配信登録を解除",
    "51{n:03d}|佐藤|花{n}|h{n}@mill.jp|03-5555-{n:04d}|田中|2026-0{m}-01 09:00|88001;88002|",
)
SALESFORCE = many(
    "ID|ISDELETED|ACCOUNTID|LASTNAME|FIRSTNAME|EMAIL|PHONE|TITLE|HASOPTEDOUTOFEMAIL|CREATEDDATE",
    "0037F00000{n:05d}QAM|false|0017F0000200001QAM|Sato|Hana|h{n}@mill.jp|+81 3-5555-{n:04d}|Buyer|false|2026-01-0{m}",
)
ZENDESK = many(
    "id|name|email|role|organization_id|external_id|phone|created_at|last_login_at|time_zone|verified",
    "7700{n:04d}|Hana {n}|h{n}@mill.jp|end-user|3600{m:04d}|K-{n}||2026-01-0{m}|2026-02-0{m}|Tokyo|true",
)
FRESHDESK = many(
    "Full name|Title|Company|Email|Phone|Mobile|Contact ID|Unique external ID|Time zone",
    "Hana {n}|Buyer|Mill|h{n}@mill.jp|03-5555-{n:04d}||80{n:03d}|K-{n}|Tokyo",
)
WAREHOUSE = many(
    "_fivetran_deleted|id|property_email|property_firstname|property_lastname|property_associatedcompanyid|property_createdate",
    "FALSE|51{n:03d}|h{n}@mill.jp|Hana|Sato|88001|2026-01-0{m}",
)
SUBSCRIBERS = many("email|opted_in|date", "h{n}@mill.jp|yes|2026-01-0{m}")


@pytest.mark.parametrize("text", [HUBSPOT_JA, SALESFORCE, ZENDESK, FRESHDESK, WAREHOUSE])
def test_people_are_told_from_customers_and_from_lists_of_permission(tmp_path, text):
    path = reading(tmp_path / "export.csv", text).path
    assert recognizes(path)
    assert not customer_columns.recognizes(path)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "export.csv",
            many("id|first_name|last_name|email|hire_date|department", "{n}|A|B|a{n}@own.jp|2020-01-0{m}|Sales"),
        ),
        ("社員名簿.csv", many("ID|氏名|メールアドレス|部署", "{n}|佐藤{n}|s{n}@own.jp|営業")),
        (
            "comments.csv",
            many("id|name|email|message", "{n}|Ann|a{n}@x.jp|I would like to have more seats, please {n}."),
        ),
    ],
)
def test_staff_and_writers_of_messages_are_no_people_at_customers(tmp_path, name, text):
    assert not recognizes(reading(tmp_path / name, text).path)


def test_a_list_of_permission_is_no_list_of_people(tmp_path):
    path = reading(tmp_path / "export.csv", SUBSCRIBERS).path
    assert not recognizes(path)
    assert contacts.recognizes(path)


@pytest.mark.parametrize(
    ("text", "person"),
    [
        (HUBSPOT_JA, Person("51001", "h1@mill.jp", "03-5555-0001", "88001", name="佐藤 花1")),
        (
            SALESFORCE,
            Person(
                "0037F0000000001QAM",
                "h1@mill.jp",
                "+81 3-5555-0001",
                "0017F0000200001QAM",
                None,
                None,
                False,
                "Hana Sato",
                job="Buyer",
            ),
        ),
        (ZENDESK, Person("77000001", "h1@mill.jp", None, "36000002", "K-1", name="Hana 1")),
        (WAREHOUSE, Person("51001", "h1@mill.jp", None, "88001", name="Hana Sato")),
    ],
)
def test_a_row_is_a_person_of_a_company(tmp_path, text, person):
    assert next(iter(read(reading(tmp_path / "export.csv", text)))).record == person


def test_every_row_is_a_person_or_has_a_reason(tmp_path):
    text = table(
        "id|name|email|phone|role|archived",
        "1|Ann|a@mill.jp||user|false",
        "2|Bob|b@mill.jp||agent|false",
        "3|Cid|c@mill.jp||user|true",
        "|Dan|nobody||user|false",
        "|Eva||03-5555-0001|user|false",
    )
    assert [type(row) for row in read(reading(tmp_path / "users.csv", text))] == [
        Accepted,
        LeftOut,
        LeftOut,
        Rejected,
        Accepted,
    ]
