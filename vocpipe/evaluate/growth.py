"""What a refresh costs when little is new: a made-up workspace is refreshed whole, and again with a little added."""

import csv
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from vocpipe.errors import VocpipeError
from vocpipe.store.snapshot import newest
from vocpipe.store.workspace import Workspace, fetch_one

_SETTINGS = """[workspace]
languages = ["ja", "en"]

[[source]]
name = "reviews"
path = "inputs/reviews*.csv"
kind = "review"
columns = { id = "id", text = "body", created_at = "posted", customer_id = "customer", score = "score" }
score_type = "nps"

[embed]
model = {model}
"""
_START = datetime(2026, 1, 5)
_DAYS = 180
# What is spoken of, how it is, and since when or where: each sentence is one of each.
_EN = (
    (
        *("the invoice export", "the login page", "the support team", "the mobile app", "the price of our plan"),
        *("the monthly report", "the search", "the calendar", "the bank connection", "the approval step"),
        *(
            "the notification mail",
            "the new dashboard",
            "the receipt scanner",
            "the user permissions",
            "the help center",
        ),
        *("the data import", "the tax table", "the payment form", "the chat window", "the print layout"),
    ),
    (
        *("has become much slower", "works better than I had hoped", "fails again and again", "is hard to find"),
        *("shows the wrong numbers", "is a pleasure to use", "needs far too many clicks", "does not save my changes"),
        *("answers within minutes", "is confusing for new colleagues", "should be cheaper", "crashes without a word"),
    ),
    (
        *("since the last update", "on our tablets", "at the end of the month", "for our accountants", "every Monday"),
        *("in the Osaka office", "with large files", "when two people use it", "after lunch", "on slow networks"),
    ),
)
_JA = (
    (
        *("請求書の出力", "ログイン画面", "サポートの対応", "スマホアプリ", "プランの料金", "月次レポート", "検索機能"),
        *("カレンダー", "銀行との連携", "承認の手順", "通知メール", "新しいダッシュボード", "レシートの読み取り"),
        *("権限の設定", "ヘルプページ", "データの取り込み", "税率の表", "支払いフォーム", "チャット窓口", "印刷の体裁"),
    ),
    (
        *(
            "が以前よりずっと遅くなりました",
            "は期待以上によくできています",
            "で何度もエラーになります",
            "が見つけにくいです",
        ),
        *("の数字が間違っています", "はとても使いやすいです", "は操作の手数が多すぎます", "に変更が保存されません"),
        *("はすぐに返事が来て助かります", "は新人には分かりにくいです", "をもっと安くしてほしいです", "が突然落ちます"),
    ),
    (
        *(
            "前回の更新から、",
            "タブレットでは、",
            "月末になると、",
            "経理の担当者にとって、",
            "毎週月曜日は、",
            "大阪の支店では、",
        ),
        *("大きなファイルだと、", "二人で使うと、", "昼休みのあとは、", "回線が遅いと、"),
    ),
)


@dataclass(frozen=True, slots=True)
class GrowthScores:
    """sentences, new: how many were made up, first and later. seconds_first, seconds_later: each refresh's work after
    reading, from when the files were read to the published snapshot; stages_first, stages_later: of it, the seconds of
    each stage. share: later / first. command_first, command_later, share_command: the same from the start of the
    command to its end, with the start of Python and Prefect and the reading of files. embedded_first, embedded_later:
    texts that were embedded, once for each model.
    """

    sentences: int
    new: int
    stages_first: dict[str, float]
    stages_later: dict[str, float]
    seconds_first: float
    seconds_later: float
    share: float
    command_first: float
    command_later: float
    share_command: float
    embedded_first: int
    embedded_later: int


@dataclass(frozen=True, slots=True)
class _Run:
    """One refresh: seconds of the command, of its work after reading and of each stage of that, and texts embedded."""

    command: float
    work: float
    stages: dict[str, float]
    embedded: int


def refresh_apart(folder: Path) -> None:
    """One refresh by the command line, from its start to its end, in a process of its own, as people run it.

    What two refreshes in one process share would make the second one look cheaper, and Prefect does not expect its
    server to change under it.
    """
    command = [sys.executable, "-c", "from vocpipe.cli import main; main()", "refresh", "--workspace", str(folder)]
    if subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False).returncode:
        raise VocpipeError("the made-up workspace could not be refreshed")


def measure_growth(
    folder: Path,
    *,
    model: str = "auto",
    sentences: int,
    new: int,
    seed: int = 0,
    refresh: Callable[[Path], None] = refresh_apart,
) -> GrowthScores:
    """Refresh a workspace of so many made-up sentences in the empty `folder`, and again with `new` more."""
    lines = _lines(sentences + new, np.random.default_rng(seed))
    (folder / "inputs").mkdir(parents=True)
    (folder / "vocpipe.toml").write_text(_SETTINGS.replace("{model}", json.dumps(model)), encoding="utf-8")
    found: list[_Run] = []
    for name, count in (("reviews-1.csv", sentences), ("reviews-2.csv", new)):
        with (folder / "inputs" / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["id", "body", "posted", "customer", "score"])
            writer.writerows(line for line, _ in zip(lines, range(count), strict=False))
        start = time.monotonic()
        refresh(folder)
        found.append(_last_run(folder, time.monotonic() - start))
    first, later = found
    return GrowthScores(
        sentences=sentences,
        new=new,
        stages_first=first.stages,
        stages_later=later.stages,
        seconds_first=first.work,
        seconds_later=later.work,
        share=later.work / first.work,
        command_first=first.command,
        command_later=later.command,
        share_command=later.command / first.command,
        embedded_first=first.embedded,
        embedded_later=later.embedded,
    )


def _lines(count: int, random: np.random.Generator) -> Iterator[tuple[str, str, str, str, int]]:
    """Rows of the export, no two with the same text."""
    for number in range(count):
        words = _JA if number % 2 else _EN
        subject, state, when = (part[int(random.integers(len(part)))] for part in words)
        times = f"{number + 2:,}"
        if words is _JA:
            body = f"{when}{subject}{state}（{times}件目の利用）。"
        else:
            body = f"{subject[:1].upper()}{subject[1:]} {state} {when}, seen {times} times."
        posted = _START + timedelta(days=_DAYS * number / count)
        yield f"r{number}", body, posted.isoformat(), f"c{number % max(count // 5, 1)}", int(random.integers(0, 11))


def _last_run(folder: Path, command: float) -> _Run:
    """The newest run, whose command took so many seconds."""
    workspace = Workspace(folder)
    with workspace.connect() as connection:
        row = fetch_one(connection, "SELECT started_at, seconds, changes FROM run ORDER BY started_at DESC LIMIT 1")
    if row is None:
        raise VocpipeError("the made-up workspace has no run")
    stages, changes = (json.loads(part) for part in row[1:])
    published = datetime.fromtimestamp(newest(workspace).stat().st_mtime, UTC).replace(tzinfo=None)
    work = (published - row[0]).total_seconds() - stages.pop("collect")
    return _Run(command, work, stages, int(changes.get("embed", {}).get("embedded", 0)))
