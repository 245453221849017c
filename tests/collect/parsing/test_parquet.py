"""Parquet files: types, structures, dictionaries, columns of bytes."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pyarrow as pa
import pytest
from pyarrow import parquet

from tests.collect.parsing.tables import reading, rows_of
from vocpipe.collect.parsing.grid import open_grid, plain_reading
from vocpipe.collect.parsing.limits import limited
from vocpipe.collect.parsing.look import look_at_table
from vocpipe.collect.tabular.table import read_table as read
from vocpipe.errors import ReadError
from vocpipe.settings.limits import LimitsSettings


def test_typed_columns_become_feedback(tmp_path):
    at = datetime(2026, 5, 1, 9, 30, tzinfo=UTC)
    table = pa.table(
        {
            "review_id": pa.array([9007199254740993, 2]),
            "created_at": pa.array([at, None], pa.timestamp("ns", tz="Asia/Tokyo")),
            "rating": pa.array([4.5, float("nan")]),
            "body": pa.array(["字が小さい", "Fine"]).dictionary_encode(),
        }
    )
    parquet.write_table(table, tmp_path / "a.parquet")
    first, second = (outcome.feedback[0] for outcome in read(reading(tmp_path / "a.parquet", score_type="stars")))
    assert (first.source_id, first.created_at, first.score) == ("9007199254740993", at, 4.5)
    assert (second.text, second.created_at, second.score) == ("Fine", None, None)


def test_structures_are_flattened_and_bytes_are_named(tmp_path):
    kind = pa.struct([("mail", pa.string()), ("plan", pa.struct([("name", pa.string())]))])
    table = pa.table(
        {
            "who": pa.array([{"mail": "a@example.jp", "plan": {"name": "pro"}}, None], kind),
            "fee": pa.array([Decimal("29.90"), None]),
            "ok": [True, False],
            "day": [date(2026, 5, 1), None],
            "tags": [["a", "b"], []],
            "notes": [[{"n": 1}], None],
            "picture": [b"\x89PNG", b""],
        }
    )
    parquet.write_table(table, tmp_path / "a.parquet")
    about, rows = rows_of(tmp_path / "a.parquet")
    assert rows == {
        1: {"who.mail": "a@example.jp", "who.plan.name": "pro", "fee": "29.9", "ok": "true", "day": "2026-05-01",
            "tags": "a; b", "notes": '[{"n": 1}]'},
        2: {"ok": "false"},
    }  # fmt: skip
    assert about.unread == ["columns of bytes were not read: picture"]


def test_rows_are_numbered_through_batches(tmp_path):
    parquet.write_table(pa.table({"id": range(12_000), "body": ["slow"] * 12_000}), tmp_path / "a.parquet")
    _, rows = rows_of(tmp_path / "a.parquet")
    assert list(rows) == list(range(1, 12_001))
    assert rows[12_000] == {"id": "11999", "body": "slow"}


@pytest.mark.parametrize("content", [b"PAR1 and no more", b"no parquet"])
def test_a_damaged_file_is_refused(tmp_path, content):
    (tmp_path / "a.parquet").write_bytes(content)
    with pytest.raises(ReadError, match="Parquet"):
        list(read(reading(tmp_path / "a.parquet")))


def test_a_file_that_is_damaged_inside_is_refused_when_it_is_reached(tmp_path):
    path = tmp_path / "damaged.parquet"
    table = pa.table({"text": [f"The export stops at row {number}" for number in range(500)]})
    parquet.write_table(table, path, compression="snappy", use_dictionary=False)
    data = bytearray(path.read_bytes())
    data[200:400] = b"\xff" * 200
    path.write_bytes(data)
    with pytest.raises(ReadError):
        list(open_grid(plain_reading(path)).rows())
    assert not look_at_table(path).rows


def test_more_rows_than_the_limits_allow_are_refused_before_any_is_read(tmp_path):
    parquet.write_table(pa.table({"comment": ["slow"] * 4}), tmp_path / "a.parquet")
    with limited(LimitsSettings(rows=3)), pytest.raises(ReadError, match="more than 3 rows"):
        open_grid(reading(tmp_path / "a.parquet"))
    with limited(LimitsSettings(rows=4)):
        assert len(list(open_grid(reading(tmp_path / "a.parquet")).rows())) == 4
