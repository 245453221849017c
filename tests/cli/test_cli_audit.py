"""`vocpipe audit`: what it lists, what it leaves out, and what it finds."""

import json

import pytest

from tests.store.shop import make_workspace, publish_run
from vocpipe.inbox.exports import log_export
from vocpipe.store.audit import audit_path, note_act


@pytest.fixture
def acts(tmp_path):
    workspace = make_workspace(tmp_path / "w")
    note_act(workspace, "audience.export", author="mei", rows=3)
    note_act(workspace, "theme.rename", author="jo", theme="t_1")
    note_act(workspace, "theme.pin", author="mei")
    return workspace


def test_each_act_is_one_line_with_who_and_what(run, acts):
    lines = run("audit", "-w", acts.root).out.splitlines()
    assert len(lines) == 3
    assert " UTC  mei (" in lines[0]
    assert lines[0].endswith("audience.export  rows=3")
    assert lines[1].endswith("theme.rename  theme=t_1")
    assert "chain" not in "".join(lines)


@pytest.mark.parametrize(
    ("filters", "shown"),
    [
        (["--who", "mei"], ["audience.export", "theme.pin"]),
        (["--act", "theme"], ["theme.rename", "theme.pin"]),
        (["--act", "theme.pin"], ["theme.pin"]),
        (["--act", "them"], []),
        (["--who", "mei", "--act", "theme"], ["theme.pin"]),
        (["--since", "2020-01-01"], ["audience.export", "theme.rename", "theme.pin"]),
        (["--since", "2999-01-01"], []),
        (["--until", "2020-01-01"], []),
    ],
)
def test_acts_can_be_chosen(run, acts, filters, shown):
    printed = run("audit", "-w", acts.root, "--json", *filters).out.splitlines()
    assert [json.loads(line)["act"] for line in printed] == shown


def test_a_complete_audit_is_said_to_be(run, acts):
    assert run("audit", "--check", "-w", acts.root).out.strip().endswith("lines: 3")
    assert json.loads(run("audit", "--check", "--json", "-w", acts.root).out) == {"lines": 3, "complete": True}


def test_a_changed_line_is_named_in_one_line_and_the_others_are_still_shown(run, acts):
    path = audit_path(acts)
    path.write_bytes(path.read_bytes().replace(b"mei", b"tom", 1))
    assert "line 1 was changed" in run("audit", "--check", "-w", acts.root).complaint
    path.write_bytes(b"broken\n" + path.read_bytes().split(b"\n", 1)[1])
    printed = run("audit", "-w", acts.root)
    assert len(printed.out.splitlines()) == 2
    assert "line 1" in printed.err


def test_what_people_decide_is_in_the_audit(run, tmp_path):
    workspace = make_workspace(tmp_path)
    with workspace.connect() as connection:
        publish_run(connection, workspace, 1)
        connection.execute("SELECT 1")
    log_export(
        workspace,
        "at-risk",
        output="hubspot",
        run_id="run-001",
        n_rows=7,
        left_out={},
        path=workspace.root / "at-risk.csv",
        members=[],
        author="mei",
    )
    assert run("action", "list", "-w", tmp_path).code == 0
    printed = run("audit", "-w", tmp_path, "--json").out
    assert [(line["act"], line["rows"]) for line in map(json.loads, printed.splitlines())] == [("audience.export", 7)]


def test_without_a_workspace_it_says_so(run, tmp_path):
    assert "has no vocpipe.toml" in run("audit", "-w", tmp_path).complaint
