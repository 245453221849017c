"""Google Play is pulled: only the last week is given, and a gap is told."""

from dataclasses import replace

import pytest

from tests.pull import desk
from tests.pull.google_play_server import WEEK, GooglePlay
from tests.pull.vendors import stored, workspace_of
from vocpipe.store.raw import RawPages


@pytest.fixture
def google_play():
    """A server with seven reviews of this week and one of the week before."""
    return GooglePlay()


@pytest.fixture
def workspace(google_play, tmp_path, monkeypatch):
    """A workspace that pulls it."""
    with workspace_of(google_play, tmp_path, monkeypatch) as made:
        yield made


def test_a_review_that_leaves_the_list_by_its_age_stays(workspace, google_play):
    desk.pull(workspace)
    assert "old" not in stored(workspace)
    words = google_play.words()
    moment = google_play.reviews["r1"]["comments"][0]["userComment"]["lastModified"]
    moment["seconds"] = str(int(moment["seconds"]) - WEEK)
    del google_play.reviews["r2"]
    desk.pull(workspace)
    assert stored(workspace).keys() == words.keys() - {"r2"}


def test_a_gap_of_over_a_week_is_told_once_with_its_days(workspace, google_play):
    desk.pull(workspace)
    pages = RawPages.of(workspace, "google_play")
    state = pages.state()
    pages.keep(replace(state, cursor={**state.cursor, "read": state.cursor["read"] - 2 * WEEK}))
    google_play.write("r9", "Back again")
    result = desk.pull(workspace)
    assert "was not pulled for over a week" in result.line()
    assert result.records == 1
    assert stored(workspace) == google_play.words()
    assert desk.pull(workspace).problem is None


def test_what_is_no_key_file_is_told_without_it(workspace, monkeypatch):
    for wrong in (
        "no-json-at-all",
        '{"client_email": "x@acme.example", "private_key": "abc", "token_uri": "http://e.vil"}',
    ):
        monkeypatch.setenv("SOURCES__GOOGLE_PLAY__SERVICE_ACCOUNT", wrong)
        line = desk.pull(workspace).line()
        assert "is not the key file of a service account" in line
        assert "abc" not in line
