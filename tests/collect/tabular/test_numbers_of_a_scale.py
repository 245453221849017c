"""Numbers that may be a score under a name that says nothing, and records within a row."""

import json

import pytest

from tests.collect.tabular.tables import cycle, days, ids, said

PEOPLE = [{"role": "agent", "body": "We have looked into it"}, {"role": "customer", "body": "It is late"}]
GOODS = [{"sku": "A1", "note": "A box that was broken"}, {"sku": "B2", "note": "Left at the door of a neighbor"}]


def test_numbers_of_a_scale_are_told_of(read):
    table = read({"date": days(), "how it went": cycle(4, 1, 3, 5), "comment": said()}, "review")
    assert table.feedback[0].score is None
    assert any("how it went" in sentence for sentence in table.reading.unread)


def test_counts_ids_and_order_are_not_told_of(read):
    table = read({"date": days(), "visits": cycle(10, 40, 7), "row": list(range(12)), "comment": said()}, "review")
    assert table.reading.unread == []


@pytest.mark.parametrize("name", ["番号", "連番", "No.", "#", "受付番号"])
def test_numbers_that_begin_anew_on_every_sheet_are_not_told_of(read, name):
    table = read({"date": days(), name: cycle(1, 2, 3, 4, 5, 6), "comment": said()}, "survey")
    assert not any(f"{name};" in sentence or f": {name}" in sentence for sentence in table.reading.unread)


def test_records_within_a_row_are_no_voice_and_told_of(read):
    table = read({"id": ids(), "date": days(), "subject": said(), "comments": cycle(json.dumps(GOODS))}, "ticket")
    assert not any("sku" in (part.text or "") for part in table.feedback)
    assert any("'comments'" in sentence for sentence in table.reading.unread)


def test_messages_within_a_row_are_the_customers_alone(read):
    table = read({"id": ids(), "date": days(), "subject": said(), "comments": cycle(json.dumps(PEOPLE))}, "ticket")
    assert {part.text for part in table.feedback} == {"It is late"}
    assert table.reading.unread == []


def test_a_number_of_a_customer_is_the_customers_in_other_languages(read):
    table = read({"Fecha": days(), "Nº de socio": ids("S"), "Ticket cliente no": cycle("x"), "comentario": said()})
    assert (table.columns["customer_id"], table.feedback[0].customer_ref) == ("Nº de socio", "S103")
