"""PostgreSQL as a source, by cursor and by key, with real types and transactions that end late."""

import pytest
import sqlalchemy as sa

from tests.pull import desk, postgres
from vocpipe.doctor import _check_pulls
from vocpipe.store.raw import RawPages
from vocpipe.store.workspace import Workspace

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(postgres.programs() is None, reason="needs Debian's package postgresql"),
]
TABLE = """
CREATE TABLE ticket (
    id uuid PRIMARY KEY, created_at timestamptz, updated_at timestamptz, customer_id text, email text, body text,
    deleted_at timestamptz, mood numeric(6, 2), tags text[], more jsonb
)
"""
PUT = """
INSERT INTO ticket VALUES (
    md5(CAST(:n AS text))::uuid, now(), now() - interval '1 day' + :n * interval '1 microsecond', 'c1',
    'c1@firm.example', :body, NULL, 4.50, ARRAY['a'], '{"plan": "pro"}'
)
"""


@pytest.fixture(scope="module")
def address():
    with postgres.server() as url:
        yield url


@pytest.fixture
def database(address, monkeypatch):
    """A connection to an empty table, and the secret where a pull looks for it."""
    monkeypatch.setenv("SOURCES__TICKETS__PASSWORD", postgres.PASSWORD)
    engine = sa.create_engine(sa.make_url(address).set(password=postgres.PASSWORD))
    with engine.begin() as connection:
        connection.execute(sa.text("DROP TABLE IF EXISTS ticket"))
        connection.execute(sa.text(TABLE))
    yield engine
    engine.dispose()


def workspace_of(tmp_path, address, *more):
    tmp_path.mkdir(exist_ok=True)
    (tmp_path / "vocpipe.toml").write_text(desk.settings(address, *more), encoding="utf-8")
    return Workspace(tmp_path)


def put(database, *numbers, words="The search stops"):
    with database.begin() as connection:
        for number in numbers:
            connection.execute(sa.text(PUT), {"n": number, "body": f"{words} after {number} minutes"})


@pytest.mark.parametrize("more", [(desk.BY_CURSOR,), ()], ids=["by cursor", "by key"])
def test_what_the_table_holds_is_what_is_stored(tmp_path, address, database, more):
    workspace = workspace_of(tmp_path / "w", address, "page_rows = 4", *more)
    put(database, *range(10))
    assert (desk.pull(workspace).records, desk.pull(workspace).pages) == (10, 0)
    put(database, 10)
    with database.begin() as connection:
        changed = "UPDATE ticket SET body = 'It goes on', updated_at = now() WHERE id = md5('3')::uuid"
        connection.execute(sa.text(changed))
    assert desk.pull(workspace).records == 2
    texts = desk.read(workspace)
    with database.connect() as connection:
        wanted = dict(connection.execute(sa.text("SELECT id::text, body FROM ticket")).fetchall())
    assert texts == wanted
    refused = desk.rows(workspace, "SELECT field, reason FROM ingest_reject").to_pylist()
    assert refused == []


def test_a_transaction_that_ends_late_is_found(tmp_path, address, database):
    workspace = workspace_of(tmp_path / "w", address, desk.BY_CURSOR)
    with database.connect() as late:
        late.execute(sa.text(PUT), {"n": 1, "body": "Begun before, ended after"})
        put(database, 2)
        assert desk.pull(workspace).records == 1
        late.commit()
    assert (desk.pull(workspace).records, desk.pull(workspace).records) == (1, 0)
    assert len(desk.read(workspace)) == 2


def test_by_key_what_is_deleted_is_gone(tmp_path, address, database):
    workspace = workspace_of(tmp_path / "w", address)
    put(database, 1, 2, 3)
    desk.pull(workspace)
    assert len(desk.read(workspace)) == 3
    with database.begin() as connection:
        connection.execute(sa.text("DELETE FROM ticket WHERE id = md5('2')::uuid"))
    desk.pull(workspace)
    assert sorted(desk.read(workspace).values()) == [f"The search stops after {n} minutes" for n in (1, 3)]


def test_what_is_missing_is_told_without_the_password(tmp_path, address, database, monkeypatch):
    workspace = workspace_of(tmp_path / "w", address, desk.BY_CURSOR)
    (check,) = _check_pulls(workspace, workspace.settings)
    assert check.passed
    monkeypatch.setenv("SOURCES__TICKETS__PASSWORD", "another-planted-55")
    (check,) = _check_pulls(workspace, workspace.settings)
    assert (check.passed, "another-planted" in check.message) == (False, False)
    monkeypatch.setenv("SOURCES__TICKETS__PASSWORD", postgres.PASSWORD)
    with database.begin() as connection:
        connection.execute(sa.text("ALTER TABLE ticket RENAME TO elsewhere"))
    (check,) = _check_pulls(workspace, workspace.settings)
    assert "42P01" in check.message  # the table is not there
    with database.begin() as connection:
        connection.execute(sa.text("ALTER TABLE elsewhere RENAME TO ticket"))
    desk.pull(workspace)
    kept = b"".join(path.read_bytes() for path in workspace.root.rglob("*") if path.is_file())
    assert postgres.PASSWORD.encode() not in kept
    assert RawPages.of(workspace, "tickets").state().problem is None
