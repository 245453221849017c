"""Models are loaded ahead only if there will be texts for them."""

import os

import pytest
from prefect.events.worker import EventsWorker

from tests.flows import shop
from vocpipe.flows import local
from vocpipe.flows.local import _has_work
from vocpipe.store.heartbeat import refreshed_at
from vocpipe.store.snapshot import newest


def test_a_workspace_that_was_never_published_has_work(tmp_path):
    assert _has_work(shop.make(tmp_path / "w"))


def test_after_a_refresh_there_is_work_once_a_file_has_come(copied):
    os.utime(newest(copied))  # its inputs were copied just now, and count as new by their change time
    assert not _has_work(copied)
    later = newest(copied).stat().st_mtime + 5
    os.utime(next((copied.root / "inputs").glob("answers*.csv")), (later, later))
    assert _has_work(copied)


@pytest.fixture
def without_server(monkeypatch, tmp_path):
    """No server is named, by the environment or a file; the home of Prefect is empty."""
    for name in ("PREFECT_API_URL", "PREFECT_API_AUTH_STRING", "PREFECT_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "home").mkdir()
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "home"))
    return monkeypatch


def test_nothing_new_is_told_and_noted_without_prefect(copied, without_server):
    with shop.start(copied) as first:
        assert first.wait() == 0
    without_server.setattr(local, "_has_work", lambda *_: pytest.fail("a server starts"))
    before, noted = shop.published(copied), refreshed_at(copied)
    assert "Nothing new" in local.run_locally(copied.root)
    assert shop.published(copied) == before
    assert noted and refreshed_at(copied) >= noted
    shop.grow(copied)
    with pytest.raises(pytest.fail.Exception):
        local.run_locally(copied.root)


@pytest.mark.parametrize(
    ("file", "content"),
    [("home/profiles.toml", '[profiles.team]\nPREFECT_API_URL = "http://10.0.0.1/api"'), ("prefect.toml", "")],
)
def test_a_server_that_somebody_named_is_to_see_every_run(file, content, without_server, tmp_path):
    without_server.chdir(tmp_path)
    assert not local._has_own_server()
    (tmp_path / file).write_text(content)
    assert local._has_own_server()


def test_events_are_sent_before_the_command_ends(copied):
    local.run_locally(copied.root, rediscover=True)
    assert not EventsWorker._instances  # each is removed when it is told to send what it has
