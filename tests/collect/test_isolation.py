"""A file that can't be read fails alone, in one line that says what to do, and is read again when something changes."""

import json
import os
import zlib
from pathlib import Path

import pytest

from tests.collect.hostile import book, packed
from tests.collect.site import FAKE, REVIEWS
from vocpipe.collect import load, read, write
from vocpipe.records import Accepted, Feedback
from vocpipe.settings import Settings

GOOD = "id,comment\n1,The export stops\n2,検索が遅い\n"
ALL = {"name": "reviews", "path": "inputs/*", "kind": "review"}


class PanicException(BaseException):
    """A panic."""


ERRORS = [
    *(zlib.error("Error -3: 山田太郎"), OverflowError("山田太郎"), KeyError("山田太郎"), AttributeError("山田太郎")),
    *(MemoryError(), RecursionError("山田太郎"), AssertionError(), PanicException("山田太郎"), OSError("山田太郎")),
    *(UnicodeDecodeError("utf-8", b"\xff", 0, 1, "山田太郎"), SystemError("山田太郎")),
]


def raising(error):
    def read(_):
        yield Accepted(1, [Feedback(source_id="1", text="lost")])
        raise error

    return read


def encrypted(data):
    """A packed file whose members say that they have a password."""
    changed = bytearray(data)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = changed.find(mark)
        while start >= 0:
            changed[start + at] |= 1
            start = changed.find(mark, start + 1)
    return bytes(changed)


def flipped(data):
    changed = bytearray(data)
    at = changed.find(b"xl/worksheets/sheet1.xml") + 60
    changed[at] ^= 0x40
    return bytes(changed)


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_whatever_a_reader_raises_only_its_file_fails(site, monkeypatch, fake, error):
    from vocpipe.collect.reader import Reader
    from vocpipe.collect.registry import readers

    monkeypatch.setitem(readers(), "fake", Reader("fake", "ticket", raising(error), lambda path: False))
    site.put("a.fake", "")
    site.put("b.csv", GOOD)
    files = {file["file"]: file for file in site.collect(FAKE, REVIEWS)}
    assert files["inputs/b.csv"]["rows_accepted"] == 2
    said = files["inputs/a.fake"]["error"]
    assert said and "\n" not in said and "山田" not in said
    assert site.rows("SELECT count(*) FROM feedback_raw") == [(2,)]
    log = site.workspace.private / "faults.jsonl"
    assert "山田" not in log.read_text(encoding="utf-8")
    assert json.loads(log.read_text(encoding="utf-8").splitlines()[0])["frames"][-1].endswith(" read")
    assert log.stat().st_mode & 0o777 == 0o600


def test_a_person_who_stops_the_refresh_does_stop_it(site, monkeypatch, fake):
    from vocpipe.collect.reader import Reader
    from vocpipe.collect.registry import readers

    monkeypatch.setitem(readers(), "fake", Reader("fake", "ticket", raising(KeyboardInterrupt()), lambda path: False))
    site.put("a.fake", "")
    with pytest.raises(KeyboardInterrupt):
        site.collect(FAKE)


def test_damaged_files_fail_alone(site):
    site.put("flipped.xlsx", flipped(book()))
    site.put("encrypted.xlsx", encrypted(book()))
    site.put("encrypted.zip", encrypted(packed({"a.csv": GOOD})))
    site.put("good.csv", GOOD)
    files = {file["file"]: file for file in site.collect(ALL)}
    assert [name for name, file in files.items() if file["error"] is None] == ["inputs/good.csv"]
    assert all("\n" not in (file["error"] or "") for file in files.values())


def test_the_last_day_of_the_calendar_at_24_is_no_time(site):
    site.put("a.csv", "id,created_at,comment\n1,9999/12/31 24:00,late\n2,0001-01-01 00:00,early\n3,2026-01-05,good\n")
    [file] = site.collect()
    assert (file["error"], file["rows_accepted"], file["values_refused"]) == (None, 3, 2)


def test_a_name_in_another_encoding_than_the_systems_is_read(site):
    name = os.fsencode(site.workspace.root / "inputs") + b"/" + "請求書.csv".encode("cp932")
    Path(os.fsdecode(name)).write_text(GOOD, encoding="utf-8")
    [file] = site.collect()
    assert (file["rows_accepted"], file["error"]) == (2, None)
    assert site.collect() == []


def test_a_file_that_failed_is_read_again_when_it_or_vocpipe_changes(site, monkeypatch):
    site.put("a.csv", b"\x00\x01\x02" * 10)
    assert len(site.collect()) == 1
    assert site.collect() == []
    for module in (read, write):
        monkeypatch.setattr(module, "__version__", "99")
    assert len(site.collect()) == 1
    site.put("a.csv", GOOD)
    assert [file["error"] for file in site.collect()] == [None]


def test_a_file_for_which_memory_was_short_is_tried_again_each_time(site, monkeypatch, fake):
    from vocpipe.collect.reader import Reader
    from vocpipe.collect.registry import readers

    monkeypatch.setitem(readers(), "fake", Reader("fake", "ticket", raising(MemoryError()), lambda path: False))
    site.put("a.fake", "")
    assert len(site.collect(FAKE)) == 1
    assert len(site.collect(FAKE)) == 1


def test_a_value_that_the_database_refuses_fails_its_file_alone(site, fake):
    fake["a.fake"] = [Accepted(1, [Feedback(source_id="1", text="x", part_no=1 << 40)])]
    site.put("a.fake", "")
    site.put("b.csv", GOOD)
    errors = {file["file"]: file["error"] for file in site.collect(FAKE, REVIEWS)}
    assert errors["inputs/a.fake"]
    assert errors["inputs/b.csv"] is None


def test_a_file_that_changes_while_it_is_read_is_recorded_as_it_was_read(site, monkeypatch):
    site.put("a.csv", GOOD)
    path = site.workspace.root / "inputs" / "a.csv"
    real, contents = load.read_file, [GOOD + "3,third\n", GOOD + "3,third\n4,fourth\n"]

    def reading(job, file, note):
        result = real(job, file, note)
        if contents:
            path.write_text(contents.pop(0), encoding="utf-8")
        return result

    monkeypatch.setattr(load, "read_file", reading)
    [file] = site.collect()
    assert (file["rows_accepted"], file["bytes"]) == (4, path.stat().st_size)


def test_a_file_that_never_stops_changing_is_left_for_the_next_refresh(site, monkeypatch):
    site.put("a.csv", GOOD)
    path = site.workspace.root / "inputs" / "a.csv"
    real = load.read_file

    def reading(job, file, note):
        result = real(job, file, note)
        path.write_text(path.read_text(encoding="utf-8") + "9,more\n", encoding="utf-8")
        return result

    monkeypatch.setattr(load, "read_file", reading)
    *_, file = site.collect()
    assert "changed each time while it was being read" in file["error"]
    assert site.rows("SELECT count(*) FROM feedback_raw") == [(0,)]
    monkeypatch.setattr(load, "read_file", real)
    assert site.collect()[0]["error"] is None


def test_the_limits_of_the_settings_hold(site):
    site.put("a.csv", GOOD + f"3,{'x' * 2000}\n")
    settings = Settings.model_validate({"source": [REVIEWS], "limits": {"cell_characters": 1000}})
    with site.workspace.connect() as connection:
        [file] = load.collect(connection, site.workspace, settings, "run-1").to_pylist()
        assert (file["rows_accepted"], file["rows_rejected"]) == (2, 1)
        raised = Settings.model_validate({"source": [REVIEWS], "limits": {"cell_characters": 3000}})
        [file] = load.collect(connection, site.workspace, raised, "run-2").to_pylist()
        assert (file["rows_accepted"], file["rows_rejected"]) == (3, 0)
        low = Settings.model_validate({"source": [REVIEWS], "limits": {"rows": 1}})
        [file] = load.collect(connection, site.workspace, low, "run-3").to_pylist()
        assert "rows under [limits] in vocpipe.toml" in file["error"]
