"""Forgetting reaches the pages that were pulled: every version of what a person said, also what comes later."""

import csv
import io
import sqlite3
from contextlib import closing

import pytest

from tests.pull import desk
from tests.rights import company, everything
from tests.rights.test_forget import PEOPLE
from vocpipe.pull.rewrite import expire, forget_in_pages
from vocpipe.pull.run import pull_all
from vocpipe.rights.forget import finish_pending, forget
from vocpipe.rights.person import Who
from vocpipe.store.raw import RawPages, read_page
from vocpipe.store.tombstones import add_tombstones, kept_key

OLD = "The lilac drawer was never green"
EARLIER = "Earlier words by nobody else"


@pytest.fixture
def workspace(tmp_path):
    """The company, whose tickets lie in a database beside the workspace, and change between two pulls."""
    made, database = company.make(tmp_path / "w"), tmp_path / "desk.sqlite"
    rows = list(csv.reader(io.StringIO((made.root / "inputs" / "tickets.csv").read_text(encoding="utf-8"))))
    (made.root / "inputs" / "tickets.csv").unlink()
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("CREATE TABLE ticket (msg, ticket, at, who, mail, role, body, changed)")
        for number, row in enumerate(rows[1:]):
            connection.execute("INSERT INTO ticket VALUES (?, ?, ?, ?, ?, ?, ?, ?)", [*row, number])
        connection.execute("UPDATE ticket SET body = ? WHERE msg = 'm1'", [OLD])
    path = made.root / "vocpipe.toml"
    pull = f'pull = "sql"\nurl = "sqlite:///{database}"\ntable = "ticket"\nkey = "msg"\ncursor = "changed"'
    path.write_text(path.read_text(encoding="utf-8").replace('path = "inputs/tickets*.csv"', pull), encoding="utf-8")
    (result,) = pull_all(made, made.settings)
    assert (result.problem, result.records) == (None, len(rows) - 1)
    change(tmp_path, "m1", rows[1][6])
    pull_all(made, made.settings)
    company.refresh(made)
    return made


def change(folder, ident, body):
    """Another body for a message."""
    with closing(sqlite3.connect(folder / "desk.sqlite")) as connection, connection:
        query = "UPDATE ticket SET body = ?, changed = (SELECT max(changed) + 1 FROM ticket) WHERE msg = ?"
        connection.execute(query, [body, ident])


def kept(workspace):
    """Id -> the bodies of its versions, over all pages."""
    found = {}
    for path in RawPages.of(workspace, "tickets").files():
        for row in read_page(path)["rows"]:
            found.setdefault(row["msg"], []).append(row["body"])
    return found


@pytest.mark.long
@pytest.mark.parametrize("given", ["c1", "anna@customer7.example"])
def test_nothing_of_a_forgotten_person_is_left_in_any_page_and_all_else_is_as_it_was(workspace, given):
    words, ids = PEOPLE[given]
    before, who = kept(workspace), Who(email=given) if "@" in given else Who(customer=given)
    receipt = forget(workspace, who)
    assert everything.found([workspace.root / "private"], words, ids) == []
    assert receipt.tables["private/raw"] >= 1
    theirs = {"m1", "m2", "m4", "m7"} if given == "c1" else {"m5"}  # m2: an agent answers in a thread of theirs alone
    after = kept(workspace)
    assert before.keys() - after.keys() == theirs
    beside = {"m3"} if given == "c1" else {"m6"}
    assert {ident: texts for ident, texts in after.items() if ident not in beside} == {
        ident: texts for ident, texts in before.items() if ident not in theirs | beside
    }


@pytest.mark.long
def test_what_a_forgotten_person_says_later_is_in_no_page_and_a_new_database_does_not_bring_them_back(workspace):
    forget(workspace, Who(customer="c1"))
    change(workspace.root.parent, "m1", "The lilac drawer again, says vexillology")
    change(workspace.root.parent, "m6", "I see it now as well")
    (result,) = pull_all(workspace, workspace.settings)
    assert (result.problem, result.records) == (None, 1)
    assert everything.found([workspace.root / "private"], *PEOPLE["c1"]) == []
    workspace.database.unlink()
    company.refresh(workspace)
    assert everything.found([workspace.root / "private"], *PEOPLE["c1"]) == []


@pytest.mark.long
def test_a_row_that_is_marked_as_deleted_keeps_its_id_alone(tmp_path):
    workspace = desk.make(tmp_path / "shop", desk.BY_CURSOR)
    for number, who in enumerate(("c-one1", "c-two2")):
        desk.put(workspace.root, f"t{number}", number, f"Words of {who} alone", who=who)
    desk.pull(workspace)
    desk.run(workspace.root, "UPDATE ticket SET deleted_at = '2026-03-02', updated_at = '2026-03-02 00:00:00'")
    desk.pull(workspace)
    assert desk.read(workspace) == {}
    tombstones = kept_key(workspace)
    add_tombstones(workspace, tombstones, "r_1", frozenset({tombstones.hash_of("who", "c-one1")}))
    assert forget_in_pages(workspace, workspace.settings, lambda record, is_beside: record) == 2
    assert everything.found([workspace.root / "private" / "raw"], ["c-one1"]) == []
    assert everything.found([workspace.root / "private" / "raw"], ["Words of c-two2"]) != []
    workspace.database.unlink()
    assert desk.read(workspace) == {}
    assert expire(workspace, workspace.settings) == 0


@pytest.mark.long
def test_a_kill_while_pages_are_written_anew_is_completed_by_the_next_refresh(workspace, monkeypatch):
    from vocpipe.pull import rewrite

    def killed(path, sieve):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(rewrite, "_rewrite", killed)
        with pytest.raises(KeyboardInterrupt):
            forget(workspace, Who(customer="c1"))
    (RawPages.of(workspace, "tickets").folder / ".page.json").write_text(f'{{"rows": [{{"body": "{OLD}"}}]}}')
    assert everything.found([workspace.root / "private" / "raw"], *PEOPLE["c1"]) != []
    finish_pending(workspace)
    assert everything.found([workspace.root / "private"], *PEOPLE["c1"]) == []


def test_what_is_older_than_its_period_is_in_no_page(tmp_path):
    workspace = desk.make(tmp_path / "shop", desk.BY_CURSOR, 'retention = "2 months"')
    workspace.protect()
    desk.put(workspace.root, "t1", 5, EARLIER)
    assert desk.pull(workspace).records == 0  # too old on its way in
    path = workspace.root / "vocpipe.toml"
    settings = path.read_text(encoding="utf-8")
    path.write_text(settings.replace('retention = "2 months"', ""), encoding="utf-8")
    desk.run(workspace.root, "UPDATE ticket SET updated_at = '2026-03-02 00:00:00'")
    assert desk.pull(workspace).records == 1
    assert expire(workspace, workspace.settings) == 0
    path.write_text(settings, encoding="utf-8")
    assert expire(workspace, workspace.settings) == 1
    assert desk.files(workspace) == []
    assert desk.pull(workspace).pages == 0
