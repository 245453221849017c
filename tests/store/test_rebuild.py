"""A private database that was set aside: nothing is deleted, and what people know by its id keeps it."""

import shutil

import pytest

from tests.builders import add, add_sentence, add_theme
from tests.store.damages import UNREADABLE, flip_in
from tests.store.shop import make_workspace, publish_run
from vocpipe.store.rebuild import databases_set_aside, set_database_aside
from vocpipe.store.workspace import Workspace
from vocpipe.themes.recover import recover_themes


@pytest.fixture
def workspace(tmp_path) -> Workspace:
    """A published workspace with one theme of two sentences and a retired one."""
    workspace = make_workspace(tmp_path / "w")
    with workspace.connect() as connection:
        add_theme(connection, "t_a", "Invoices", "請求")
        add_theme(connection, "t_old", "Old", state="retired")
        for table in ("machine_theme",):
            connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM theme")
        for number, text in enumerate(["PDF fails", "No PDF"], start=1):
            add_sentence(connection, number, text, theme="t_a", position=number)
        connection.execute(
            "INSERT INTO machine_placement BY NAME SELECT text_hash, 't_a' AS theme_id, NULL AS subtheme_id, "
            "0.5 AS score, 'assigned' AS method FROM sentence"
        )
        publish_run(connection, workspace, 1)
    return workspace


def rebuilt(workspace: Workspace) -> tuple[int, list[tuple[str, str, str]], list[tuple[str, str]]]:
    """The themes that were taken back, the machine's themes, and where each sentence is."""
    with workspace.connect() as connection:
        for number, text in enumerate(["PDF fails", "No PDF", "New"], start=1):
            add_sentence(connection, number, text, position=number)
        taken = recover_themes(connection, workspace)
        themes = connection.execute("SELECT theme_id, name_ja, state FROM machine_theme ORDER BY ALL").fetchall()
        places = connection.execute("SELECT sentence_id, theme_id FROM sentence_theme ORDER BY ALL").fetchall()
        return taken, themes, places


EXPECTED = (2, [("t_a", "請求", "active"), ("t_old", None, "retired")], [("s_1", "t_a"), ("s_2", "t_a")])


def test_the_database_is_set_aside_with_all_it_holds(workspace):
    content = workspace.database.read_bytes()
    aside = set_database_aside(workspace)
    assert aside.read_bytes() == content
    assert databases_set_aside(workspace) == [aside]
    assert not workspace.database.exists()
    assert aside.stat().st_mode & 0o077 == 0
    assert set_database_aside(workspace) is None


def test_themes_are_taken_back_from_the_database_that_was_set_aside(workspace):
    flip_in(workspace.database, "feedback_raw")
    set_database_aside(workspace)
    shutil.rmtree(workspace.published)
    assert rebuilt(workspace) == EXPECTED


@pytest.mark.parametrize("kind", UNREADABLE)
def test_themes_are_taken_back_from_the_snapshot_if_the_database_is_lost(workspace, kind):
    UNREADABLE[kind](workspace.database)
    set_database_aside(workspace)
    assert rebuilt(workspace) == EXPECTED


def test_a_first_refresh_takes_nothing_back(tmp_path):
    workspace = make_workspace(tmp_path / "w")
    with workspace.connect() as connection:
        assert recover_themes(connection, workspace) == 0


def test_a_database_with_themes_takes_nothing_back(workspace):
    with workspace.connect() as connection:
        assert recover_themes(connection, workspace) == 0
        add(connection, "theme_mark", theme_id="t_a", is_pinned=False, is_hidden=False)
