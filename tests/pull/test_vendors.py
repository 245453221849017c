"""Every vendor is pulled alike: what is stored equals what the server holds, whatever happens on the way."""

import random
import time
from datetime import UTC, datetime, timedelta

import pytest

from tests.pull import desk
from tests.pull.servers import SECRET
from tests.pull.vendors import SERVERS, killable, stored, workspace_of
from vocpipe.doctor import _check_pulls
from vocpipe.store.raw import RawPages

LIMIT = (6, 0.4)  # calls in seconds of each limit that the vendor documents
TROUBLES = ["", "", "", "", "", "", "500", "500", "cut", "cut", "429 1"]


@pytest.fixture(params=SERVERS)
def server(request):
    """A server in the shape of one vendor's API."""
    return SERVERS[request.param]()


@pytest.fixture
def workspace(server, tmp_path, monkeypatch):
    """A workspace that pulls from it."""
    with workspace_of(server, tmp_path, monkeypatch) as made:
        yield made


def test_a_second_pull_stores_nothing_and_news_are_taken_over(workspace, server):
    assert desk.pull(workspace).problem is None
    assert desk.pull(workspace).pages == 0
    for number in range(6):
        server.change(number)
    assert desk.pull(workspace).problem is None
    assert stored(workspace) == server.words()


def test_a_span_that_is_pulled_again_doubles_nothing(workspace, server):
    desk.pull(workspace)
    server.change(0)
    assert desk.pull(workspace, since=datetime.now(UTC).date() - timedelta(days=400)).problem is None
    assert stored(workspace) == server.words()
    assert desk.pull(workspace).pages == 0


def test_what_passes_is_asked_again(workspace, server):
    server.troubles = ["", "500", "", "cut", "429 1"]
    assert desk.pull(workspace).problem is None
    assert server.troubles == []
    assert (server.too_early, stored(workspace)) == (0, server.words())


def test_the_doctor_says_which_right_is_missing_and_no_secret(workspace, server):
    (check,) = _check_pulls(workspace, workspace.settings)
    assert check.passed, check.message
    server.forbidden = True
    (check,) = _check_pulls(workspace, workspace.settings)
    assert server.right in check.message
    line = desk.pull(workspace).line()
    assert server.right in line
    server.authorization = "Bearer another"
    (check,) = _check_pulls(workspace, workspace.settings)
    assert "does not accept the secret" in check.message
    assert SECRET not in check.message + line


@pytest.mark.parametrize("kills", [3, pytest.param(21, marks=pytest.mark.long)])
def test_kills_of_the_process_lose_nothing_and_no_call_is_beyond_the_limit(workspace, server, kills):
    dice, killed = random.Random(kills), 0
    server.per_window, server.window = LIMIT[0] * len(server.limits), LIMIT[1]
    with killable(server, workspace.root, LIMIT) as pull:
        for number in range(4 * kills):
            if killed == kills:
                break
            server.change(number)
            server.troubles = dice.choices(TROUBLES, k=6)
            killed += pull(dice.uniform(0.02, 0.8)) == -9
        server.troubles = []
        until = time.monotonic() + 60
        while pull() != 0:  # the server may just have asked for a pause
            assert time.monotonic() < until
            time.sleep(0.2)
    assert killed == kills
    assert (server.beyond, server.too_early) == (0, 0)
    assert stored(workspace) == server.words()
    numbers = [path.name[:8] for path in RawPages.of(workspace, server.name).files()]
    assert len(numbers) == len(set(numbers))
