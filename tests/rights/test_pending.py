"""A request that is cut off at any moment: the snapshot stays readable, and the next refresh completes it."""

import json
import sqlite3
from contextlib import closing

import pytest
from prefect.settings import PREFECT_HOME, temporary_settings

from tests.rights import company, everything
from tests.rights.test_forget import PEOPLE
from vocpipe import pipeline
from vocpipe.flows.records import mask_records
from vocpipe.rights import forget as forgetting
from vocpipe.rights.forget import forget
from vocpipe.rights.person import Who
from vocpipe.rights.receipt import receipt_folder
from vocpipe.rights.request import pending_path
from vocpipe.rights.traces import Traces
from vocpipe.store.audit_check import read_acts

# What is called in the course of a request, in order; a kill may come before each.
MOMENTS = ("add_tombstones",)
OTHER_MOMENTS = (
    *("rewrite_entries", "erase", "erase_exports", "remove_older", "compact_inbox", "write_receipt", "note_act"),
    *("remove", "compact"),
)


class Killed(BaseException):
    """Nothing catches it, as nothing catches a kill."""


@pytest.mark.parametrize("moment", [*MOMENTS, *(pytest.param(name, marks=pytest.mark.long) for name in OTHER_MOMENTS)])
def test_the_next_refresh_completes_what_was_cut_off(moment, workspace, forgotten, monkeypatch):
    def kill(*_args, **_options):
        raise Killed

    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(forgetting, moment, kill)
        forget(workspace, Who(customer="c1"))
    assert company.published(workspace)["feedback"]
    assert pending_path(workspace).exists()
    company.refresh(workspace)
    words, ids = PEOPLE["c1"]
    assert everything.found([workspace.root], words, ids) == []
    assert not pending_path(workspace).exists()
    assert without_runs(workspace) == without_runs(forgotten("c1").workspace)
    assert len(list(receipt_folder(workspace).glob("*.json"))) >= 1


def without_runs(workspace):
    """What is published, without the runs: completing a request after its snapshot was published is one more."""
    return {table: rows for table, rows in company.published(workspace).items() if table != "run"}


def test_a_kill_between_two_stages_is_made_good(workspace, forgotten, monkeypatch):
    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(pipeline, "finish", lambda *_: (_ for _ in ()).throw(Killed))
        forget(workspace, Who(customer="c2"))
    company.refresh(workspace)
    assert without_runs(workspace) == without_runs(forgotten("Ｃ2").workspace)


def test_the_receipt_counts_and_names_nobody(forgotten):
    done = forgotten("c1")
    [path] = receipt_folder(done.workspace).glob("*.json")
    receipt = json.loads(path.read_text(encoding="utf-8"))
    assert receipt["tables"]["customer"] == 1
    assert receipt["tables"]["feedback_raw"] >= 9
    assert receipt["still_named_in"] == [f"inputs/{name}.csv" for name in INPUTS]
    words, _ = PEOPLE["c1"]
    assert not any(word in path.read_text(encoding="utf-8") for word in words)
    [act] = [act for act in read_acts(done.workspace) if act["act"] == "forget"]
    assert act["request"] == receipt["request_id"]


INPUTS = ("answers", "contacts", "customers", "invitations", "logins", "people", "subscriptions", "tickets")


def test_prefects_records_lose_them_too(tmp_path, forgotten):
    report = "| theme | n |\n| The lilac drawer jams whenever vexillology | 3 |\n| The search is far too slow | 2 |"
    with closing(sqlite3.connect(tmp_path / "prefect.db")) as connection:
        connection.execute("CREATE TABLE artifact (id TEXT PRIMARY KEY, data JSON)")
        connection.execute("INSERT INTO artifact VALUES ('1', ?)", [json.dumps(report)])
        connection.commit()
    # Prefect reads its settings once a process: a changed environment would not be seen after another test's run.
    with temporary_settings({PREFECT_HOME: tmp_path}):
        counts = mask_records(Traces(forgotten("c1").person).masked)
    assert counts == {str(tmp_path / "prefect.db"): 1}
    assert everything.found([tmp_path], ["lilac drawer", "vexillology"]) == []
    assert everything.found([tmp_path], ["far too slow"]) == ["prefect.db: far too slow"]


def test_who_is_gone_from_a_snapshot_source_is_gone_altogether(workspace):
    words, ids = PEOPLE["c18"]
    settings = workspace.root / "vocpipe.toml"
    text = settings.read_text(encoding="utf-8")
    for path in ('path = "inputs/answers*.csv"', 'path = "inputs/customers*.csv"'):
        text = text.replace(path, f"{path}\nsnapshot = true")
    settings.write_text(text, encoding="utf-8")
    company.refresh(workspace)
    for name in INPUTS:
        file = workspace.root / "inputs" / f"{name}.csv"
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        file.write_text(
            "".join(line for line in lines if "c18," not in line.lower() and "person18@" not in line), "utf-8"
        )
    company.refresh(workspace)
    assert everything.found([workspace.root], words, ids) == []
    assert everything.free_blocks(workspace.database) == 0
