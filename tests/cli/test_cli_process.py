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


def test_a_mistake_in_the_code_ends_with_its_traceback_and_code_1():
    source = "import vocpipe.cli.main as cli; cli.run = lambda: 1 / 0; cli.main()"
    done = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=False, cwd=ROOT)
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
