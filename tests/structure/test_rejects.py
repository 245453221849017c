import pytest

from tests.builders import add_all
from tests.structure.database import new_database, structure
from vocpipe.store.workspace import statement
from vocpipe.structure.rejects import shape

REFUSALS = [
    ("score", "eleven a@b.co"),
    ("note", "田中" * 40),
    (None, "田中,a@b.co,12"),
    (None, "eleven a@b.co"),
    ("x", None),
]


@pytest.fixture
def connection():
    return new_database()


def refuse(connection, refusals, run_id="r", file_id="f"):
    key = {"run_id": run_id, "file_id": file_id}
    rows = [key | {"row": row, "field": field, "raw": raw} for row, (field, raw) in enumerate(refusals)]
    add_all(connection, "ingest_reject", rows)


def published(connection):
    query = statement("vocpipe.collect", "published/ingest_reject.sql")
    return [row[0] for row in connection.execute(f"SELECT raw FROM ({query}) ORDER BY run_id, row").fetchall()]


def masks(connection):
    return connection.execute("SELECT raw, masked FROM reject_mask ORDER BY raw, is_value").fetchall()


def test_refused_values_are_masked_and_refused_rows_become_shapes(connection):
    refuse(connection, REFUSALS)
    assert structure(connection)["rejects"] == 4
    assert published(connection) == ["eleven [EMAIL]", "〇" * 80, "〇〇,x@x.xx,99", "xxxxxx x@x.xx", None]


def test_a_text_is_masked_once_however_often_it_is_refused(connection):
    refuse(connection, [REFUSALS[0], REFUSALS[0]])
    assert structure(connection)["rejects"] == 1
    refuse(connection, [REFUSALS[0]], run_id="s", file_id="g")
    assert structure(connection)["rejects"] == 0
    assert published(connection) == ["eleven [EMAIL]"] * 3
    assert masks(connection) == [("eleven a@b.co", "eleven [EMAIL]")]


def test_masks_of_texts_that_are_no_longer_rejected_are_deleted(connection):
    refuse(connection, REFUSALS[:1])
    refuse(connection, REFUSALS[2:3], file_id="g")
    structure(connection)
    connection.execute("DELETE FROM ingest_reject WHERE file_id = 'f'")
    assert structure(connection)["rejects"] == 0
    assert masks(connection) == [("田中,a@b.co,12", "〇〇,x@x.xx,99")]


def test_a_shape_reveals_no_content():
    assert shape("山田太郎,taro@x.com,090-1234,Ａ２ |") == "〇〇〇〇,xxxx@x.xxx,999-9999,x9 |"
    assert shape("a" * 500) == "x" * 120 + "…"
