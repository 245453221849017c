"""A refresh of a small company, step by step: after each step only the tables that it owns have changed."""

import pytest

from tests.builders import add
from tests.flows import shop
from tests.rights.company import small_vectors
from vocpipe import pipeline
from vocpipe.inbox.actions import add_action
from vocpipe.inbox.theme_edits import Merge, submit
from vocpipe.pipeline import PUBLISHED, STEPS
from vocpipe.step import Context
from vocpipe.store.publish import publish
from vocpipe.store.snapshot import newest, open_snapshot
from vocpipe.store.workspace import Workspace, fetch_one


def digest(connection):
    """Table -> its rows in one number, whatever their order."""
    tables = connection.execute("SELECT table_name FROM duckdb_tables() WHERE NOT temporary").fetchall()
    query = "SELECT count(*), sum(hash(row_of)::HUGEINT) FROM {} AS row_of"
    return {name: fetch_one(connection, query.format(name)) for (name,) in tables}


def trespasses(workspace, *, rediscover=False):
    """(package, table) of what a step changed and does not own, in one refresh; all that changed; the run."""
    run_id, foreign, changed = pipeline.begin(workspace.root), set(), set()
    with workspace.connect() as connection:
        context = Context(connection, workspace, workspace.settings, run_id, rediscover, spread=small_vectors)
        before = digest(connection)
        for step in STEPS:
            step.run(context)
            after = digest(connection)
            different = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
            package = step.package.split(".")[1]
            foreign |= {(package, name) for name in different - step.owns}
            changed, before = changed | different, after
    return foreign, changed, run_id


@pytest.fixture
def workspace(tmp_path):
    return shop.make(tmp_path / "shop")


def published(workspace, run_id):
    """Finish the run, so that edits can be checked against what there is."""
    with workspace.connect() as connection:
        publish(connection, workspace, workspace.settings, run_id, PUBLISHED)
    with open_snapshot(newest(workspace)) as connection:
        query = "SELECT theme_id FROM theme WHERE parent_id IS NULL AND state = 'active' ORDER BY theme_id"
        return [row[0] for row in connection.execute(query).fetchall()]


def decide(workspace: Workspace, themes):
    """What people may do between two refreshes."""
    submit(workspace, Merge(themes[0], into=themes[1]))
    add_action(workspace, themes[1], "Faster search", done_on=shop.DAY)


def lose(workspace: Workspace):
    """Answers that are gone, with all that was made of them."""
    path = workspace.root / "inputs" / "answers.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:1] + lines[9:]), encoding="utf-8")


def test_each_step_writes_only_what_it_owns(workspace):
    foreign, changed, run_id = trespasses(workspace)
    assert foreign == set()
    assert {"feedback_raw", "sentence", "embedding", "theme", "sentence_sentiment"} <= changed
    decide(workspace, published(workspace, run_id))
    shop.grow(workspace)
    lose(workspace)
    foreign, changed, _ = trespasses(workspace, rediscover=True)
    assert foreign == set()
    assert {"action", "theme_edit", "sentence_theme"} <= changed


def test_a_table_that_changes_is_seen(workspace):
    with workspace.connect() as connection:
        before = digest(connection)
        add(connection, "unthemed", sentence_id="s_1")
        after = digest(connection)
    assert {name for name in after if before[name] != after[name]} == {"unthemed"}
