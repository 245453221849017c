"""HubSpot is pulled: what is stored equals what the server holds."""

import pytest

from tests.pull import desk
from tests.pull.hubspot_server import Hubspot
from tests.pull.vendors import workspace_of
from vocpipe.store import raw


@pytest.fixture
def hubspot():
    """A server with seven tickets, three of which are on a page."""
    return Hubspot()


@pytest.fixture
def workspace(hubspot, tmp_path, monkeypatch):
    """A workspace that pulls it."""
    with workspace_of(hubspot, tmp_path, monkeypatch) as made:
        yield made


@pytest.mark.long
def test_what_is_stored_is_what_the_server_holds(workspace, hubspot):
    result = desk.pull(workspace)
    assert (result.problem, result.records) == (None, 7)
    assert desk.read(workspace) == hubspot.words()
    customers = desk.rows(workspace, "SELECT DISTINCT customer_ref FROM feedback_raw").to_pylist()
    assert customers == [{"customer_ref": "6600901"}]
    hubspot.put("5101", "It stops at once")
    hubspot.archive("5102")
    hubspot.merge("5103", into="5104")
    assert desk.pull(workspace).records == 2
    assert desk.read(workspace) == hubspot.words()
    assert desk.pull(workspace).pages == 0


def test_a_ticket_that_changes_meanwhile_moves_no_other_out_of_sight(workspace, hubspot, monkeypatch):
    answer, changed = hubspot.answer, []

    def meanwhile(path, query, body):
        page = answer(path, query, body)
        if path.endswith("search") and not changed:
            changed.append(True)
            hubspot.put("5100", "Changed while the pull ran")
        return page

    monkeypatch.setattr(hubspot, "answer", meanwhile)
    assert desk.pull(workspace).records == 8
    seen = {row["id"] for path in desk.files(workspace, "hubspot") for row in raw.read_page(path)["results"]}
    assert seen == set(hubspot.tickets)


def test_tickets_that_changed_at_one_moment_are_all_found(workspace, hubspot):
    for row in hubspot.tickets.values():
        row["properties"]["hs_lastmodifieddate"] = "2026-03-01T00:10:00.000Z"
    assert desk.pull(workspace).records == 7
    assert desk.pull(workspace).pages == 0
