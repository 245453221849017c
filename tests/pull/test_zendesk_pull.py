"""Zendesk is pulled: what is stored equals what the server holds, whatever it does on the way."""

import gzip
import socket

import pytest

from tests.pull import desk
from tests.pull.servers import SECRET
from tests.pull.vendors import killable, workspace_of
from tests.pull.zendesk_server import AGENT, Zendesk
from vocpipe.collect.forgotten import canonical
from vocpipe.doctor import _check_pulls
from vocpipe.pull.rewrite import forget_in_pages
from vocpipe.store.tombstones import add_tombstones, kept_key


@pytest.fixture
def zendesk():
    """A server with five tickets."""
    return Zendesk()


@pytest.fixture
def workspace(zendesk, tmp_path, monkeypatch):
    """A workspace that pulls it."""
    with workspace_of(zendesk, tmp_path, monkeypatch) as made:
        yield made


def everything(workspace):
    """All that is kept of the workspace, unpacked."""
    found = []
    for path in workspace.root.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            found.append(gzip.decompress(content) if path.suffix == ".gz" else content)
    return b"".join(found)


@pytest.mark.long
def test_the_customers_words_are_stored_and_a_second_pull_reads_no_page_again(workspace, zendesk):
    zendesk.say(101, AGENT, "We look into it")
    zendesk.say(101, 800_001, "It happened again today")
    zendesk.say(101, AGENT, "A note for colleagues", public=False)
    result = desk.pull(workspace)
    assert (result.problem, result.records) == (None, 5)
    assert desk.read(workspace) == zendesk.words()
    before = zendesk.calls.total()
    assert desk.pull(workspace).pages == 0
    assert zendesk.calls.total() == before + 1
    customers = desk.rows(workspace, "SELECT DISTINCT customer_ref FROM feedback_raw ORDER BY 1").to_pylist()
    assert [row["customer_ref"] for row in customers] == ["zendesk:800001", "zendesk:800002"]


@pytest.mark.long
def test_edits_deletions_and_merges_are_taken_over(workspace, zendesk):
    second = zendesk.say(102, 800_002, "My card number is in here")
    private = zendesk.say(103, 800_001, "This was meant for one of you alone")
    desk.pull(workspace)
    assert desk.read(workspace) == zendesk.words()
    redacted = next(row for row in zendesk.comments[102] if row["id"] == second)
    redacted |= dict.fromkeys(("body", "plain_body", "html_body"), "▇▇▇▇▇")
    zendesk.touch(102)
    next(row for row in zendesk.comments[103] if row["id"] == private)["public"] = False
    zendesk.touch(103)
    zendesk.merge(104, into=105)
    zendesk.delete(101)
    desk.pull(workspace)
    stored = desk.read(workspace)
    assert stored == zendesk.words()
    assert {"101", f"102-{second}", f"103-{private}"} & stored.keys() == set()
    for row in zendesk.comments[103]:
        row["public"] = False  # nothing of a customer is left in the ticket
    zendesk.touch(103)
    desk.pull(workspace)
    assert desk.read(workspace) == zendesk.words()


@pytest.mark.parametrize("trouble", ["500", "cut", pytest.param("429 1", marks=pytest.mark.long)])
def test_what_passes_is_asked_again(workspace, zendesk, trouble):
    zendesk.troubles = ["", trouble, "", "", trouble]
    assert desk.pull(workspace).records == 5
    assert zendesk.too_early == 0


def test_nobody_calls_more_often_than_the_server_allows(workspace, zendesk):
    zendesk.per_window, zendesk.window = 4, 0.5
    assert desk.pull(workspace).records == 5
    assert zendesk.too_early == 0


def test_a_server_that_wants_to_be_left_alone_is_not_asked_before(workspace, zendesk):
    zendesk.troubles = ["", "", "429 5000"]
    result = desk.pull(workspace)
    assert "wait for about 84 minutes" in result.line()
    before = zendesk.calls.total()
    assert "no further call before" in desk.pull(workspace).line()
    assert (zendesk.calls.total(), zendesk.too_early) == (before, 0)


def test_after_a_kill_in_a_pause_that_the_server_asked_for_the_next_pull_makes_no_call(workspace, zendesk):
    zendesk.troubles = ["", "", "429 300"]
    with killable(zendesk, workspace.root, (10_000, 1.0)) as pull:
        assert pull(6) == -9
        assert zendesk.troubles == []
        before = zendesk.calls.total()
        assert pull() == 1
    assert (zendesk.calls.total(), zendesk.too_early) == (before, 0)
    assert "no further call before" in desk.pull(workspace).line()


def test_a_server_that_fails_for_good_is_given_up_and_what_came_is_safe(workspace, zendesk):
    zendesk.troubles = ["", "", "", "", *["500"] * 100]
    result = desk.pull(workspace)
    assert "failed again and again" in result.line()
    assert result.records == 3
    zendesk.troubles = []
    assert desk.pull(workspace).records == 2


def test_what_is_no_json_and_what_is_refused_is_told(workspace, zendesk):
    zendesk.troubles = ["html"]
    assert "no JSON" in desk.pull(workspace).line()
    zendesk.forbidden = True
    (check,) = _check_pulls(workspace, workspace.settings)
    assert "it needs: admin" in check.message
    zendesk.forbidden, zendesk.authorization = False, "Basic other"
    (check,) = _check_pulls(workspace, workspace.settings)
    assert "does not accept the secret" in check.message


def test_a_pull_connects_to_nothing_but_its_source_and_leaves_nothing_elsewhere(workspace, monkeypatch, tmp_path):
    connected, connect = [], socket.socket.connect

    def noted(self, address):
        connected.append(address)
        return connect(self, address)

    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setattr(socket.socket, "connect", noted)
    assert desk.pull(workspace).records == 5
    assert {host for host, _ in connected} == {"127.0.0.1"}
    assert list(home.rglob("*")) == []


def test_the_secret_is_nowhere(workspace, zendesk, monkeypatch, capfd):
    zendesk.open(200, f"Here is what I see: {SECRET}")
    zendesk.troubles = ["", "500", "cut"]
    first = desk.pull(workspace)
    zendesk.authorization = "Basic other"
    second = desk.pull(workspace)
    shown = "".join((*capfd.readouterr(), first.line(), second.line(), repr(workspace.settings)))
    assert second.problem is not None
    assert SECRET not in shown
    assert SECRET.encode() not in everything(workspace)
    assert b"[SECRET]" in everything(workspace)


def test_without_the_secret_it_is_said_where_it_goes(workspace, monkeypatch):
    monkeypatch.delenv("SOURCES__ZENDESK__TOKEN")
    assert "SOURCES__ZENDESK__TOKEN" in desk.pull(workspace).line()
    (workspace.root / ".dlt").mkdir()
    path = workspace.root / ".dlt" / "secrets.toml"
    path.write_text(f'[sources.zendesk]\ntoken = "{SECRET}"\n', encoding="utf-8")
    assert desk.pull(workspace).records == 5
    (told, *_) = [check for check in _check_pulls(workspace, workspace.settings) if not check.passed]
    assert "chmod go=" in told.message
    path.write_text(f"[sources.zendesk]\ntoken = {SECRET}\n", encoding="utf-8")
    line = desk.pull(workspace).line()
    assert ("secrets.toml" in line, SECRET in line) == (True, False)


def test_an_address_without_https_is_refused(workspace):
    path = workspace.root / "vocpipe.toml"
    path.write_text(path.read_text().replace("http://127.0.0.1", "http://api.acme.example"), encoding="utf-8")
    with pytest.raises(Exception, match="https"):
        _ = workspace.settings


@pytest.mark.long
def test_a_forgotten_person_is_in_no_page_neither_as_requester_nor_beside_others(workspace, zendesk):
    zendesk.say(102, 800_001, "I am a bystander with lilac words")
    zendesk.say(102, 800_002, "Mine goes on, thank you")
    desk.pull(workspace)
    zendesk.delete(103)
    desk.pull(workspace)
    others = {ident: text for ident, text in zendesk.words().items() if ident.startswith(("102", "104"))}
    tombstones = kept_key(workspace)
    known = ("zendesk:800001", "u800001@firm.example")
    hashes = frozenset(tombstones.hash_of("who", canonical(value)) for value in known)
    add_tombstones(workspace, tombstones, "r_1", hashes)
    assert forget_in_pages(workspace, workspace.settings, lambda record, is_beside: record) == 3
    words = (b"800001", b"lilac", b"after 0 minutes", b"after 2 minutes", b"N800001")
    assert [word for word in words if word in everything(workspace)] == []
    assert desk.read(workspace) == others
    zendesk.say(104, 800_001, "Again with lilac words")
    zendesk.open(400, "A new ticket in lilac", who=800_001)
    assert desk.pull(workspace).records == 1
    assert [word for word in words if word in everything(workspace)] == []
