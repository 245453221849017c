"""A refresh pulls first, names what failed, and goes on with what there is."""

import pytest

from tests.flows import shop
from tests.pull import desk
from vocpipe.store.snapshot import newest, open_snapshot
from vocpipe.store.workspace import Workspace


@pytest.mark.long
def test_a_refresh_pulls_first_and_names_what_failed(copied: Workspace) -> None:
    root = copied.root
    path = root / "vocpipe.toml"
    own, lost = f"sqlite:///{root / 'desk.sqlite'}", "sqlite:////nowhere/at/all.sqlite"
    more = [desk.settings(own, desk.BY_CURSOR, "page_rows = 2"), desk.settings(lost, name="lost")]
    path.write_text("\n".join([path.read_text(encoding="utf-8"), *more]), encoding="utf-8")
    desk.run(root, "CREATE TABLE ticket (id, created_at, updated_at, customer_id, email, body, deleted_at)")
    for number in range(3):
        desk.put(root, f"t{number}", number, f"The search stops after {number} minutes")
    report = shop.refresh(copied)
    assert "tickets: 3 records on 2 pages" in report
    assert "lost: the database does not answer" in report
    assert "## What was pulled" in report
    with open_snapshot(newest(copied)) as connection:
        query = "SELECT source, n_records, problem_en IS NULL, problem_ja IS NULL FROM source_pull ORDER BY source"
        assert connection.execute(query).fetchall() == [("lost", 0, False, False), ("tickets", 3, True, True)]
        query = "SELECT count(*) FROM feedback WHERE source = 'tickets'"
        assert connection.execute(query).fetchall() == [(3,)]
    again = shop.refresh(copied)
    assert "tickets: nothing new" in again
    assert "Nothing new." in again
