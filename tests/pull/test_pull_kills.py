"""A pull that is killed at any moment, and run again, loses nothing and doubles nothing."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest

from tests.pull import desk
from vocpipe.pull import stream
from vocpipe.store import raw
from vocpipe.store.raw import RawPages

N = 12
QUICK = (0, 3, 5, 8)  # writes after which the pull is killed
LONG = tuple(when for when in range(14) if when not in QUICK)
START = "from vocpipe.cli.main import main; main()"


class Killed(BaseException):
    """What stands for a kill: nothing that the pull catches."""


def company(root, *more):
    workspace = desk.make(root, desk.BY_CURSOR, "page_rows = 3", *more)
    for number in range(N):
        desk.put(root, f"t{number:02d}", number, f"The search stops after {number} minutes")
    return workspace


def every_body(workspace):
    return [body for page in desk.bodies(workspace) for body in page]


@pytest.mark.parametrize("when", [*QUICK, *(pytest.param(when, marks=pytest.mark.long) for when in LONG)])
def test_a_kill_before_any_write_is_made_good_by_the_next_pull(tmp_path, monkeypatch, when):
    workspace, left = company(tmp_path / "shop"), [when]

    def counted(work):
        def done(*arguments, **options):
            left[0] -= 1
            if left[0] < 0:
                raise Killed
            return work(*arguments, **options)

        return done

    with monkeypatch.context() as patch:
        patch.setattr(raw, "write_private", counted(raw.write_private))
        patch.setattr(stream, "_without_secrets", counted(stream._without_secrets))
        with pytest.raises(Killed):
            desk.pull(workspace)
    assert desk.pull(workspace).problem is None
    wanted = [f"The search stops after {number} minutes" for number in range(N)]
    assert every_body(workspace) == wanted
    names = [path.name[:8] for path in desk.files(workspace)]
    assert names == [f"{number:08d}" for number in range(1, len(names) + 1)]
    assert desk.pull(workspace).pages == 0


def test_a_page_is_its_owners_alone_from_its_first_moment(tmp_path):
    workspace = company(tmp_path / "shop")
    former = os.umask(0)
    try:
        workspace.protect()
        desk.pull(workspace)
    finally:
        os.umask(former)
    folder = RawPages.of(workspace, "tickets").folder
    modes = {path.stat().st_mode & 0o777 for path in folder.rglob("*") if path.is_file()}
    folders = {path.stat().st_mode & 0o777 for path in (folder, folder.parent, *folder.glob("*/"))}
    assert (modes, folders) == ({0o600}, {0o700})


def test_what_an_earlier_try_left_is_replaced_and_read_once(tmp_path):
    workspace = company(tmp_path / "shop")
    desk.pull(workspace)
    pages = RawPages.of(workspace, "tickets")
    state = pages.state()
    pages.keep(raw.PullState(vendor="sql", reader="table", pages=state.pages - 1, cursor=state.cursor))
    desk.put(workspace.root, "t99", 600, "One more")
    assert desk.pull(workspace).records == 1
    assert len(desk.files(workspace)) == state.pages
    assert desk.bodies(workspace)[-1] == ["One more"]


@pytest.mark.long
def test_twenty_kills_of_the_process_leave_what_the_database_holds(tmp_path):
    root = tmp_path / "shop"
    workspace = desk.make(root, desk.BY_CURSOR, "page_rows = 1", "overlap = 3600")
    command = [sys.executable, "-c", START, "pull", "--workspace", str(root)]
    for number in range(60):
        desk.put(root, f"t{number:02d}", number, f"The search stops after {number} minutes")
    killed = 0
    for number in range(40):
        if killed == 20:
            break
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        stored = len(desk.files(workspace))
        while process.poll() is None and len(desk.files(workspace)) == stored:
            time.sleep(0.002)
        time.sleep(0.005 * (number % 4))
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            killed += 1
        process.wait()
        for ident in range(number, number + 5):
            desk.put(root, f"t{ident % 60:02d}", 100 + 5 * number + ident, f"Changed before kill {killed}")
    assert killed == 20
    assert subprocess.run(command, check=False, capture_output=True).returncode == 0
    with closing(sqlite3.connect(root / "desk.sqlite")) as connection:
        wanted = dict(connection.execute("SELECT id, body FROM ticket").fetchall())
    assert desk.read(workspace) == wanted
    seen = [(row["id"], row["updated_at"]) for path in desk.files(workspace) for row in raw.read_page(path)["rows"]]
    assert len(seen) == len(set(seen))
