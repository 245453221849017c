"""A small hand-made company, in two languages, and what a refresh of it gives."""

import base64
import os
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import httpx

import vocpipe
from vocpipe.store.snapshot import newest, open_snapshot
from vocpipe.store.workspace import Workspace

START = (sys.executable, "-c", "from vocpipe.cli.main import main; main()")
DAY = date(2026, 3, 20)  # among those of the answers
SETTINGS = """
[workspace]
languages = ["ja", "en"]

[[source]]
name = "answers"
path = "inputs/answers*.csv"
score_type = "nps"

[customers]
path = "inputs/customers.csv"

[themes]
min_size = 3
"""

# ruff: noqa: E501 - each topic's wordings stand in one line
_TEXTS = {
    "pdf": ["請求書がPDFで出せない", "請求書のPDFが開けません", "PDFの請求書が真っ白になる", "請求書をPDFで保存できず困っています", "PDF出力で請求書が崩れる"],
    "slow": ["The search is far too slow", "Searching takes forever", "Search results take a minute to show", "Why is search so slow?", "Slow search again today"],
    "support": ["サポートの返信が遅い", "サポートに問い合わせても返事が来ない", "サポートの対応が遅すぎる", "問い合わせの返信に一週間かかった", "サポートから返事がありません"],
    "easy": ["The screens are easy to use", "Very easy to use from day one", "So easy to use without any manual", "Easy to use for everybody", "It is simple and easy to use"],
}  # fmt: skip


def answers(copies: int = 3) -> str:
    """The answers file: an id, a day, a customer, a score and a text per row, and two broken rows."""
    lines = ["id,created_at,customer_id,nps,comment"]
    texts = [(topic, text) for topic, wordings in _TEXTS.items() for text in wordings]
    for number in range(copies * len(texts)):
        topic, text = texts[number % len(texts)]
        score = {"easy": 9, "slow": 6}.get(topic, 4)
        lines.append(
            f"a{number},2026-03-{number % 28 + 1:02d},c{number % 17},{score},{text} ({number // len(texts) + 1})"
        )
    lines += ["a998,2026-03-05,c1,,", "a999,2026-03-05,c1,11,ask taro@example.jp or 090-1234-5678"]
    return "\n".join(lines) + "\n"


def make(root: Path, copies: int = 3) -> Workspace:
    """The company's workspace at `root`."""
    (root / "inputs").mkdir(parents=True)
    (root / "vocpipe.toml").write_text(SETTINGS, encoding="utf-8")
    (root / "inputs" / "answers.csv").write_text(answers(copies), encoding="utf-8")
    customers = "customer_id,started_at,churned_at,plan,mrr\n" + "".join(
        f"c{n},2025-01-01,,Pro,100\n" for n in range(17)
    )
    (root / "inputs" / "customers.csv").write_text(customers, encoding="utf-8")
    return Workspace(root)


def start(workspace: Workspace, *arguments: str, verb: str = "refresh") -> subprocess.Popen[str]:
    """A command on the workspace in a process of its own, as a user would start it."""
    command = [*START, verb, "--workspace", str(workspace.root), *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ.copy())


def refresh(workspace: Workspace, *, rediscover: bool = False) -> str:
    """One refresh in this process, with the tests' server; the report."""
    return vocpipe.refresh(workspace.root, rediscover=rediscover)


def grow(workspace: Workspace) -> None:
    """A second file of answers, as many as half of the first."""
    (workspace.root / "inputs" / "answers_b.csv").write_text(answers(2).replace("\na", "\nb"), encoding="utf-8")


def published(workspace: Workspace) -> dict[str, list[tuple[Any, ...]]]:
    """Every published table's rows, without the values that differ between runs."""
    differs = {"run_id", "read_at", "started_at", "finished_at", "seconds", "changes"}
    differs |= {"arrived_at", "due_at", "lag_hours", "pulled_at", "tried_at"}  # of source_state
    with open_snapshot(newest(workspace)) as connection:
        tables = [row[0] for row in connection.execute("SHOW TABLES").fetchall()]
        columns = {table: [row[0] for row in connection.execute(f"DESCRIBE {table}").fetchall()] for table in tables}
        return {
            table: connection.execute(
                f"SELECT {', '.join(name for name in columns[table] if name not in differs or table == 'customer')} "
                f"FROM {table} ORDER BY ALL"
            ).fetchall()
            for table in tables
        }


def asked(path: str, content: dict[str, Any]) -> Any:
    """What the tests' Prefect server answers."""
    token = base64.b64encode(os.environ["PREFECT_API_AUTH_STRING"].encode()).decode()
    address = f"{os.environ['PREFECT_API_URL']}/{path}"
    answer = httpx.post(address, json=content, headers={"Authorization": f"Basic {token}"}, timeout=120)
    return answer.raise_for_status().json()


def events(*names: str) -> list[dict[str, Any]]:
    """The events that the server has once there is one of each name; some may be on their way for a moment."""
    end, found = time.monotonic() + 30, list[dict[str, Any]]()
    while {event["event"] for event in found} != {*names} and time.monotonic() < end:
        time.sleep(0.5)
        found = asked("events/filter", {"filter": {"event": {"name": names}}})["events"]
    return found


def runs_of(flow: str) -> dict[str, str]:
    """Name -> how it ended, of each run of a flow."""
    found = asked("flow_runs/filter", {"flows": {"name": {"any_": [flow]}}})
    return {run["name"]: run["state_type"] for run in found}
