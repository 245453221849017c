"""Intercom is pulled: what is stored equals what the server holds."""

import random
from contextlib import suppress

import pytest

from tests.pull import desk
from tests.pull.intercom_server import Intercom
from tests.pull.servers import SECRET, serving
from vocpipe.doctor import _check_pulls
from vocpipe.store import raw
from vocpipe.store.workspace import Workspace

OLD = 1_772_300_000  # 28 February 2026


@pytest.fixture
def intercom(monkeypatch):
    """A server with five old conversations."""
    monkeypatch.setenv("RUNTIME__REQUEST_BACKOFF_FACTOR", "0.01")
    monkeypatch.setenv("SOURCES__CHAT__TOKEN", SECRET)
    server = Intercom()
    for number in range(5):
        server.open(f"70{number}", f"The search stops after {number} minutes", at=OLD + 100_000 * number)
    return server


@pytest.fixture
def workspace(intercom, tmp_path):
    """A workspace that pulls it."""
    with serving(intercom) as address:
        lines = ('[[source]]\nname = "chat"\npull = "intercom"', f'address = "{address}"', 'region = "eu"')
        (tmp_path / "vocpipe.toml").write_text("\n".join(lines), encoding="utf-8")
        yield Workspace(tmp_path)


def stored(workspace):
    """Id -> text, without the marks of HTML that structure takes out."""
    return {ident: text.removeprefix("<p>").removesuffix("</p>") for ident, text in desk.read(workspace).items()}


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


@pytest.mark.long
def test_limits_and_failures_are_taken_as_they_come(workspace, intercom):
    intercom.per_window, intercom.window = 3, 0.5
    intercom.troubles = ["", "500", "", "cut"]
    assert desk.pull(workspace).records == 5
    assert intercom.too_early == 0


def test_the_doctor_says_which_right_is_missing(workspace, intercom):
    (check,) = _check_pulls(workspace, workspace.settings)
    assert check.passed
    intercom.forbidden = True
    (check,) = _check_pulls(workspace, workspace.settings)
    assert "Read conversations" in check.message


@pytest.mark.long
@pytest.mark.parametrize("kills", [2, 20])
def test_kills_lose_nothing(workspace, intercom, monkeypatch, kills):
    class Killed(BaseException):
        pass

    dice, write = random.Random(3), raw.write_private
    for number in range(kills):
        left = [dice.randrange(1, 7)]

        def killed(path, content, left=left):
            left[0] -= 1
            if left[0] == 0:
                raise Killed
            write(path, content)

        intercom.open(f"9{number:02d}", f"Another one, {number}")
        intercom.say(f"70{number % 5}", f"Still so, {number}")
        intercom.troubles = dice.choices(["", "", "", "500", "cut"], k=6)
        with monkeypatch.context() as patch, suppress(Killed):
            patch.setattr(raw, "write_private", killed)
            desk.pull(workspace)
    intercom.troubles = []
    assert desk.pull(workspace).problem is None
    assert stored(workspace) == intercom.words()
