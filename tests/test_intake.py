"""How sources stand: what is late by its rule, what fails, and what is told of it."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.pull import desk
from tests.store.shop import make_workspace
from vocpipe.collect.source_intake import intake_of, note_intake
from vocpipe.intake import intake
from vocpipe.store.raw import RawPages

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
REVIEWS = '[[source]]\nname = "reviews"\npath = "inputs/reviews*.csv"\n'


def stands(workspace, now=NOW):
    [source] = intake(workspace, workspace.settings, now)
    return source


def pulled(root, *more):
    workspace = desk.make(root / "shop", desk.BY_CURSOR, *more)
    desk.put(workspace.root, "t1", 1, "The search stops")
    assert desk.pull(workspace).records == 1
    return workspace


def test_a_source_of_which_nothing_is_expected_is_never_late(tmp_path):
    assert stands(make_workspace(tmp_path, REVIEWS)).trouble is None


def test_a_source_that_never_brought_anything_is_late_at_once(tmp_path):
    source = stands(make_workspace(tmp_path, f'{REVIEWS}expect = "weekly"\n'))
    assert source.line() == "reviews is late: every week something new should come, and nothing has come yet"


@pytest.mark.parametrize(("hours", "trouble"), [(35, None), (37, "late")])
def test_what_was_pulled_last_counts_before_a_refresh_has_read_it(tmp_path, hours, trouble):
    workspace = pulled(tmp_path, 'expect = "daily"')
    brought = intake_of(workspace, workspace.settings.source[0])["brought_at"].replace(tzinfo=UTC)
    source = stands(workspace, brought + timedelta(hours=hours))
    assert source.trouble == trouble
    if trouble:
        assert f"is late: every day something new should come, and the last came on {brought:%Y-%m-%d}" in source.line()
        assert "毎日届くはずですが" in source.reason.ja


def test_a_pull_with_nothing_new_is_no_arrival(tmp_path):
    workspace = pulled(tmp_path, 'expect = "daily"')
    before = intake_of(workspace, workspace.settings.source[0])
    assert desk.pull(workspace).records == 0
    after = intake_of(workspace, workspace.settings.source[0])
    assert after["brought_at"] == before["brought_at"]


def test_a_source_that_fails_says_why_and_how_often_until_it_works_again(tmp_path):
    workspace = pulled(tmp_path)
    desk.run(workspace.root, "ALTER TABLE ticket RENAME TO elsewhere")
    assert [desk.pull(workspace).problem is None for _ in range(2)] == [False, False]
    source = stands(workspace)
    assert (source.trouble, source.values["n_failures"]) == ("failing", 2)
    assert source.line().startswith("tickets is failing: ")
    desk.run(workspace.root, "ALTER TABLE elsewhere RENAME TO ticket")
    assert desk.pull(workspace).problem is None
    assert (stands(workspace).trouble, stands(workspace).values["n_failures"]) == (None, 0)


def test_a_cursor_is_told_by_its_times_alone(tmp_path):
    workspace = pulled(tmp_path)
    pages = RawPages.of(workspace, "tickets")
    cursor = {"at": "2026-03-01 00:01:00", "key": "taro@example.jp", "n": 42, "recent": {"taro": "2026-03-01 00:01:00"}}
    pages.keep(replace(pages.state(), cursor=cursor))
    shown = json.loads(intake_of(workspace, workspace.settings.source[0])["cursor"])
    assert shown == {"at": "2026-03-01 00:01:00", "key": "…", "n": "…"}


def test_only_what_people_are_told_counts_as_new(tmp_path):
    workspace = pulled(tmp_path)
    with workspace.connect() as connection:
        assert [note_intake(connection, workspace, workspace.settings) for _ in range(2)] == [1, 0]
        desk.pull(workspace)
        assert note_intake(connection, workspace, workspace.settings) == 0
        desk.run(workspace.root, "DROP TABLE ticket")
        desk.pull(workspace)
        assert note_intake(connection, workspace, workspace.settings) == 2
