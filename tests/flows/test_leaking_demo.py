"""The demo company with a customers file that overwrites those who left: what is said of leaving stays the same."""

import csv
import io
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from vocpipe.store.snapshot import newest, open_snapshot
from vocpipe.store.workspace import Workspace

pytestmark = pytest.mark.long


def _ask(workspace: Workspace, query: str) -> list[tuple[Any, ...]]:
    with open_snapshot(newest(workspace)) as connection:
        return connection.execute(query).fetchall()


def _overwrite_leavers(path: Path) -> int:
    """Give every customer who left the plan "Free" at no charge; how many they are."""
    rows = list(csv.reader(io.StringIO(path.read_bytes().decode("cp932"), newline="")))
    left, plan, value = (rows[0].index(name) for name in ("解約日", "プラン", "月額"))
    leavers = [row for row in rows[1:] if row[left].strip()]
    for row in leavers:
        row[plan], row[value] = "Free", "0"
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\r\n").writerows(rows)
    path.write_bytes(written.getvalue().encode("cp932"))
    return len(leavers)


@pytest.fixture(params=["of today", "with a wrong day"])
def leaking(demo: Workspace, tmp_path: Path, request: pytest.FixtureRequest) -> Workspace:
    """A copy of the demo that has never seen another customers file, and whose file perhaps bears a day long past."""
    root = tmp_path / "demo"
    shutil.copytree(demo.root, root, symlinks=True)
    customers = root / "inputs" / "customers.csv"
    assert _overwrite_leavers(customers) > 200
    if request.param == "with a wrong day":
        long_ago = datetime(2025, 12, 1, tzinfo=UTC).timestamp()
        os.utime(customers, (long_ago, long_ago))
    with duckdb.connect(root / "private" / "voc.duckdb") as connection:
        connection.execute("DELETE FROM customer_version")
    command = [sys.executable, "-c", "from vocpipe.cli.main import main; main()", "refresh", "--workspace", str(root)]
    subprocess.run(command, check=True, env=os.environ | {"PREFECT_HOME": str(tmp_path / "prefect")})
    return Workspace(root)


def test_a_leaking_file_changes_neither_verdicts_nor_the_list(demo: Workspace, leaking: Workspace) -> None:
    assert _ask(leaking, "SELECT count(*) > 200 FROM customer WHERE plan = 'Free'") == [(True,)]
    for table in ("theme_churn", "theme_nps"):
        verdicts = f"SELECT theme_id, verdict FROM {table} ORDER BY theme_id"
        assert _ask(leaking, verdicts) == _ask(demo, verdicts)
    whole = "SELECT lift, lift_low, lift_high, beats_base FROM risk_backtest WHERE listed_on IS NULL"
    [(lift, _, _, is_shown)] = _ask(leaking, whole)
    [(_, low, high, _)] = _ask(demo, whole)
    assert not is_shown or low <= lift <= high
