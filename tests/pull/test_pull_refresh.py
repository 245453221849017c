"""A refresh pulls first, names what failed and goes on; pages alone give the same tables again."""

import shutil

import pytest

from tests.flows import shop
from tests.pull import desk
from tests.rights import company
from vocpipe.pull.run import pull_all
from vocpipe.store.snapshot import newest, open_snapshot

pytestmark = pytest.mark.long
NOT_EQUAL = {"run", "source_pull"}  # of the clock


@pytest.fixture
def workspace(tmp_path):
    """A workspace whose answers lie in a database, and one source that can't be asked."""
    made = desk.make(tmp_path / "shop", desk.BY_CURSOR, "page_rows = 7")
    path = made.root / "vocpipe.toml"
    lost = desk.settings("sqlite:////nowhere/at/all.sqlite", name="lost")
    path.write_text(f"{path.read_text(encoding='utf-8')}{lost}\n[themes]\nmin_size = 3\n", encoding="utf-8")
    texts = [text for wordings in company.TOPICS.values() for text in wordings]
    for number in range(2 * len(texts)):
        desk.put(made.root, f"t{number:02d}", number, f"{texts[number % len(texts)]} ({number})", who=f"c{number % 9}")
    return made


def test_a_refresh_pulls_first_and_names_what_failed(workspace):
    report = shop.refresh(workspace)
    assert "tickets: 40 records on 6 pages" in report
    assert "lost: lost: the database does not answer" in report
    assert "## What was pulled" in report
    with open_snapshot(newest(workspace)) as connection:
        query = "SELECT source, n_records, problem_en IS NULL, problem_ja IS NULL FROM source_pull ORDER BY source"
        assert connection.execute(query).fetchall() == [("lost", 0, False, False), ("tickets", 40, True, True)]
        assert connection.execute("SELECT count(*) FROM feedback").fetchall() == [(40,)]
    again = shop.refresh(workspace)
    assert "tickets: nothing new" in again
    assert "Nothing new." in again


def test_from_the_pages_alone_the_published_tables_are_equal(workspace, tmp_path):
    pull_all(workspace, workspace.settings)
    company.refresh(workspace)
    desk.put(workspace.root, "t03", 900, "The search is far too slow, still")
    desk.run(workspace.root, "UPDATE ticket SET deleted_at = '2026-03-09', updated_at = '2026-03-09' WHERE id = 't05'")
    pull_all(workspace, workspace.settings)
    company.refresh(workspace)
    before = company.published(workspace)
    workspace.database.unlink()
    shutil.rmtree(workspace.published)
    (workspace.root / "desk.sqlite").unlink()
    company.refresh(workspace)
    after = company.published(workspace)
    assert {name for name in before if name not in NOT_EQUAL and before[name] != after[name]} == set()
    assert len(before["feedback"]) == 39
