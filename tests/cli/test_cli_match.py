import pytest

from tests.builders import add, add_feedback, add_run
from tests.cli.command import runner
from tests.store.shop import make_workspace
from vocpipe.inbox.matches import WrongMatch, wrong_matches
from vocpipe.pipeline import PUBLISHED
from vocpipe.store.publish import publish


@pytest.fixture
def shop(tmp_path, monkeypatch):
    """A published workspace with one piece of feedback by a known customer."""
    monkeypatch.delenv("VOCPIPE_WORKSPACE", raising=False)
    monkeypatch.delenv("VOCPIPE_AUTHOR", raising=False)
    workspace = make_workspace(tmp_path / "shop")
    with workspace.connect() as connection:
        add_feedback(connection, 1, customer_ref="K-1")
        add(connection, "customer_number", customer_key="K-1", customer_id="c000001")
        add_run(connection, "run-001")
        publish(connection, workspace, workspace.settings, "run-001", PUBLISHED)
    return workspace


def test_a_match_is_taken_back_listed_and_restored(shop, monkeypatch, capfd):
    run = runner(monkeypatch, capfd, "match", workspace=shop.root)
    edit_id = run("reject", "f_1", "--author", "mio").out.split(":")[0]
    assert wrong_matches(shop) == [WrongMatch("f_1", "c000001")]
    assert "f_1 is not by c000001 (mio, " in run("edits").out
    assert f"{edit_id}: the match of f_1 holds again" in run("undo", edit_id).out
    assert wrong_matches(shop) == []
    assert "undone" in run("edits").out
