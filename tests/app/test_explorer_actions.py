"""The board of actions: deciding, moving on, what is late, who raised it, and the list of who is to be told."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.app.reading import shown
from tests.app.small_world import build_world
from vocpipe.app import data
from vocpipe.inbox.actions import add_action, advance_action, close_action, read_actions, undo_action
from vocpipe.inbox.exports import read_exports


@pytest.fixture(scope="module")
def root(tmp_path_factory) -> Path:
    return build_world(tmp_path_factory.mktemp("acted"), n_feedback=200).parents[1]


@pytest.fixture
def place(root, as_ann):
    """The workspace, without the actions of the test before."""
    workspace = as_ann(root)
    yield workspace
    for action in read_actions(workspace):
        while next(one for one in read_actions(workspace) if one.action_id == action.action_id).status != "undone":
            undo_action(workspace, action.action_id)


def test_an_action_is_decided_and_moves_on_under_the_viewers_name(place, root, open_page):
    at = open_page("actions", root=root, lang="en", theme="t_pdf")
    what, owner, release, ticket = at.text_input
    for field, value in ((what, "New engine"), (owner, "Sato"), (release, "5.3"), (ticket, "https://t.example.jp/7")):
        field.set_value(value)
    at.button[0].click().run()
    [action] = [one for one in read_actions(place) if one.status != "undone"]
    assert (action.theme_id, action.title, action.owner, action.release) == ("t_pdf", "New engine", "Sato", "5.3")
    assert (action.ticket, action.author, action.status) == ("https://t.example.jp/7", "ann", "open")
    for step, status in (("start", "doing"), ("ship", "done"), ("tell", "told"), ("back", "done")):
        at = open_page("actions", root=root, lang="en")
        at.button(key=f"action_{step}_{action.action_id}").click().run()
        assert not at.exception
        assert next(one for one in read_actions(place) if one.action_id == action.action_id).status == status


def test_a_ticket_that_is_no_address_is_refused_with_a_sentence(place, root, open_page):
    at = open_page("actions", root=root, lang="en", theme="t_pdf")
    at.text_input[0].set_value("X")
    at.text_input[3].set_value("javascript:alert(1)")
    at.button[0].click().run()
    assert [action for action in read_actions(place) if action.status != "undone"] == []
    assert at.error


def test_what_is_late_or_stands_still_is_said_first(place, root, open_page):
    late = add_action(place, "t_pdf", "Late one", done_on=date.today() - timedelta(days=9)).edit_id
    add_action(place, "t_slow", "In time", done_on=date.today() + timedelta(days=90))
    text = shown(open_page("actions", root=root, lang="en"))
    assert "1 action late or standing still" in text
    assert "Past its day by " in text
    close_action(place, late)
    assert "Past its day by " not in shown(open_page("actions", root=root, lang="en"))


def test_who_raised_it_hides_what_is_about_fewer_than_five(place):
    rows = data.newest_snapshot().rows("action_raised", themes=["t_pdf", "t_csv", "t_ai"])
    assert any(row["n"] for row in rows)
    assert all(row["n"] is None or row["n"] >= 5 for row in rows)
    for theme in {row["theme_id"] for row in rows}:
        whole = next(row["n"] for row in rows if row["theme_id"] == theme and row["plan"] is None)
        plans = [row["n"] for row in rows if row["theme_id"] == theme and row["plan"]]
        assert whole is None or (whole - sum(n or 0 for n in plans)) not in range(1, 5)


def test_the_list_goes_through_the_hand_off_and_shows_no_identity(place, root, open_page):
    key = add_action(place, "t_pdf", "New engine", done_on=date(2026, 9, 1)).edit_id
    advance_action(place, key, "doing")
    close_action(place, key)
    at = open_page("actions", root=root, lang="en")
    at.button(key="we_did_write").click().run()
    assert not at.exception
    [export] = read_exports(place)
    assert (export.audience, export.author) == ("theme:t_pdf", "ann")
    assert re.search(r"\w@\w", shown(at)) is None
    files = list((root / "private" / "exports").glob("*.csv"))
    assert [file.stat().st_mode & 0o777 for file in files] == [0o600]


def test_who_may_not_send_can_not_write_the_list(place, root, open_page, monkeypatch):
    key = add_action(place, "t_pdf", "New engine", done_on=date(2026, 9, 1)).edit_id
    close_action(place, key)
    monkeypatch.setenv("VOCPIPE_SHARED", "1")
    at = open_page("actions", root=root, lang="en")
    assert not at.exception
    assert "Only an admin may write this list" in shown(at)
    assert not at.button
