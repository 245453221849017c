"""Slack is pulled: threads, edits and deletions within the window, and who is who."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.pull import desk
from tests.pull.slack_server import STAFF, Slack
from tests.pull.vendors import stored, workspace_of
from vocpipe.store.raw import read_page


@pytest.fixture
def slack():
    """A server with two channels that the app is in, with old and new messages and a thread."""
    return Slack()


@pytest.fixture
def workspace(slack, tmp_path, monkeypatch):
    """A workspace that pulls it."""
    with workspace_of(slack, tmp_path, monkeypatch) as made:
        yield made


def test_customers_are_told_from_the_companys_own_people_and_known_by_address(workspace, slack):
    desk.pull(workspace)
    assert stored(workspace) == slack.words()
    query = "SELECT DISTINCT customer_ref, customer_email FROM feedback_raw ORDER BY 1"
    found = [tuple(row.values()) for row in desk.rows(workspace, query).to_pylist()]
    assert found == [("slack:U0ANN", "u0ann@firm.example"), ("slack:U0BOB", "u0bob@firm.example")]
    pages = [read_page(path) for path in desk.files(workspace, "slack")]
    assert "+81" not in str(pages)
    assert {person["id"] for page in pages for person in page.get("users", [])} == {"U0ANN", "U0BOB", STAFF}


def test_what_is_edited_or_deleted_in_the_window_is_taken_over_and_older_words_stay(workspace, slack):
    desk.pull(workspace)
    slack.edit("C0SALES", slack.new[0], "The price is fine now")
    slack.delete("C0SALES", slack.new[1])
    desk.pull(workspace)
    assert stored(workspace) == slack.words()
    before = slack.words()
    slack.delete("C0HELP", slack.old[1])  # twenty days old
    desk.pull(workspace)
    assert stored(workspace) == before


def test_an_old_thread_that_goes_on_is_read_again(workspace, slack):
    reply = slack.say("C0HELP", "It went on", thread=slack.old[0])
    desk.pull(workspace)
    slack.edit("C0HELP", reply, "It stopped")
    last = slack.say("C0HELP", "For me it did not", thread=slack.old[0])
    desk.pull(workspace)
    assert stored(workspace) == slack.words()
    slack.delete("C0HELP", last)
    desk.pull(workspace)
    assert stored(workspace) == slack.words()


def test_channels_may_be_named_and_one_that_is_not_seen_is_told(workspace, slack):
    path = workspace.root / "vocpipe.toml"
    path.write_text(path.read_text() + 'channels = ["#sales"]\n', encoding="utf-8")
    desk.pull(workspace)
    assert stored(workspace) == {ident: text for ident, text in slack.words().items() if ident.startswith("C0SALES")}
    path.write_text(path.read_text().replace("#sales", "#gone"), encoding="utf-8")
    assert "sees no channel gone" in desk.pull(workspace).line()


def test_a_pull_from_a_day_on_reads_only_what_was_said_since(workspace, slack):
    path = workspace.root / "vocpipe.toml"
    first = datetime.now(UTC).date() - timedelta(days=10)
    path.write_text(path.read_text() + f"since = {first}\n", encoding="utf-8")
    desk.pull(workspace)
    assert stored(workspace) == {ident: text for ident, text in slack.words().items() if ident.startswith("C0SALES")}
