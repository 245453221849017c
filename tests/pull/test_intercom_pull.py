"""Intercom is pulled: what is stored equals what the server holds."""

import pytest

from tests.pull import desk
from tests.pull.intercom_server import Intercom
from tests.pull.vendors import stored, workspace_of


@pytest.fixture
def intercom():
    """A server with five old conversations."""
    return Intercom()


@pytest.fixture
def workspace(intercom, tmp_path, monkeypatch):
    """A workspace that pulls it."""
    with workspace_of(intercom, tmp_path, monkeypatch) as made:
        yield made


@pytest.mark.long
def test_what_is_stored_is_what_the_server_holds(workspace, intercom):
    result = desk.pull(workspace)
    assert (result.problem, result.records) == (None, 5)
    assert stored(workspace) == intercom.words()
    part = intercom.say("701", "My card number is in here")
    intercom.say("701", "We look into it", who="admin-1", kind="admin")
    intercom.open("800", "A new one")
    assert desk.pull(workspace).records == 2
    assert stored(workspace) == intercom.words()
    part |= {"redacted": True, "body": None}
    intercom.touch("701")
    assert desk.pull(workspace).records == 1
    assert stored(workspace) == intercom.words()
    customers = desk.rows(workspace, "SELECT DISTINCT customer_ref FROM feedback_raw WHERE text IS NOT NULL")
    assert customers.to_pylist() == [{"customer_ref": "contact-8001"}]


def test_a_second_pull_asks_for_no_conversation_again(workspace, intercom):
    intercom.say("702", "Still so today")
    assert desk.pull(workspace).records == 5
    intercom.calls.clear()
    assert desk.pull(workspace).pages == 0
    assert intercom.calls.keys() == {"/conversations/search"}
