"""HubSpot is pulled: what is stored equals what the server holds."""

import random
from contextlib import suppress

import pytest

from tests.pull import desk
from tests.pull.hubspot_server import Hubspot
from tests.pull.servers import SECRET, serving
from vocpipe.doctor import _check_pulls
from vocpipe.pull.vendors import hubspot as vendor
from vocpipe.store import raw
from vocpipe.store.workspace import Workspace


@pytest.fixture
def hubspot(monkeypatch):
    """A server with seven tickets, three of which are on a page."""
    monkeypatch.setenv("RUNTIME__REQUEST_BACKOFF_FACTOR", "0.01")
    monkeypatch.setenv("SOURCES__CRM__TOKEN", SECRET)
    monkeypatch.setattr(vendor, "_PAGE", 3)
    monkeypatch.setattr(vendor, "_SEARCHES_PER_SECOND", 1000)
    server = Hubspot()
    for number in range(7):
        server.put(f"510{number}", f"The search stops after {number} minutes")
    return server


@pytest.fixture
def workspace(hubspot, tmp_path):
    """A workspace that pulls it."""
    with serving(hubspot) as address:
        lines = ('[[source]]\nname = "crm"\npull = "hubspot"', f'address = "{address}"')
        (tmp_path / "vocpipe.toml").write_text("\n".join(lines), encoding="utf-8")
        yield Workspace(tmp_path)


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
    seen = {row["id"] for path in desk.files(workspace, "crm") for row in raw.read_page(path)["results"]}
    assert seen == set(hubspot.tickets)


def test_tickets_that_changed_at_one_moment_are_all_found(workspace, hubspot):
    for row in hubspot.tickets.values():
        row["properties"]["hs_lastmodifieddate"] = "2026-03-01T00:10:00.000Z"
    assert desk.pull(workspace).records == 7
    assert desk.pull(workspace).pages == 0


@pytest.mark.long
def test_limits_failures_and_rights(workspace, hubspot):
    hubspot.per_window, hubspot.window = 3, 0.5
    hubspot.troubles = ["", "500", "", "cut"]
    assert desk.pull(workspace).records == 7
    assert hubspot.too_early == 0
    hubspot.per_window, hubspot.forbidden = 1000, True
    (check,) = _check_pulls(workspace, workspace.settings)
    assert "crm.objects.contacts.read" in check.message


@pytest.mark.long
@pytest.mark.parametrize("kills", [2, 20])
def test_kills_lose_nothing(workspace, hubspot, monkeypatch, kills):
    class Killed(BaseException):
        pass

    dice, write = random.Random(5), raw.write_private
    for number in range(kills):
        left = [dice.randrange(1, 7)]

        def killed(path, content, left=left):
            left[0] -= 1
            if left[0] == 0:
                raise Killed
            write(path, content)

        hubspot.put(f"53{number:02d}", f"Another one, {number}")
        hubspot.put(f"510{number % 5}", f"Changed, {number}")
        if number % 6 == 5:
            hubspot.archive(f"53{number - 1:02d}")
        hubspot.troubles = dice.choices(["", "", "", "500", "cut"], k=6)
        with monkeypatch.context() as patch, suppress(Killed):
            patch.setattr(raw, "write_private", killed)
            desk.pull(workspace)
    hubspot.troubles = []
    assert desk.pull(workspace).problem is None
    assert desk.read(workspace) == hubspot.words()
