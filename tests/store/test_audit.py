"""The audit keeps every act, each line bound to the one before, and says which line is not as it was written."""

import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.store.shop import make_workspace
from vocpipe.errors import AuditError
from vocpipe.store import audit
from vocpipe.store.audit import audit_key, audit_path, chain_of, note_act, note_settings
from vocpipe.store.audit_check import check_audit, read_acts
from vocpipe.store.workspace import Workspace


@pytest.fixture
def five(tmp_path: Path) -> Workspace:
    """A workspace with five acts."""
    workspace = make_workspace(tmp_path / "w")
    for number in range(5):
        note_act(workspace, "audience.export", author="mei", rows=number)
    return workspace


def lines(workspace: Workspace) -> list[bytes]:
    return audit_path(workspace).read_bytes().splitlines(keepends=True)


def write(workspace: Workspace, changed: list[bytes]) -> None:
    audit_path(workspace).write_bytes(b"".join(changed))


def test_acts_are_added_in_order_with_their_author_and_the_user(tmp_path, monkeypatch):
    monkeypatch.setattr(audit, "system_user", lambda: "jo")
    workspace = make_workspace(tmp_path)
    note_act(workspace, "export", author="mei", rows=3)
    note_act(workspace, "forget", nothing=None)
    shown = [{name: line[name] for name in line.keys() - {"at", "chain"}} for line in read_acts(workspace)]
    assert shown == [
        {"who": "mei", "user": "jo", "act": "export", "rows": 3, "n": 1},
        {"who": "jo", "act": "forget", "n": 2},
    ]
    assert check_audit(workspace).problem is None
    assert check_audit(workspace).n == 2


@pytest.mark.parametrize("name", ["n", "at", "who", "user", "chain"])
def test_no_detail_takes_the_place_of_a_part_of_the_line(tmp_path, name):
    with pytest.raises(KeyError, match=name):
        note_act(make_workspace(tmp_path), "export", **{name: "x"})


def test_without_acts_nothing_is_wrong_and_nothing_is_made(tmp_path):
    workspace = make_workspace(tmp_path)
    assert (check_audit(workspace).n, check_audit(workspace).problem) == (0, None)
    assert not workspace.private.exists()


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        (lambda all_: [all_[0].replace(b"mei", b"tom"), *all_[1:]], "line 1 was changed"),
        (lambda all_: [*all_[:2], all_[2].replace(b'"rows": 2', b'"rows": 9'), *all_[3:]], "line 3 was changed"),
        (lambda all_: [*all_[:4], all_[4].replace(b"audience", b"theme")], "line 5 was changed"),
        (lambda all_: [*all_[:2], b"no json\n", *all_[3:]], "line 3 was changed"),
        (lambda all_: [*all_[:2], all_[1], *all_[2:]], "line 3 was changed or added"),
        (lambda all_: [all_[1], all_[0], *all_[2:]], "missing before line 1: 1"),
        (lambda all_: all_[1:], "missing before line 1: 1"),
        (lambda all_: [*all_[:1], *all_[3:]], "missing before line 2: 2"),
        (lambda all_: all_[:4], "missing at the end, from line 5 on: 1"),
        (lambda all_: all_[:1], "missing at the end, from line 2 on: 4"),
        (lambda _: [], "missing at the end, from line 1 on: 5"),
        (lambda all_: [*all_[:4], all_[4][:20]], "line 5 was changed"),
        (lambda all_: [*all_, b"\n"], "line 6 was changed or added"),
    ],
)
def test_the_first_line_that_is_not_as_it_was_written_is_named(five, damage, says):
    write(five, damage(lines(five)))
    assert says in (check_audit(five).problem or "")
    note_act(five, "theme.rename")  # what comes later hides nothing
    assert check_audit(five).problem is not None


def test_a_deleted_audit_shows(five):
    audit_path(five).unlink()
    assert "missing at the end, from line 1 on: 5" in (check_audit(five).problem or "")


def test_a_line_with_a_chain_of_another_key_shows(five):
    forged = json.loads(lines(five)[-1])
    line = {**forged, "n": 6, "chain": ""}
    line["chain"] = chain_of(b"another key", forged["chain"], line)
    write(five, [*lines(five), json.dumps(line).encode() + b"\n"])
    assert "line 6 was changed or added" in (check_audit(five).problem or "")


@pytest.mark.parametrize("content", [None, b"{}", b'{"n": 3, "chain": "x", "settings": "", "seal": "x"}'])
def test_an_end_that_is_missing_or_forged_shows(five, content):
    end = five.private / "audit.end"
    end.unlink() if content is None else end.write_bytes(content)
    assert "audit.end" in (check_audit(five).problem or "")


def test_an_end_of_before_shows(five):
    former = (five.private / "audit.end").read_bytes()
    for _ in range(2):
        note_act(five, "theme.rename")
    (five.private / "audit.end").write_bytes(former)
    assert "older than the lines from line 6" in (check_audit(five).problem or "")


def test_a_kill_between_a_line_and_its_end_loses_nothing(five):
    end = five.private / "audit.end"
    former = end.read_bytes()
    note_act(five, "theme.rename")
    end.write_bytes(former)
    assert (check_audit(five).n, check_audit(five).problem) == (6, None)
    note_act(five, "theme.merge")
    assert (check_audit(five).n, check_audit(five).problem) == (7, None)


def test_a_full_disk_leaves_no_half_line(five, monkeypatch):
    before = lines(five)
    write_all = os.write
    monkeypatch.setattr(os, "write", lambda handle, content: write_all(handle, content[:10]))
    with pytest.raises(AuditError, match="nothing was done"):
        note_act(five, "theme.rename")
    monkeypatch.undo()
    assert lines(five) == before
    assert check_audit(five).problem is None


def test_many_writers_at_once_each_add_their_line(tmp_path):
    workspace = make_workspace(tmp_path)
    code = (
        "import sys; from pathlib import Path; from vocpipe.store.audit import note_act; "
        "from vocpipe.store.workspace import Workspace\n"
        "for n in range(20): note_act(Workspace(Path(sys.argv[1])), 'theme.pin', number=n)"
    )
    others = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path)]) for _ in range(2)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda number: note_act(workspace, "theme.hide", number=number), range(40)))
    assert [other.wait() for other in others] == [0, 0]
    assert (check_audit(workspace).n, check_audit(workspace).problem) == (80, None)


def test_a_long_audit_costs_no_more_to_add_to(tmp_path):
    workspace = make_workspace(tmp_path)
    note_act(workspace, "theme.pin")
    first, key = json.loads(lines(workspace)[0]), audit_key(workspace)
    written, chain = [], first["chain"]
    for n in range(2, 100_001):
        line = {"at": "2026-01-01T00:00:00", "who": "jo", "act": "theme.pin", "n": n}
        chain = chain_of(key, chain, line)
        written.append(json.dumps({**line, "chain": chain}))
    write(workspace, [*lines(workspace), "\n".join(written).encode() + b"\n"])
    end = audit.End(100_000, chain)
    (workspace.private / "audit.end").write_text(json.dumps({**audit._fields(end), "seal": end.seal(key)}))
    start = time.perf_counter()
    for _ in range(10):
        note_act(workspace, "theme.hide")
    assert time.perf_counter() - start < 2  # milliseconds each, where reading all lines takes most of a second
    assert (check_audit(workspace).n, check_audit(workspace).problem) == (100_010, None)


def test_settings_that_changed_are_noted_once(tmp_path):
    workspace = make_workspace(tmp_path)
    for text in ("", "", "[workspace]\n", "[workspace]\n", ""):
        (tmp_path / "vocpipe.toml").write_text(text, encoding="utf-8")
        note_settings(workspace)
        note_act(workspace, "theme.pin")
    seen = [line["settings"] for line in read_acts(workspace) if line["act"] == "settings.change"]
    assert len(seen) == 3
    assert seen[0] == seen[2] != seen[1]
    assert check_audit(workspace).problem is None
