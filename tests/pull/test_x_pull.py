"""X is pulled: look-ups of what is gone, gaps, mentions, and what headers say of the limits."""

import time
from dataclasses import replace

import pytest

from tests.pull import desk
from tests.pull.vendors import stored, workspace_of
from tests.pull.x_server import WEEK, X
from vocpipe.pull.vendors import x as vendor
from vocpipe.store.raw import RawPages


@pytest.fixture
def x():
    """A server with seven posts, three of which are on a page."""
    return X()


@pytest.fixture
def workspace(x, tmp_path, monkeypatch):
    """A workspace that pulls it."""
    with workspace_of(x, tmp_path, monkeypatch) as made:
        yield made


def test_posts_are_looked_up_once_a_day(workspace, x, monkeypatch):
    monkeypatch.setattr(vendor, "_ROUND", 86_400)
    desk.pull(workspace)
    assert x.calls["/tweets"] == 2  # seven ids, four at a time
    del x.posts[x.first[2]]
    desk.pull(workspace)
    assert x.calls["/tweets"] == 2
    monkeypatch.setattr(vendor, "_ROUND", 0)
    desk.pull(workspace)
    assert stored(workspace) == x.words()


def test_a_round_of_look_ups_that_is_cut_off_is_brought_to_its_end(workspace, x, monkeypatch):
    monkeypatch.setattr(vendor, "_ROUND", 86_400)
    desk_ids = [x.first[1], x.first[6]]
    desk.pull(workspace)
    pages = RawPages.of(workspace, "x")
    state = pages.state()
    pages.keep(replace(state, cursor={**state.cursor, "looked": 0}))
    for ident in desk_ids:
        del x.posts[ident]
    x.troubles = ["", "", *["500"] * 100]  # the search and the first look-up pass
    assert desk.pull(workspace).problem is not None
    x.troubles = []
    before = x.calls["/tweets"]
    desk.pull(workspace)
    assert x.calls["/tweets"] == before + 1
    assert stored(workspace) == x.words()


def test_a_gap_of_over_a_week_is_told_with_its_days(workspace, x):
    desk.pull(workspace)
    pages = RawPages.of(workspace, "x")
    state = pages.state()
    old = str(int(state.cursor["since"]) - (2 * WEEK * 1000 << 22))
    pages.keep(replace(state, cursor={**state.cursor, "since": old, "read": time.time() - 2 * WEEK}))
    x.write("Back again")
    line = desk.pull(workspace).line()
    assert "X gives nothing older" in line
    assert stored(workspace) == x.words()
    assert desk.pull(workspace).problem is None


def test_a_week_without_posts_is_no_gap(workspace, x):
    x.posts.clear()
    x.ago = 2 * WEEK
    x.write("The only one")
    x.ago = 0
    desk.pull(workspace)
    pages = RawPages.of(workspace, "x")
    state = pages.state()
    old = max(x.posts)
    pages.keep(replace(state, cursor={**state.cursor, "since": old}))
    assert desk.pull(workspace).problem is None


def test_mentions_of_an_account_are_pulled_alike(workspace, x):
    path = workspace.root / "vocpipe.toml"
    path.write_text(path.read_text().replace('query = "acme -is:retweet"', 'user_id = "783214"'), encoding="utf-8")
    assert desk.pull(workspace).records == 7
    assert x.calls["/users/783214/mentions"] == 3
    assert stored(workspace) == x.words()


def test_when_headers_say_that_no_call_is_left_none_is_made(workspace, x):
    x.left = 2
    assert "wait for about 15 minutes" in desk.pull(workspace).line()
    assert x.calls.total() == 2
    assert "no further call before" in desk.pull(workspace).line()
    assert x.calls.total() == 2
