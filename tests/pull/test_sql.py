"""A database is pulled row by row: nothing lost, nothing doubled, what changed and what is gone taken over."""

from datetime import date

import pytest

from tests.pull import desk
from vocpipe.errors import SettingsError
from vocpipe.pull.run import pull_all
from vocpipe.store.raw import RawPages
from vocpipe.store.workspace import Workspace


@pytest.fixture
def root(tmp_path):
    return tmp_path / "shop"


def test_what_the_table_holds_is_what_is_stored_and_a_second_pull_brings_nothing(root):
    workspace = desk.make(root, desk.BY_CURSOR, "page_rows = 2")
    for number in range(5):
        desk.put(root, f"t{number}", 30 * number, f"The search stops after {number} minutes")
    assert (desk.pull(workspace).records, len(desk.files(workspace))) == (5, 3)
    assert desk.read(workspace) == {f"t{number}": f"The search stops after {number} minutes" for number in range(5)}
    assert desk.pull(workspace).pages == 0
    assert len(desk.files(workspace)) == 3


@pytest.mark.long
def test_what_is_new_or_changed_comes_with_the_next_pull(root):
    workspace = desk.make(root, desk.BY_CURSOR)
    desk.put(root, "t1", 1, "The invoice is empty")
    desk.put(root, "t2", 2, "The export stops")
    desk.pull(workspace)
    desk.put(root, "t1", 90, "The invoice is empty, also in print")
    desk.put(root, "t3", 91, "The login fails")
    assert desk.pull(workspace).records == 2
    texts = {"t1": "The invoice is empty, also in print", "t2": "The export stops", "t3": "The login fails"}
    assert desk.read(workspace) == texts


def test_a_row_that_was_committed_late_is_found_once(root):
    workspace = desk.make(root, desk.BY_CURSOR)
    desk.put(root, "t1", 60, "The invoice is empty")
    desk.pull(workspace)
    desk.put(root, "t2", 55, "Written before, seen after")
    assert desk.pull(workspace).records == 1
    assert desk.pull(workspace).records == 0
    assert desk.bodies(workspace) == [["The invoice is empty"], ["Written before, seen after"]]


@pytest.mark.long
def test_rows_with_one_time_are_told_apart_by_their_key(root):
    workspace = desk.make(root, desk.BY_CURSOR, "page_rows = 2", "overlap = 0")
    for number in range(7):
        desk.put(root, f"t{number}", 10, f"Ticket {number} of the same minute")
    assert desk.pull(workspace).records == 7
    desk.put(root, "t7", 10, "Ticket 7 of the same minute")
    assert desk.pull(workspace).records == 1
    assert len(desk.read(workspace)) == 8


@pytest.mark.long
def test_a_row_that_is_marked_as_deleted_is_gone(root):
    workspace = desk.make(root, desk.BY_CURSOR)
    desk.put(root, "t1", 1, "The invoice is empty")
    desk.put(root, "t2", 2, "The export stops")
    desk.pull(workspace)
    assert len(desk.read(workspace)) == 2
    desk.run(root, "UPDATE ticket SET deleted_at = '2026-03-02', updated_at = '2026-03-02 00:00:00' WHERE id = 't1'")
    desk.pull(workspace)
    assert desk.read(workspace) == {"t2": "The export stops"}


def test_rows_that_the_cursor_can_t_see_are_told(root):
    workspace = desk.make(root, desk.BY_CURSOR)
    desk.put(root, "t1", 1, "The invoice is empty")
    desk.run(root, "INSERT INTO ticket (id, body) VALUES ('t2', 'No time at all')")
    result = desk.pull(workspace)
    assert result.records == 1
    assert "tickets: 1 row has no updated_at or id" in result.line()


@pytest.mark.long
def test_by_key_alone_what_differs_is_new_and_what_is_missing_is_gone(root):
    workspace = desk.make(root, "page_rows = 2")
    for number in range(5):
        desk.put(root, f"t{number}", number, f"The search stops after {number} minutes")
    assert desk.pull(workspace).records == 5
    assert len(desk.read(workspace)) == 5
    assert desk.pull(workspace).pages == 0
    desk.run(root, "UPDATE ticket SET body = 'It goes on now' WHERE id = 't1'")
    desk.run(root, "DELETE FROM ticket WHERE id = 't3'")
    assert desk.pull(workspace).records == 1
    texts = desk.read(workspace)
    assert (texts.keys(), texts["t1"]) == ({"t0", "t1", "t2", "t4"}, "It goes on now")
    desk.put(root, "t3", 3, "The search stops after 3 minutes")
    assert desk.pull(workspace).records == 1
    assert desk.read(workspace)["t3"] == "The search stops after 3 minutes"
    assert desk.pull(workspace).pages == 0


def test_by_key_alone_a_row_that_is_gone_at_once_is_gone(root):
    workspace = desk.make(root)
    for number in range(3):
        desk.put(root, f"t{number}", number, f"The search stops after {number} minutes")
    desk.pull(workspace)
    desk.run(root, "DELETE FROM ticket WHERE id = 't1'")
    desk.pull(workspace)  # in the same second
    assert desk.read(workspace).keys() == {"t0", "t2"}


@pytest.mark.long
def test_a_span_that_is_pulled_again_doubles_nothing_and_the_pull_goes_on_where_it_was(root):
    workspace = desk.make(root, desk.BY_CURSOR)
    desk.put(root, "t1", 1, "The invoice is empty")
    desk.put(root, "t2", 2, "The export stops")
    desk.pull(workspace)
    before = desk.read(workspace)
    cursor = RawPages.of(workspace, "tickets").state().cursor
    assert desk.pull(workspace, since=date(2026, 3, 1)).records == 2
    assert RawPages.of(workspace, "tickets").state().cursor == cursor
    assert desk.read(workspace) == before
    assert desk.pull(workspace).pages == 0


def test_the_first_pull_may_begin_at_a_day(root):
    workspace = desk.make(root, desk.BY_CURSOR, "since = 2026-03-01")
    desk.put(root, "t1", 1, "The invoice is empty")
    desk.run(root, "INSERT INTO ticket (id, updated_at, body) VALUES ('t0', '2026-02-28 23:59:59', 'Too early')")
    assert desk.pull(workspace).records == 1


def test_a_dry_run_keeps_nothing(root):
    workspace = desk.make(root, desk.BY_CURSOR)
    desk.put(root, "t1", 1, "The invoice is empty")
    assert desk.pull(workspace, dry_run=True).records == 1
    assert not RawPages.of(workspace, "tickets").folder.exists()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('password = "hunter2xyz"', "SOURCES__TICKETS__PASSWORD"),
        ('api_token = "hunter2xyz"', "SOURCES__TICKETS__API_TOKEN"),
        ('query = "SELECT 1"', "a table or a query"),
        ('subdomain = "acme"', "subdomain"),
    ],
)
def test_a_secret_or_a_mistake_in_the_settings_is_refused_with_a_line_that_helps(root, line, said):
    workspace = desk.make(root, line)
    with pytest.raises(SettingsError, match=said) as told:
        _ = workspace.settings
    assert "hunter2xyz" not in str(told.value)


@pytest.mark.parametrize(
    ("columns", "said"), [('created_at = "at"', "name the column"), ('text = "body", score = "n"', "score_type")]
)
def test_the_words_and_the_scale_are_never_guessed_from_a_page(tmp_path, columns, said):
    settings = desk.settings("sqlite:///x.sqlite")
    (tmp_path / "vocpipe.toml").write_text(settings.replace(settings.split("{ ")[1].split(" }")[0], columns))
    with pytest.raises(SettingsError, match=said):
        _ = Workspace(tmp_path).settings


def test_an_address_with_a_password_is_refused(tmp_path):
    (tmp_path / "vocpipe.toml").write_text(desk.settings("postgresql://reader:hunter2xyz@db.example/crm"))
    with pytest.raises(SettingsError, match="SOURCES__TICKETS__PASSWORD") as told:
        _ = Workspace(tmp_path).settings
    assert "hunter2xyz" not in str(told.value)


@pytest.mark.long
def test_a_database_that_is_not_there_fails_its_source_alone_and_says_so(root):
    workspace = desk.make(root, desk.BY_CURSOR)
    desk.put(root, "t1", 1, "The invoice is empty")
    desk.pull(workspace)
    more = desk.settings("sqlite:////nowhere/at/all.sqlite", name="others")
    path = root / "vocpipe.toml"
    path.write_text(path.read_text() + more)
    results = {result.source: result for result in pull_all(workspace, workspace.settings)}
    assert results["tickets"].problem is None
    assert "the database does not answer" in results["others"].line()
    assert desk.read(workspace) == {"t1": "The invoice is empty"}
