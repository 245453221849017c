"""Pages that were pulled give the same tables again, with nothing beside them."""

import shutil
from pathlib import Path

import pytest

from tests.pull import desk
from tests.rights import company
from vocpipe import app
from vocpipe.pull.run import pull_all
from vocpipe.store.snapshot import newest, open_snapshot

pytestmark = pytest.mark.long
NOT_EQUAL = {"run", "source_state"}  # of the clock
THEMES = ("theme", "sentence_theme", "sentence_place", "emerging_theme", "alert")


@pytest.fixture
def workspace(tmp_path):
    """A workspace whose tickets lie in a database."""
    made = desk.make(tmp_path / "shop", desk.BY_CURSOR, "page_rows = 7")
    path = made.root / "vocpipe.toml"
    path.write_text(f"{path.read_text(encoding='utf-8')}\n[themes]\nmin_size = 3\n", encoding="utf-8")
    texts = [text for wordings in company.TOPICS.values() for text in wordings]
    for number in range(2 * len(texts)):
        desk.put(made.root, f"t{number:02d}", number, f"{texts[number % len(texts)]} ({number})", who=f"c{number % 9}")
    return made


def test_pages_are_one_line_where_files_are_listed(workspace):
    pull_all(workspace, workspace.settings)
    company.refresh(workspace)
    query = (Path(app.__file__).parent / "queries" / "files.sql").read_text(encoding="utf-8")
    with open_snapshot(newest(workspace)) as connection:
        (row,) = connection.sql(query).to_arrow_table().to_pylist()
        assert connection.execute("SELECT count(*) FROM ingest_file").fetchall() == [(6,)]
    assert (row["file"], row["rows_read"], row["feedback_new"]) == ("private/raw/tickets", 40, 40)


@pytest.mark.parametrize("steps", [1, 2], ids=["read at once", "read as it came"])
def test_from_the_pages_alone_the_published_tables_are_equal(workspace, steps):
    pull_all(workspace, workspace.settings)
    if steps == 2:
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
    different = {name for name in before if name not in NOT_EQUAL and before[name] != after[name]}
    # Themes that grew from refresh to refresh are not those that are found in all of it at once.
    assert {name for name in different if steps == 1 or not name.startswith(THEMES)} == set()
    assert len(before["feedback"]) == 39
