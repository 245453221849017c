from datetime import date

import pytest

from tests.builders import add_theme
from tests.cli.command import runner
from tests.store.shop import make_workspace, publish_run
from vocpipe.inbox.actions import read_actions


@pytest.fixture
def shop(tmp_path, monkeypatch):
    """A published workspace with a theme that has a sub-theme, and a retired one."""
    monkeypatch.delenv("VOCPIPE_WORKSPACE", raising=False)
    monkeypatch.delenv("VOCPIPE_AUTHOR", raising=False)
    workspace = make_workspace(tmp_path / "shop")
    with workspace.connect() as connection:
        add_theme(connection, "t_a", "Invoices", "請求")
        add_theme(connection, "t_a1", "PDF", parent="t_a")
        add_theme(connection, "t_old", "Old", state="retired")
        publish_run(connection, workspace, 1)
    return workspace


@pytest.fixture
def run(shop, monkeypatch, capfd):
    """run("list") is its output."""
    return runner(monkeypatch, capfd, "action", workspace=shop.root)


ADD = ("add", "t_a", "PDFを 作り直す", "--on", "2026-06-15", "--owner", "佐藤", "--release", "5.2", "--author", "ann")


def test_an_action_is_in_the_inbox_with_author_and_time(run, shop):
    result = run(*ADD)
    [action] = read_actions(shop)
    assert result.code == 0
    assert result.out.startswith(f"{action.action_id}  t_a; ")
    noted = (action.theme_id, action.title, action.owner, action.done_on, action.release, action.status, action.author)
    assert noted == ("t_a", "PDFを 作り直す", "佐藤", date(2026, 6, 15), "5.2", "open", "ann")
    output = run("list").out
    assert "2026-06-15  open  t_a  owner=佐藤  release=5.2  PDFを 作り直す  (ann, " in output


def test_closing_may_put_the_day_right(run, shop):
    run(*ADD)
    action_id = read_actions(shop)[0].action_id
    assert run("close", action_id, "--on", "2026-06-20", "--author", "bob").code == 0
    [action] = read_actions(shop)
    assert (action.status, action.done_on, action.closed_by) == ("done", date(2026, 6, 20), "bob")
    assert action.closed_at > action.created_at


def test_undo_takes_back_the_ending_first_and_then_the_action(run, shop):
    run(*ADD)
    action_id = read_actions(shop)[0].action_id
    run("close", action_id, "--as", "dropped")
    assert read_actions(shop)[0].status == "dropped"
    run("undo", action_id)
    assert (read_actions(shop)[0].status, read_actions(shop)[0].closed_at) == ("open", None)
    run("undo", action_id)
    assert read_actions(shop)[0].status == "undone"
    assert run("undo", action_id).complaint == f"{action_id} was undone before"


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("add", "t_x", "x", "--on", "2026-06-15"), "there is no theme 't_x' in the newest snapshot"),
        (("add", "t_old", "x", "--on", "2026-06-15"), "there is no theme 't_old' in the newest snapshot"),
        (("add", "t_a1", "x", "--on", "2026-06-15"), "t_a1 is a sub-theme; use its theme, t_a, instead"),
        (("add", "t_a", " ", "--on", "2026-06-15"), "describe what is done in 1 to 300 characters"),
        (("close", "d_x"), "there is no action 'd_x'; vocpipe action list lists the actions"),
        (("undo", "d_x"), "there is no action 'd_x'; vocpipe action list lists the actions"),
    ],
)
def test_an_impossible_action_is_reported_in_one_line(run, shop, words, complaint):
    assert run(*words).complaint.startswith(complaint)
    assert read_actions(shop) == []


def test_a_closed_action_is_not_closed_again(run, shop):
    run(*ADD)
    action_id = read_actions(shop)[0].action_id
    run("close", action_id)
    expected = f"{action_id} is already done; vocpipe action undo takes that back"
    assert run("close", action_id).complaint == expected


def test_an_action_goes_from_decided_to_told(run, shop):
    run(*ADD, "--ticket", "https://tracker.example.jp/T-1")
    action_id = read_actions(shop)[0].action_id
    assert run("tell", action_id).code == 1
    for step, status in (("start", "doing"), ("close", "done"), ("tell", "told")):
        assert run(step, action_id).code == 0
        assert read_actions(shop)[0].status == status
    assert run("start", action_id).code == 1
    assert "ticket=https://tracker.example.jp/T-1" in run("list").out
    run("undo", action_id)
    assert read_actions(shop)[0].status == "done"


@pytest.mark.parametrize("ticket", ["javascript:alert(1)", "T-1", 'https://a.example/"><script>'])
def test_a_ticket_is_a_web_address(run, shop, ticket):
    assert run(*ADD, "--ticket", ticket).code == 1
    assert read_actions(shop) == []
