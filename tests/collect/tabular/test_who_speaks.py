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
