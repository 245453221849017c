"""Zendesk's CSV exports, and tables of tickets from a warehouse."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.bench import EXPORTS, ours_and_bench
from tests.collect.readers.tickets import CSV_HEADER, CSV_ROW
from tests.collect.vendor_files import accepted, left_out_whole, only, read, rejected
from vocpipe.collect.readers.zendesk import READER
from vocpipe.errors import ReadError
from vocpipe.records import Accepted

AGENT = "an agent's words, not a customer's"


def test_a_csv_gives_subjects_and_a_warning_that_says_what_to_use() -> None:
    outcomes, reading = read(READER, CSV_HEADER + CSV_ROW)
    assert isinstance(outcomes[0], Accepted)
    message, rated = outcomes[0].feedback
    assert outcomes[0].row == 2
    assert (message.source_id, message.title, message.text) == ("42", "Invoice, again", None)
    assert (message.customer_ref, message.customer_email) == ("C-9", "j@example.com")
    assert message.created_at == datetime(2026, 1, 5, 1, 0, tzinfo=UTC)  # the settings' zone is Tokyo
    assert message.attrs == {
        "status": "solved",
        "tags": ["billing", "vip"],
        "channel": "Web form",
        "custom_fields": {"POD [list]": "A1"},
    }
    assert (rated.source_id, rated.score) == ("42-csat", 5.0)
    assert outcomes[0].raw["Subject"] == "Invoice, again"
    assert "subjects only" in reading.warnings[0]
    assert "JSON" in reading.warnings[0]


def test_a_csv_row_that_an_agent_submitted_is_not_the_customers() -> None:
    row = CSV_ROW.replace("com,Jane", "com,Agent Smith").replace(",Good,", ",,")
    assert left_out_whole(READER, CSV_HEADER + row) == f"nothing of a customer in it: {AGENT}"


def test_the_header_again_is_no_ticket() -> None:
    assert rejected(READER, CSV_HEADER + CSV_HEADER.upper()) == "the header again, not a row of data"


def test_a_deleted_csv_row_is_a_tombstone_too() -> None:
    assert only(accepted(READER, CSV_HEADER + CSV_ROW.replace("Solved", "Deleted"))).deleted


def test_a_csv_with_descriptions_is_read_without_the_warning() -> None:
    outcomes, reading = read(
        READER, "id,subject,description,requester_id,submitter_id,status\n5,s,the words,1,1,open\n"
    )
    assert isinstance(outcomes[0], Accepted)
    assert only(outcomes[0]).text == "the words"
    assert reading.warnings == []


def test_a_csv_without_the_columns_is_an_error_that_lists_them() -> None:
    with pytest.raises(ReadError, match="its columns are: a, b"):
        read(READER, "a,b\n1,2\n")
    with pytest.raises(ReadError, match="no column 'nope'"):
        read(READER, CSV_HEADER + CSV_ROW, columns={"customer_id": "nope"})


@pytest.mark.parametrize(
    "path",
    ours_and_bench("warehouse_tickets.csv", "exports/warehouse_zendesk/ticket_data.csv"),
    ids=lambda path: path.stem,
)
def test_a_warehouse_table_of_tickets_is_read_whole(path: Path) -> None:
    outcomes, _ = read(READER, path)
    assert len(outcomes) > 0
    assert all(isinstance(part, Accepted) for part in outcomes)


def test_a_warehouses_times_are_utc() -> None:
    table = (EXPORTS / "warehouse_tickets.csv").read_text(encoding="utf-8")
    outcomes, _ = read(READER, table.replace("_synced", "_fivetran_synced"))
    assert isinstance(outcomes[0], Accepted)
    assert str(outcomes[0].feedback[0].created_at) == "2026-02-01 08:15:00+00:00"
