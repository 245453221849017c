"""What `vocpipe schedule` prints is what cron, systemd and Prefect read."""

import shutil
import subprocess
from datetime import time
from pathlib import Path

import pytest
import yaml

from tests.cli.command import runner
from vocpipe.schedule import Schedule, files

ROOT = Path(__file__).parents[2]
ODD = 'a "b" $c 100% 声'


@pytest.fixture
def run(monkeypatch, capfd):
    return runner(monkeypatch, capfd, "schedule")


def made(scheduler, root="/srv/voice", every="daily", at=time(6, 30)):
    return files(scheduler, Schedule(Path(root), every, at, "Asia/Tokyo"))


@pytest.mark.parametrize(
    ("every", "cron", "calendar"),
    [
        ("hourly", "30 * * * *", "*-*-* *:30:00 Asia/Tokyo"),
        ("daily", "30 6 * * *", "*-*-* 06:30:00 Asia/Tokyo"),
        ("weekdays", "30 6 * * 1-5", "Mon..Fri *-*-* 06:30:00 Asia/Tokyo"),
        ("weekly", "30 6 * * 1", "Mon *-*-* 06:30:00 Asia/Tokyo"),
    ],
)
def test_the_times_are_as_each_of_them_writes_times(every, cron, calendar):
    [line] = [line for line in made("cron", every=every)["vocpipe-voice.cron"].splitlines() if line[0] != "#"]
    assert line.startswith(f"{cron} /")
    assert f"\nOnCalendar={calendar}\n" in made("systemd", every=every)["vocpipe-voice.timer"]
    [schedule] = yaml.safe_load(made("prefect", every=every)["prefect.yaml"])["deployments"][0]["schedules"]
    assert schedule == {"cron": cron, "timezone": "Asia/Tokyo"}


def test_cron_starts_the_refresh_of_a_folder_with_an_odd_name(tmp_path):
    [content] = made("cron", tmp_path / ODD).values()
    command = content.splitlines()[-1].split(" ", 5)[5]
    assert r"100\%" in command
    told = subprocess.run(["sh", "-c", command.replace(r"\%", "%")], capture_output=True, text=True, check=False)
    assert str(tmp_path / ODD) in told.stderr  # it is no workspace
    assert (told.stdout, told.returncode) == ("", 1)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd")
@pytest.mark.parametrize("every", ["hourly", "daily", "weekdays", "weekly"])
def test_systemd_finds_nothing_wrong_in_the_units(tmp_path, every):
    units = made("systemd", tmp_path / ODD, every)
    for name, content in units.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    command = ["systemd-analyze", "verify", "--man=no", *(str(tmp_path / name) for name in units)]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert [line for line in checked.stderr.splitlines() if str(tmp_path) in line or "vocpipe" in line] == []


def test_prefect_gets_one_deployment_of_one_workspace(tmp_path):
    [deployment] = yaml.safe_load(made("prefect", tmp_path / ODD)["prefect.yaml"])["deployments"]
    assert deployment["name"] == "a-b-c-100"
    assert deployment["parameters"] == {"workspace": str(tmp_path / ODD)}
    assert deployment["concurrency_limit"] == {"limit": 1, "collision_strategy": "CANCEL_NEW"}
    assert (deployment["tags"], deployment["enforce_parameter_schema"]) == (["vocpipe"], True)


def test_the_file_at_the_top_is_the_one_that_is_filled_in():
    assert (ROOT / "prefect.yaml").resolve() == ROOT / "vocpipe" / "schedule" / "prefect.yaml"
    [deployment] = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]
    assert deployment["parameters"] == {"workspace": "{{ $VOCPIPE_WORKSPACE }}"}


def test_files_are_printed_or_written_and_the_next_command_is_told(run, tmp_path):
    (tmp_path / "vocpipe.toml").write_text('[workspace]\ntimezone = "Asia/Tokyo"\n')
    printed = run("systemd", "--at", "07:15", "--workspace", tmp_path)
    assert "OnCalendar=*-*-* 07:15:00 Asia/Tokyo" in printed.out
    assert "systemctl --user enable --now vocpipe-" in printed.err
    written = run("prefect", "--workspace", tmp_path, "--out", tmp_path / "flow")
    assert (written.code, written.out) == (0, "")
    assert str(tmp_path) in (tmp_path / "flow" / "prefect.yaml").read_text(encoding="utf-8")
    assert "prefect --no-prompt deploy --all" in written.err
    again = run("prefect", "--at", "06:00", "--workspace", tmp_path, "--out", tmp_path / "flow")
    assert again.complaint.endswith("is there with something else in it; move it away first")
