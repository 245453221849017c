"""docs/operations.md, walked by a newcomer: each command is run here or by another test, or said not to be run."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command

from tests.flows import shop
from tests.notify.receivers import webhook
from tests.pull import desk
from vocpipe.cli.main import command_line

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
INDENTED = re.findall(r"(?<=\n)    (\S.*)", re.sub(r"```.*?```", "", PAGE, flags=re.S))
COMMANDS = [re.split(r"  +#", line)[0].strip() for line in INDENTED]
# A command that another test runs -> the words in that test by which it does.
ELSEWHERE = {
    "prefect server start": ("tests/flows/test_scheduled.py", '"server", "start"'),
    "export PREFECT_API_URL": ("tests/flows/test_scheduled.py", '"PREFECT_API_URL"'),
    "prefect worker start": ("tests/flows/test_scheduled.py", '"worker", "start", "--pool", "vocpipe"'),
    "cd ~/flow && prefect --no-prompt deploy --all": (
        "tests/flows/test_scheduled.py",
        'prefect, "--no-prompt", "deploy", "--all", cwd=path.parent',
    ),
    "dask scheduler": ("tests/workers/test_dask.py", 'dask("scheduler",'),
    "dask worker": ("tests/workers/test_dask.py", 'dask("worker", address, "--nthreads", "1"'),
    "SELECT in_month": ("tests/store/test_published_parquet.py", "SELECT in_month, count(*) FROM read_parquet("),
    "flock ~/voice/private/refresh.lock": (
        "tests/flows/test_backup.py",
        'command("flock ~/voice/private/refresh.lock")',
    ),
    "chmod go= voice.tar.gz": ("tests/flows/test_backup.py", 'command("chmod go= voice.tar.gz")'),
    "tar --extract": ("tests/flows/test_backup.py", 'command("tar --extract")'),
}
VERBS = get_command(command_line()).commands
MORE = """
[[notify]]
name = "ops"
by = "webhook"
what = ["refresh", "sources", "actions"]
"""


def not_run() -> list[str]:
    """How the commands begin of which the page says that no test runs them."""
    [sentence] = re.findall(r"^No test runs (.*?):", PAGE, flags=re.M | re.S)
    return re.findall(r"`([^`]+)`", sentence)


def is_walked(command: str) -> bool:
    return not command.startswith((*ELSEWHERE, *not_run()))


def test_each_command_is_run_or_said_not_to_be():
    walked = {command for command in COMMANDS if is_walked(command)}
    assert {command.split()[0] for command in walked} == {"vocpipe", "mkdir"}
    assert len(walked) > 12
    for beginning in (*ELSEWHERE, *not_run()):
        assert any(command.startswith(beginning) for command in COMMANDS), beginning


@pytest.mark.parametrize(("beginning", "place"), ELSEWHERE.items())
def test_another_test_runs_it(beginning, place):
    path, words = place
    assert words in (ROOT / path).read_text(encoding="utf-8")


@pytest.mark.parametrize("command", sorted(set(re.findall(r"`(vocpipe [a-z][^`|]*)", PAGE))))
def test_commands_in_sentences_are_there(command):
    verb, *words = command.split()[1:]
    options = {option for parameter in VERBS[verb].params for option in parameter.opts}
    assert {word for word in words if word.startswith("--")} <= options


@pytest.mark.long
def test_a_newcomer_comes_from_an_export_to_a_schedule(tmp_path):
    """Each command of the page that needs no root, daemon or server, once and in its order, in a home of its own."""
    home = tmp_path
    program = home / "bin" / "vocpipe"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -c "from vocpipe.cli.main import main; main()" "$@"\n')
    program.chmod(0o755)
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "VOCPIPE_"))},
        **{"HOME": str(home), "PATH": f"{program.parent}:{os.environ['PATH']}", "VOCPIPE_LANG": "en"},
        **{"VOCPIPE_WORKSPACE": str(home / "voice"), "PREFECT_HOME": str(home / ".prefect"), "PYTHONPATH": str(ROOT)},
    }
    done = {}
    with webhook() as (receiver, url):
        environment["NOTIFY__OPS__URL"] = url
        for command in dict.fromkeys(filter(is_walked, COMMANDS)):
            done[command] = subprocess.run(
                ["bash", "-c", command], cwd=home, env=environment, capture_output=True, text=True, check=False
            )
            prepare(home, command)
    failed = {command: (ended.stdout, ended.stderr) for command, ended in done.items() if ended.returncode}
    assert failed.keys() <= {"vocpipe doctor --workspace ~/voice"}, failed  # nothing is published yet
    assert len(set(receiver.ids)) == len(receiver.ids) > 0
    assert "tickets: nothing new" in done["vocpipe pull"].stdout  # the refresh has pulled it
    assert (home / ".config" / "systemd" / "user" / "vocpipe-voice.timer").exists()
    assert (home / "flow" / "prefect.yaml").exists()
    assert "tickets: 1 record on 1 page" in done["vocpipe pull tickets --since 2026-01-01"].stdout


def prepare(home: Path, command: str) -> None:
    """What the page asks people to do after a command: put files there, or write settings."""
    root = home / "voice"
    if command.startswith("mkdir"):
        (root / "inputs" / "answers.csv").write_text(shop.answers(), encoding="utf-8")
    if command.startswith("vocpipe init"):
        desk.run(root, "CREATE TABLE ticket (id, created_at, updated_at, customer_id, email, body, deleted_at)")
        desk.put(root, "t1", 1, "The search stops after a minute")
        own = desk.settings(f"sqlite:///{root / 'desk.sqlite'}", desk.BY_CURSOR)
        path = root / "vocpipe.toml"
        path.write_text(f"{path.read_text(encoding='utf-8')}\n{own}{MORE}", encoding="utf-8")
