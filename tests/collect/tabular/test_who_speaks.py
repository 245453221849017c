"""Who speaks, and whose address it is."""

import pytest

from tests.collect.tabular.tables import cycle, days, ids, said


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("sender_type", ("customer", "agent")),
        ("対応者区分", ("お客様", "オペレーター")),
        ("inbound", ("True", "False")),
        ("発言者", ("顧客", "ボット")),
    ],
)
def test_only_customers_rows_are_voices_and_the_others_are_counted(read, column, words):
    table = read({"message_id": ids(), "sent": days(), column: cycle(*words), "text": said()}, "message")
    assert (len(table.feedback), len(table.left_out)) == (6, 6)


def test_words_that_do_not_show_who_speaks_are_kept_and_said(read):
    words = cycle("customer", "agent", "customer", "zorg")
    table = read({"sent": days(), "sender_type": words, "text": said()}, "message")
    assert (len(table.feedback), len(table.left_out)) == (9, 3)
    assert table.says("zorg")


def test_an_address_under_any_name_is_the_customers_unless_it_is_an_agents(read):
    people, agents = [f"p{number}@example.com" for number in range(12)], cycle("desk@corp.example")
    table = read({"担当者": agents, "ユーザー名": people, "comment": said()})
    assert table.columns["email"] == "ユーザー名"


def test_a_column_of_addresses_without_one_is_passed_over(read):
    table = read({"メール": cycle("anonymous"), "comment": said()})
    assert "email" not in table.columns
    assert table.feedback[0].attrs["メール"] == "anonymous"


def test_how_well_cells_fit_is_noted(read):
    table = read({"id": ids(), "date": [*days()[:9], "x", "y", "z"], "nps": cycle(9, 3, 7), "comment": said()})
    assert {use.field: use.fits for use in table.reading.columns} == {
        "id": 1.0,
        "created_at": 0.75,
        "score": 1.0,
        "text": None,
    }


def test_the_settings_say_who_speaks_where_the_words_do_not(read):
    words = cycle("customer", "agent", "zorg", "blip")
    columns = {"sent": days(), "sender_type": words, "text": said()}
    table = read(columns, "message", speakers={"zorg": "agent", "blip": "customer"})
    assert (len(table.feedback), len(table.left_out)) == (6, 6)


@pytest.mark.parametrize(
    ("column", "own"),
    [("投稿者", "みなと鉄道【公式】"), ("author", "Harbor Rail Official"), ("アカウント名", "公式_港")],
)
def test_an_account_that_calls_itself_official_is_said_and_left_out_on_request(read, column, own):
    columns = {"sent": days(), column: [own, *[f"rider{number}" for number in range(11)]], "text": said()}
    table = read(columns, "post")
    assert len(table.feedback) == 12
    assert table.says("call themselves official", f'speakers = {{ "{own}" = "agent" }}')
    assert len(read(columns, "post", speakers={own: "agent"}).left_out) == 1


def test_what_somebody_else_wrote_is_left_out(read):
    texts = ["RT @harbor_rail: The night line is back", "RT: as I said, it is late", *said()[2:]]
    table = read({"sent": days(), "text": texts}, "post")
    assert (len(table.feedback), len(table.left_out)) == (11, 1)


@pytest.mark.parametrize(
    "name", ["受講者番号", "患者ID", "プレーヤーID", "subscriber_number", "Patient ID", "組合員コード"]
)
def test_an_id_is_called_by_what_customers_are(read, name):
    table = read({name: [f"A{number}" for number in range(12)], "comment": said()})
    assert table.columns["customer_id"] == name


def test_the_senders_of_mails_to_the_company_are_the_customers(read):
    people = [f"guest{number}@mail.example" for number in range(12)]
    senders = [person if number % 2 else "desk@hotel.example" for number, person in enumerate(people)]
    receivers = ["desk@hotel.example" if number % 2 else person for number, person in enumerate(people)]
    table = read({"date": days(), "from": senders, "to": receivers, "body": said()}, "message")
    assert ([part.customer_email for part in table.feedback], len(table.left_out)) == (people[1::2], 6)
