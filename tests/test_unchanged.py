"""That nothing is new is said only as long as it is so: whatever a refresh would look at anew breaks the seal."""

import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from tests.flows import shop
from vocpipe import unchanged
from vocpipe.inbox.entries import append_entry
from vocpipe.inbox.outbox import note_refresh
from vocpipe.store.heartbeat import note_refreshed
from vocpipe.store.workspace import Workspace

DAY = timedelta(days=1)
PULLED = 'pull = "zendesk"\nsubdomain = "acme"\nemail = "reader@acme.example"'


def _now(moment: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return moment

    monkeypatch.setattr(unchanged, "datetime", Clock)


def _sealed(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    with workspace.connect():
        pass
    workspace.published.mkdir(exist_ok=True)
    (workspace.published / "voc-1.duckdb").write_bytes(b"a snapshot")
    workspace.snapshot_link.symlink_to("voc-1.duckdb")
    with monkeypatch.context() as later:
        _now(datetime.now(UTC) + timedelta(seconds=5), later)
        before = unchanged.look(workspace)
    assert before is not None
    unchanged.seal(workspace, before)
    _now(datetime.now(UTC) + timedelta(seconds=9), monkeypatch)
    return workspace


@pytest.fixture
def sealed(tmp_path, monkeypatch):
    return _sealed(shop.make(tmp_path / "w"), monkeypatch)


def test_nothing_is_new_right_after_a_refresh_and_whatever_is_only_looked_at(sealed):
    assert unchanged.is_unchanged(sealed)
    note_refreshed(sealed, sealed.settings)
    note_refresh(sealed, failed=False, now=datetime(2026, 1, 1))
    (sealed.root / "inputs" / "notes.txt").write_text("no source names it")
    assert unchanged.is_unchanged(sealed)


def _same_size_and_time(workspace: Workspace) -> None:
    path = workspace.root / "inputs" / "answers.csv"
    about = path.stat()
    path.write_bytes(path.read_bytes().replace(b"slow", b"fast"))
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))


CHANGES: dict[str, Callable[[Workspace], object]] = {
    "a file that came": lambda w: shutil.copy(w.root / "inputs" / "answers.csv", w.root / "inputs" / "answers2.csv"),
    "a file that went": lambda w: (w.root / "inputs" / "customers.csv").unlink(),
    "another content of the same size and time": _same_size_and_time,
    "other rights to a file": lambda w: (w.root / "inputs" / "answers.csv").chmod(0o600),
    "settings": lambda w: (w.root / "vocpipe.toml").write_text(f"{shop.SETTINGS}\n[risk]\nlist_size = 9\n"),
    "a decision": lambda w: append_entry(w, "rename", theme_id="t1", detail={"name_en": "Billing"}),
    "another secret": lambda w: (w.private / "secret.key").write_bytes(bytes(32)),
    "somebody to be forgotten": lambda w: (w.private / "forget.json").write_text("{}"),
    "the private database": lambda w: w.database.write_bytes(b"damaged"),
    "the snapshot": lambda w: (w.published / "voc-1.duckdb").write_bytes(b"A snapshot"),
    "no snapshot": lambda w: (w.published / "voc-1.duckdb").unlink(),
    "a link that leads elsewhere": lambda w: w.snapshot_link.unlink() or w.snapshot_link.symlink_to("voc-0.duckdb"),
    "a damaged seal": lambda w: (w.private / "unchanged.json").write_text("{"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_changed_is_looked_at(change, sealed):
    CHANGES[change](sealed)
    assert not unchanged.is_unchanged(sealed)


@pytest.mark.parametrize("by", [DAY, -DAY])
def test_a_day_later_and_by_a_clock_that_was_set_back_all_is_looked_at(by, sealed, monkeypatch):
    _now(datetime.now(UTC) + by, monkeypatch)
    assert not unchanged.is_unchanged(sealed)


def test_another_version_looks_at_everything(sealed, monkeypatch):
    monkeypatch.setattr(unchanged, "__version__", "0.0.0")
    assert not unchanged.is_unchanged(sealed)


def test_a_look_removes_the_seal_of_before(sealed):
    unchanged.look(sealed)
    assert not unchanged.is_unchanged(sealed)


def _with(workspace: Workspace, option: str) -> Workspace:
    text = shop.SETTINGS.replace('score_type = "nps"', f'score_type = "nps"\n{option}')
    (workspace.root / "vocpipe.toml").write_text(text, encoding="utf-8")
    return workspace


def test_what_is_kept_for_a_time_only_is_looked_at_each_day(tmp_path, monkeypatch):
    sealed = _sealed(_with(shop.make(tmp_path / "w"), 'retention = "2 years"'), monkeypatch)
    today = datetime.now(UTC)
    midnight = (today + DAY).replace(hour=0, minute=0, second=0, microsecond=0)
    _now(midnight, monkeypatch)
    assert not unchanged.is_unchanged(sealed)


@pytest.mark.parametrize("option", ['expect = "daily"', PULLED])
def test_a_source_that_is_late_or_pulled_leaves_no_seal(option, tmp_path):
    workspace = _with(shop.make(tmp_path / "w"), option)
    unchanged.seal(workspace, unchanged.look(workspace))
    assert not unchanged.is_unchanged(workspace)


def test_a_change_during_the_refresh_is_looked_at_by_the_next(tmp_path, monkeypatch):
    workspace = shop.make(tmp_path / "w")
    with workspace.connect():
        pass
    with monkeypatch.context() as later:
        _now(datetime.now(UTC) + timedelta(seconds=5), later)
        before = unchanged.look(workspace)
    append_entry(workspace, "rename", theme_id="t1", detail={"name_en": "Billing"})
    unchanged.seal(workspace, before)
    _now(datetime.now(UTC) + timedelta(seconds=9), monkeypatch)
    assert not unchanged.is_unchanged(workspace)
