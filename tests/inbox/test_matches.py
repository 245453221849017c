"""Matches that people take back."""

import pytest

from tests.builders import add, add_feedback, add_run
from tests.store.shop import make_workspace
from vocpipe.errors import EditError
from vocpipe.inbox.entries import MATCHES, read_entries, undo_entry
from vocpipe.inbox.matches import WrongMatch, reject_match, wrong_matches
from vocpipe.pipeline import PUBLISHED
from vocpipe.store.publish import publish


@pytest.fixture
def shop(tmp_path):
    workspace = make_workspace(tmp_path)
    with workspace.connect() as connection:
        add_feedback(connection, 1, customer_ref="K-1")
        add_feedback(connection, 2)
        add(connection, "customer_number", customer_key="K-1", customer_id="c000001")
        add_run(connection, "run-001")
        publish(connection, workspace, workspace.settings, "run-001", PUBLISHED)
    return workspace


def test_a_match_is_kept_without_identities_until_it_is_undone(shop):
    entry = reject_match(shop, "f_1", author="mio")
    assert (entry.author, entry.detail) == ("mio", {"feedback_id": "f_1", "customer_id": "c000001"})
    assert wrong_matches(shop) == [WrongMatch("f_1", "c000001")]
    undo_entry(shop, entry.edit_id, journal=MATCHES)
    assert wrong_matches(shop) == []
    assert len(read_entries(shop, MATCHES)) == 1


def test_what_has_no_match_has_none_to_take_back(shop):
    with pytest.raises(EditError, match="f_2: nobody is known to have given this feedback"):
        reject_match(shop, "f_2")
    with pytest.raises(EditError, match="no feedback 'f_none' in the newest snapshot"):
        reject_match(shop, "f_none")
