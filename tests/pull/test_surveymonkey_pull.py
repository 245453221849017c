"""SurveyMonkey is pulled: scores, answers that are taken back, deleted responses, and the limit of a day."""

import pytest

from tests.pull import desk
from tests.pull.surveymonkey_server import Surveymonkey
from tests.pull.vendors import stored, workspace_of
from vocpipe.pull.vendors import surveymonkey as vendor


@pytest.fixture
def surveymonkey():
    """A server with two surveys, one with seven responses."""
    return Surveymonkey()


@pytest.fixture
def workspace(surveymonkey, tmp_path, monkeypatch):
    """A workspace that pulls it."""
    with workspace_of(surveymonkey, tmp_path, monkeypatch) as made:
        yield made


def test_an_edit_replaces_the_whole_response_with_its_score(workspace, surveymonkey):
    surveymonkey.put("502", "950", better="Open on Sundays", other="Thank you", score=8)
    desk.pull(workspace)
    surveymonkey.put("502", "950", better="Open on Mondays", score=3)
    desk.pull(workspace)
    assert stored(workspace) == surveymonkey.words()
    query = "SELECT score FROM feedback_raw WHERE source_id = '950'"
    assert desk.rows(workspace, query).to_pylist() == [{"score": 3.0}]


def test_ids_are_read_only_where_there_are_fewer_responses_than_are_safe(workspace, surveymonkey):
    desk.pull(workspace)
    surveymonkey.calls.clear()
    desk.pull(workspace)
    assert surveymonkey.calls["/surveys/501/responses"] == 1
    del surveymonkey.surveys["501"]["903"]
    surveymonkey.put("502", "951", better="One more")
    desk.pull(workspace)
    assert surveymonkey.calls["/surveys/501/responses"] == 1 + 1 + 2  # their number, and six ids on two pages
    assert surveymonkey.calls["/surveys/502/responses"] == 2
    assert stored(workspace) == surveymonkey.words()


def test_what_the_server_has_left_for_the_day_ends_a_pull_and_the_next_one_waits(workspace, surveymonkey):
    surveymonkey.left = 3
    result = desk.pull(workspace)
    assert "wait for about 1" in result.line()
    assert surveymonkey.calls.total() == 3
    assert "no further call before" in desk.pull(workspace).line()
    assert surveymonkey.calls.total() == 3


def test_the_calls_of_a_day_are_counted_over_pulls(workspace, surveymonkey, monkeypatch):
    monkeypatch.setattr(vendor, "_DAY", (12, 86_400))
    lines = [desk.pull(workspace).line() for _ in range(3)]
    assert "wait for about 1440 minutes" in lines[1]
    assert surveymonkey.calls.total() == 12
