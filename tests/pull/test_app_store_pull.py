"""App Store Connect is pulled: a list that moves, reviews that are taken back, old ones, and the hour's calls."""

from datetime import timedelta

import pytest

from tests.pull import desk
from tests.pull.app_store_server import AppStore
from tests.pull.servers import NoAnswerError
from tests.pull.vendors import stored, workspace_of
from vocpipe.pull.vendors import app_store as vendor


@pytest.fixture
def app_store():
    """A server with nine reviews, four of them ninety days old."""
    return AppStore()


@pytest.fixture
def workspace(app_store, tmp_path, monkeypatch):
    """A workspace that pulls it."""
    with workspace_of(app_store, tmp_path, monkeypatch) as made:
        yield made


def test_a_review_that_goes_while_the_list_is_read_lets_no_other_one_go(workspace, app_store, monkeypatch):
    monkeypatch.setattr(vendor, "_PAGE", 2)
    desk.pull(workspace)
    answer = app_store.answer

    def meanwhile(path, query, body):
        page = answer(path, query, body)
        app_store.reviews.pop("r8", None)  # the newest one: all others move up by one place
        return page

    monkeypatch.setattr(app_store, "answer", meanwhile)
    desk.pull(workspace)
    assert app_store.calls["/v1/customerReviews/r6"] == 1
    desk.pull(workspace)
    assert stored(workspace) == app_store.words()


def test_old_reviews_are_read_once_and_a_place_that_is_no_longer_known_begins_anew(workspace, app_store, monkeypatch):
    app_store.troubles = ["", "", *["500"] * 100]
    assert desk.pull(workspace).records == 6
    app_store.troubles, refused, answer = [], [], app_store.answer

    def forgetful(path, query, body):
        if "cursor" in query and not refused:
            refused.append(True)
            raise NoAnswerError(400, {"errors": [{"status": "400", "code": "PARAMETER_ERROR.INVALID"}]})
        return answer(path, query, body)

    monkeypatch.setattr(app_store, "answer", forgetful)
    assert desk.pull(workspace).problem is None
    assert stored(workspace) == app_store.words()
    app_store.calls.clear()
    desk.pull(workspace)
    assert app_store.calls.total() == 2  # five reviews of the window, and no page of old ones


def test_when_no_call_is_left_in_the_hour_the_pull_ends(workspace, app_store):
    app_store.left = 1
    assert "wait for about 60 minutes" in desk.pull(workspace).line()
    assert app_store.calls.total() == 1


def test_stars_and_times_come_with_the_words(workspace, app_store):
    app_store.ago = timedelta(days=1)
    app_store.reviews = {"r1": {**app_store.reviews["r1"], "rating": 2}}
    desk.pull(workspace)
    desk.read(workspace)
    found = desk.rows(workspace, "SELECT source_id, score_type, score, title FROM feedback_raw").to_pylist()
    assert found == [{"source_id": "r1", "score_type": "stars", "score": 2.0, "title": "Review r1"}]


def test_a_key_that_is_none_is_told_without_it(workspace, monkeypatch):
    monkeypatch.setenv("SOURCES__APP_STORE__PRIVATE_KEY", "-----BEGIN NOTHING-----abc")
    line = desk.pull(workspace).line()
    assert "the private key of app_store can't be read" in line
    assert "abc" not in line
