"""The command line as a process of its own: what it prints, in which language, and how it ends."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def process(*words, **environment):
    """What a real process prints and how it ends."""
    inherited = {name: value for name, value in os.environ.items() if name != "VOCPIPE_WORKSPACE"}
    command = [sys.executable, "-c", "from vocpipe.cli.main import main; main()", *map(str, words)]
    environment = inherited | {"PYTHONPATH": str(ROOT)} | environment
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_a_real_process_prints_rows_and_nothing_else(shop):
    done = process("sql", "SELECT count(*) AS n FROM feedback", "--format", "csv", "--workspace", shop)
    assert (done.returncode, done.stdout, done.stderr) == (0, "n\n1\n", "")


MISTAKE = "import vocpipe.store.snapshot as s; s.snapshots = lambda w: 1 / 0; import vocpipe.cli.main as c; c.main()"


def mistaken(root, **environment):
    """`vocpipe sql` in a process in which a mistake is met."""
    command = [sys.executable, "-c", MISTAKE, "sql", "SELECT 1", "--workspace", str(root)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, env=os.environ | environment)


def test_a_mistake_in_the_code_is_one_line_and_its_place_is_in_a_private_file(shop):
    done = mistaken(shop)
    log = shop / "private" / "faults.jsonl"
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "ZeroDivisionError" in done.stderr
    assert str(log) in done.stderr
    assert '"fault": "ZeroDivisionError"' in log.read_text(encoding="utf-8")
    assert log.stat().st_mode & 0o777 == 0o600


def test_who_looks_for_a_mistake_sees_its_traceback(shop):
    done = mistaken(shop, VOCPIPE_DEBUG="1")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == "ZeroDivisionError: division by zero"


def test_messages_are_in_the_language_of_who_runs_it(tmp_path):
    done = process("sql", "--help", VOCPIPE_LANG="ja")
    assert "最新のスナップショット" in done.stdout
    assert "設定" in process("doctor", "--workspace", tmp_path, VOCPIPE_LANG="ja").stdout


def test_a_real_process_ends_with_the_code_and_the_line(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = process("sql", "SELECT 1")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "vocpipe: nothing is published in . yet; run: vocpipe refresh --workspace .\n"
