import getpass
import multiprocessing
import sqlite3
from datetime import datetime

import pytest

from tests.store.shop import make_workspace
from vocpipe.errors import AuditError, DamageError, EditError, NewerVersionError, VocpipeError
from vocpipe.inbox import entries as module
from vocpipe.inbox.entries import (
    ACTIONS,
    MATCHES,
    THEME_EDITS,
    append_entry,
    check_inbox,
    inbox_path,
    read_entries,
    undo_entry,
)
from vocpipe.store.audit import audit_path
from vocpipe.store.audit_check import read_acts


@pytest.fixture
def workspace(tmp_path):
    return make_workspace(tmp_path)


def write(root, name, count):
    from vocpipe.store.workspace import Workspace

    for number in range(count):
        append_entry(Workspace(root), "rename", theme_id=f"t_{number}", detail={"name_en": name}, author=name)


def test_reading_makes_no_inbox(workspace):
    assert read_entries(workspace) == []
    assert not inbox_path(workspace).exists()


def test_a_decision_comes_back_as_it_was_with_author_and_time(workspace):
    entry = append_entry(workspace, "rename", theme_id="t_1", detail={"name_ja": "請求書"}, author="ann")
    assert read_entries(workspace) == [entry]
    assert (entry.author, entry.kind, entry.theme_id, entry.detail) == ("ann", "rename", "t_1", {"name_ja": "請求書"})
    assert abs((entry.edited_at - datetime.utcnow()).total_seconds()) < 60


def test_without_an_author_it_is_the_systems_user(workspace, monkeypatch):
    monkeypatch.setattr(getpass, "getuser", lambda: "root-of-all")
    assert append_entry(workspace, "pin", theme_id="t_1", detail={}).author == "root-of-all"


def test_times_follow_each_other_whatever_the_clock_says(workspace, monkeypatch):
    first = append_entry(workspace, "pin", theme_id="t_1", detail={})

    class Slow(datetime):
        @classmethod
        def now(cls, zone=None):
            return datetime(2001, 1, 1, tzinfo=zone)

    monkeypatch.setattr(module, "datetime", Slow)
    second = append_entry(workspace, "pin", theme_id="t_2", detail={})
    assert second.edited_at > first.edited_at
    assert [entry.theme_id for entry in read_entries(workspace)] == ["t_1", "t_2"]


def test_an_undone_decision_stays_with_who_undid_it(workspace):
    entry = append_entry(workspace, "pin", theme_id="t_1", detail={}, author="ann")
    undone = undo_entry(workspace, entry.edit_id, author="bob")
    assert read_entries(workspace) == [undone]
    assert undone.undone_by == "bob"
    assert undone.undone_at > entry.edited_at
    with pytest.raises(EditError, match="was undone before, by bob"):
        undo_entry(workspace, entry.edit_id)


def test_every_decision_and_its_undoing_is_in_the_audit(workspace):
    for journal in (THEME_EDITS, ACTIONS, MATCHES):
        entry = append_entry(workspace, "x", theme_id="t_1", detail={"title": "no word"}, author="mio", journal=journal)
        undo_entry(workspace, entry.edit_id, author="jo", journal=journal)
    noted = [(line["who"], line["act"]) for line in read_acts(workspace) if line]
    assert noted == [
        (who, f"{journal}.{act}")
        for journal in ("theme", "action", "match")
        for who, act in (("mio", "x"), ("jo", "undo"))
    ]
    assert "no word" not in audit_path(workspace).read_text(encoding="utf-8")


def test_what_cannot_be_noted_is_not_decided(workspace):
    (workspace.private / "audit.jsonl").mkdir(parents=True)
    with pytest.raises(AuditError, match="nothing was done"):
        append_entry(workspace, "pin", theme_id="t_1", detail={})
    assert read_entries(workspace) == []


def test_an_unknown_decision_cannot_be_undone(workspace):
    with pytest.raises(EditError, match="there is no edit 'e_0'"):
        undo_entry(workspace, "e_0")


def test_many_writers_lose_nothing(workspace):
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=write, args=(workspace.root, name, 25)) for name in ("ann", "bob", "eve")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    entries = read_entries(workspace)
    assert len(entries) == 75
    assert len({entry.edit_id for entry in entries}) == len({entry.edited_at for entry in entries}) == 75
    with sqlite3.connect(inbox_path(workspace)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_file_that_is_not_an_inbox_is_reported_in_one_line_and_kept(workspace):
    workspace.private.mkdir()
    content = b"this is no database, but it is long enough to be read" * 10
    inbox_path(workspace).write_bytes(content)
    for use in (read_entries, check_inbox):
        with pytest.raises(DamageError, match=r"inbox\.sqlite, which holds what people decided, is damaged"):
            use(workspace)
    assert inbox_path(workspace).read_bytes() == content


def test_damage_anywhere_in_the_inbox_is_found_before_a_refresh_works_with_it(workspace):
    for number in range(60):
        append_entry(workspace, "rename", theme_id=f"t_{number}", detail={"name_en": "n" * 200}, author="ann")
    with sqlite3.connect(inbox_path(workspace)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray(inbox_path(workspace).read_bytes())
    for at in range(4096, len(content), 4096):
        content[at : at + 8] = b"\xff" * 8
    inbox_path(workspace).write_bytes(content)
    with pytest.raises(DamageError, match="is damaged"):
        check_inbox(workspace)


@pytest.mark.parametrize("column", ["detail", "edited_at"])
def test_an_entry_that_nobody_can_have_written_is_damage(workspace, column):
    append_entry(workspace, "pin", theme_id="t_1", detail={})
    with sqlite3.connect(inbox_path(workspace)) as connection:
        connection.execute(f"UPDATE theme_edit SET {column} = '{{broken'")
    with pytest.raises(DamageError, match="is damaged"):
        read_entries(workspace)


def test_an_inbox_of_a_newer_vocpipe_is_refused(workspace):
    append_entry(workspace, "pin", theme_id="t_1", detail={})
    with sqlite3.connect(inbox_path(workspace)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(NewerVersionError, match="newer vocpipe"):
        append_entry(workspace, "pin", theme_id="t_2", detail={})


def test_a_folder_in_the_place_of_the_inbox_is_reported_in_one_line(workspace):
    inbox_path(workspace).mkdir(parents=True)
    with pytest.raises(VocpipeError) as error:
        read_entries(workspace)
    assert "\n" not in str(error.value)
