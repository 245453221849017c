"""Files that run the refresh on a schedule: a line for cron, units for systemd, a deployment for Prefect."""

import json
import re
import shlex
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import time
from importlib import resources
from pathlib import Path
from typing import Literal

Every = Literal["hourly", "daily", "weekdays", "weekly"]
Scheduler = Literal["cron", "systemd", "prefect"]

# Days of the week as cron and systemd write them; weekly is on Mondays.
_CRON = {"hourly": "*", "daily": "*", "weekdays": "1-5", "weekly": "1"}
_CALENDAR = {"hourly": "", "daily": "", "weekdays": "Mon..Fri ", "weekly": "Mon "}


@dataclass(frozen=True, slots=True)
class Schedule:
    """When the workspace at `root`, a whole path, is refreshed; an hourly schedule has the minute of `at` alone."""

    root: Path
    every: Every
    at: time
    timezone: str

    @property
    def name(self) -> str:
        """The folder's name in letters, digits and dashes, as units and deployments are named."""
        return re.sub(r"[^A-Za-z0-9]+", "-", self.root.name).strip("-") or "workspace"

    @property
    def cron(self) -> str:
        """The times as cron writes them."""
        hour = "*" if self.every == "hourly" else self.at.hour
        return f"{self.at.minute} {hour} * * {_CRON[self.every]}"

    @property
    def calendar(self) -> str:
        """The times as systemd writes them."""
        hour = "*" if self.every == "hourly" else f"{self.at.hour:02d}"
        return f"{_CALENDAR[self.every]}*-*-* {hour}:{self.at.minute:02d}:00 {self.timezone}"


def files(scheduler: Scheduler, schedule: Schedule) -> dict[str, str]:
    """Name -> content of the files that the scheduler needs."""
    made: dict[Scheduler, Callable[[Schedule], dict[str, str]]] = {
        "cron": _cron,
        "systemd": _systemd,
        "prefect": _prefect,
    }
    return made[scheduler](schedule)


def _cron(schedule: Schedule) -> dict[str, str]:
    quoted = {"program": shlex.join(_program()), "workspace": shlex.quote(str(schedule.root))}
    escaped = {name: value.replace("%", r"\%") for name, value in quoted.items()}  # a bare % ends the line
    places = {"name": schedule.name, "every": schedule.every, "cron": schedule.cron}
    return {f"vocpipe-{schedule.name}.cron": _template("vocpipe.cron").format(**places, **escaped)}


def _systemd(schedule: Schedule) -> dict[str, str]:
    places = {
        "name": schedule.name,
        "every": schedule.every,
        "calendar": schedule.calendar,
        "program": " ".join(map(_of_systemd, _program())),
        "workspace": _of_systemd(str(schedule.root)),
        "environment": str(schedule.root / "private" / "environment").replace("%", "%%"),
    }
    units = ("service", "timer")
    return {f"vocpipe-{schedule.name}.{unit}": _template(f"vocpipe.{unit}").format(**places) for unit in units}


def _prefect(schedule: Schedule) -> dict[str, str]:
    text = _template("prefect.yaml")
    # A path as JSON is a path as YAML; Prefect would read braces as a place of its own.
    for former, now in (
        ('"{{ $VOCPIPE_WORKSPACE }}"', json.dumps(str(schedule.root), ensure_ascii=False)),
        ("name: daily", f"name: {json.dumps(schedule.name)}"),
        ('cron: "0 5 * * *"', f'cron: "{schedule.cron}"'),
        ("timezone: Asia/Tokyo", f"timezone: {schedule.timezone}"),
        ("VOCPIPE_WORKSPACE=/path/to/workspace prefect", "prefect"),
    ):
        text = text.replace(former, now)
    return {"prefect.yaml": text}


def _program() -> list[str]:
    """The words that start vocpipe as it is installed here."""
    script = Path(sys.executable).with_name("vocpipe")
    return [str(script)] if script.exists() else [sys.executable, "-c", "from vocpipe.cli.main import main; main()"]


def _of_systemd(word: str) -> str:
    """A word of a command line of systemd."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{escaped}"' if re.search(r"[\s\"';]", word) else escaped


def _template(name: str) -> str:
    return (resources.files("vocpipe.schedule") / name).read_text(encoding="utf-8")
