"""What the doctor finds in workspaces without and with problems, and that each message says what to do."""

import sys

import numpy as np
import pytest

from tests.builders import add_customer, add_feedback
from tests.store.shop import make_workspace, publish_run
from vocpipe import doctor
from vocpipe.errors import ModelError
from vocpipe.store.audit import audit_path, note_act
from vocpipe.store.workspace import Workspace


@pytest.fixture(autouse=True)
def _small_model(monkeypatch):
    monkeypatch.setattr(doctor, "encode", lambda model, texts: np.zeros((len(texts), 3), np.float32))


def messages(workspace: Workspace, *, passed: bool) -> dict[str, str]:
    return {check.subject: check.message for check in doctor.examine(workspace) if check.passed is passed}


def test_a_sound_workspace_passes_every_check(tmp_path):
    workspace = make_workspace(tmp_path, f'[naming]\ncommand = ["{sys.executable}"]\n')
    with workspace.connect() as connection:
        publish_run(connection, workspace, 1)
    assert messages(workspace, passed=False) == {}
    sound = messages(workspace, passed=True)
    assert list(sound) == [
        "python", "packages", "access", "audit", "settings", "naming", "model", "published", "sources",
    ]  # fmt: skip
    assert sound["access"].startswith(f"{workspace.private}: only you can enter it; ")
    assert sound["naming"] == f"{sys.executable} names new themes"
    assert sound["model"].endswith(", 3 dimensions")
    assert sound["published"].endswith(", feedback: 1")


def test_each_problem_says_what_to_do(tmp_path, monkeypatch):
    def refuse(model, texts):
        raise ModelError(f"{model} is not here")

    monkeypatch.setattr(doctor, "encode", refuse)
    source = '[[source]]\nname = "reviews"\npath = "inputs/reviews*.csv"\n'
    workspace = make_workspace(tmp_path, source + '[naming]\ncommand = ["no-such-program"]\n')
    problems = messages(workspace, passed=False)
    assert list(problems) == ["files", "naming", "model", "published"]
    assert problems["files"].startswith("no file for ")
    assert problems["files"].endswith("; put it there or correct the path")
    assert problems["naming"] == "the program no-such-program can't be found; correct command under [naming]"
    assert problems["model"].endswith(" is not here")
    assert "run: vocpipe refresh" in problems["published"]


def test_without_settings_only_the_installation_is_checked(tmp_path):
    assert list(messages(Workspace(tmp_path), passed=True)) == ["python", "packages"]
    assert "has no vocpipe.toml" in messages(Workspace(tmp_path), passed=False)["settings"]


def test_a_snapshot_of_an_older_version_needs_a_refresh(tmp_path, monkeypatch):
    workspace = make_workspace(tmp_path)
    with workspace.connect() as connection:
        publish_run(connection, workspace, 1)
    monkeypatch.setattr(doctor, "is_older", lambda connection, tables: True)
    problem = messages(workspace, passed=False)["published"]
    assert problem.endswith(f"was made by an older vocpipe; run: vocpipe refresh --workspace {tmp_path}")


def published(root, source, rows, settings="") -> Workspace:
    """A workspace with customers k1 and k2, and feedback with `rows` of columns from one more source."""
    workspace = make_workspace(root, settings)
    with workspace.connect() as connection:
        for key in ("k1", "k2"):
            add_customer(connection, key)
        for number, row in enumerate(rows):
            add_feedback(connection, f"{source}-{number}", source=source, **row)
        publish_run(connection, workspace, 1)
    return workspace


KNOWN = {"customer_ref": "k1", "kind": "ticket"}
UNKNOWN = {"customer_ref": "somebody", "kind": "ticket"}
UNDATED = {"created_at": None}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([KNOWN, KNOWN, UNKNOWN], []),
        ([KNOWN, UNKNOWN, UNKNOWN], ["customer_id"]),
        ([KNOWN | UNDATED, KNOWN | UNDATED, KNOWN], ["created_at"]),
        ([UNKNOWN | UNDATED], ["created_at", "customer_id"]),
        ([UNKNOWN | UNDATED | {"text": None}], []),  # a score alone has no voice to place
        ([UNKNOWN | {"kind": "review"}] * 3, []),  # people who write in public are nobody's customers by name
    ],
)
def test_a_source_needs_dates_and_customers_for_half_of_its_texts(tmp_path, rows, expected):
    workspace = published(tmp_path, "help", rows)
    problems = [check.message for check in doctor.examine(workspace) if not check.passed and "help" in check.message]
    assert len(problems) == len(expected)
    for problem, column in zip(problems, expected, strict=True):
        assert f"{{ {column} = " in problem


def test_an_anonymous_source_needs_no_customers(tmp_path):
    settings = '[[source]]\nname = "help"\npath = "inputs/help.csv"\nanonymous = true\n'
    workspace = published(tmp_path, "help", [UNKNOWN] * 3, settings)
    assert "sources" not in messages(workspace, passed=False)


def test_without_customers_nothing_can_be_matched_and_nothing_is_asked_for(tmp_path):
    workspace = make_workspace(tmp_path)
    with workspace.connect() as connection:
        add_feedback(connection, "a", source="help", kind="ticket")
        publish_run(connection, workspace, 1)
    assert "sources" not in messages(workspace, passed=False)


def test_what_others_can_reach_is_told_with_the_command_that_closes_it(tmp_path, monkeypatch):
    workspace = make_workspace(tmp_path)
    (tmp_path / "inputs").mkdir()
    workspace.private.mkdir()
    for folder in (workspace.private, tmp_path / "inputs"):
        folder.chmod(0o755)
    told = messages(workspace, passed=False)["access"]
    assert f"chmod -R go= {workspace.private}" in told
    assert f"chmod -R go= {tmp_path / 'inputs'}" in messages(workspace, passed=True)["access"]
    monkeypatch.setenv("VOCPIPE_ALLOW_OPEN_FOLDER", "1")
    assert "access" not in messages(workspace, passed=False)
    workspace.private.chmod(0o700)
    (tmp_path / "inputs").chmod(0o700)
    assert messages(workspace, passed=True)["access"].startswith(f"{workspace.private}: only you can enter it")


def test_an_audit_that_was_changed_fails(tmp_path):
    workspace = make_workspace(tmp_path)
    note_act(workspace, "theme.pin")
    assert "lines: 1" in messages(workspace, passed=True)["audit"]
    audit_path(workspace).write_bytes(b"")
    assert "line 1" in messages(workspace, passed=False)["audit"]
    (workspace.private / "audit.key").write_bytes(b"")
    assert "audit.key" in messages(workspace, passed=False)["audit"]


def test_a_source_that_is_late_is_a_problem_with_its_rule(tmp_path):
    settings = '[[source]]\nname = "help"\npath = "inputs/help.csv"\nexpect = "daily"\n'
    workspace = published(tmp_path, "help", [KNOWN], settings)
    assert messages(workspace, passed=False)["intake"].startswith("help is late: every day something new should come")
