"""Backup and restore as docs/operations.md has them, and a workspace that is built anew from what was pulled."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.flows import shop
from tests.pull import desk
from vocpipe.pull.run import pull_all
from vocpipe.store.lock import refresh_lock
from vocpipe.store.workspace import Workspace

pytestmark = pytest.mark.long
PAGE = (Path(__file__).parents[2] / "docs" / "operations.md").read_text(encoding="utf-8")
OF_THE_CLOCK = {"run", "source_state"}


def command(beginning: str) -> str:
    """The command of the page that begins so."""
    [found] = re.findall(rf"^    ({re.escape(beginning)}.*?)(?:  +#.*)?$", PAGE, flags=re.MULTILINE)
    return str(found)


def run(line: str, home: Path) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        ["bash", "-c", line],
        cwd=home,
        env={"HOME": str(home), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        check=False,
    )


def test_a_restored_workspace_is_as_it_was_and_goes_on(copied: Workspace, tmp_path: Path) -> None:
    shutil.move(copied.root, tmp_path / "voice")
    former = shop.published(Workspace(tmp_path / "voice"))
    backup = command("flock ~/voice/private/refresh.lock")
    with refresh_lock(Workspace(tmp_path / "voice")):
        refused = run(backup.replace("flock", "flock --nonblock", 1), tmp_path)
    assert refused.returncode == 1  # a refresh holds the workspace
    assert run(backup, tmp_path).returncode == 0
    assert run(command("chmod go= voice.tar.gz"), tmp_path).returncode == 0
    shutil.rmtree(tmp_path / "voice")
    assert run(command("tar --extract"), tmp_path).returncode == 0
    restored = Workspace(tmp_path / "voice")
    assert shop.published(restored) == former
    assert restored.private.stat().st_mode & 0o077 == 0
    assert "Nothing new" in shop.refresh(restored)


def test_from_the_pages_alone_the_command_builds_equal_tables_and_asks_nobody(tmp_path: Path) -> None:
    workspace = desk.make(tmp_path / "voice", desk.BY_CURSOR, "page_rows = 7")
    path = workspace.root / "vocpipe.toml"
    path.write_text(f"{path.read_text(encoding='utf-8')}\n[themes]\nmin_size = 3\n", encoding="utf-8")
    texts = [line.split(",", 4)[4] for line in shop.answers(1).splitlines()[1:21]]
    for number, text in enumerate(texts):
        desk.put(workspace.root, f"t{number:02d}", number, text, who=f"c{number % 9}")
    pull_all(workspace, workspace.settings)
    desk.put(workspace.root, "t03", 900, "The search is far too slow, still")
    pull_all(workspace, workspace.settings)
    pages = desk.files(workspace)
    first = shop.start(workspace)
    assert first.communicate()[1] == "" or first.returncode == 0
    before = shop.published(workspace)
    workspace.database.unlink()
    shutil.rmtree(workspace.published)
    (workspace.root / "desk.sqlite").unlink()
    again = shop.start(workspace, "--rebuild")
    out, err = again.communicate()
    assert again.returncode == 0, err
    assert "does not answer" not in out  # the database that is gone was not asked
    after = shop.published(workspace)
    assert {name for name in before if name not in OF_THE_CLOCK and before[name] != after[name]} == set()
    assert (len(before["feedback"]), desk.files(workspace)) == (20, pages)
