"""Whoever has a list of customers, or the source's own ids, can't tell from a snapshot which pseudonym is whose."""

import hashlib
import re
from collections.abc import Iterator

import duckdb
import pytest

from tests.store.shop import make_workspace
from vocpipe.collect.load import collect
from vocpipe.pipeline import PUBLISHED
from vocpipe.store.publish import publish
from vocpipe.structure.stage import structure

N = 200
MAX_HITS = 8  # of 200 in the right place; by chance 1 is, and 8 or more once in 100,000
SETTINGS = """
[workspace]
languages = ["en", "ja"]

[[source]]
name = "tickets"
path = "inputs/tickets.csv"
kind = "ticket"
columns = { id = "id", text = "text", created_at = "at", customer_id = "customer", thread_id = "ticket" }

[[source]]
name = "answers"
path = "inputs/answers.csv"
kind = "survey"
columns = { text = "text", customer_id = "customer" }

[customers]
path = "inputs/customers.csv"
"""
CUSTOMERS = [f"CRM-{number * 7:05d}" for number in range(N)]
_OWNERS = {  # whose each id is
    "customer_id": "SELECT customer_id, customer_key FROM customer_number",
    "feedback_id": "SELECT feedback_id, customer_ref FROM feedback_raw WHERE source = 'tickets'",
    "thread_id": "SELECT thread_id_of(source, thread_id), customer_ref FROM feedback_raw WHERE source = 'tickets'",
}
_HASH = re.compile(r"[0-9a-f]{10,}")


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """A snapshot with a ticket and an answer of each customer on the list, all of one day; and whose each id is."""
    workspace = make_workspace(tmp_path_factory.mktemp("guessing"), SETTINGS)
    inputs = workspace.root / "inputs"
    inputs.mkdir()
    tickets = [f"m{place},Late again.,2026-03-01,{who},T{place}" for place, who in enumerate(CUSTOMERS)]
    _write(inputs / "tickets.csv", "id,text,at,customer,ticket", tickets)
    _write(inputs / "answers.csv", "text,customer", [f"Fine.,{who}" for who in CUSTOMERS])
    _write(inputs / "customers.csv", "customer_id,start", [f"{who},2025-01-01" for who in CUSTOMERS])
    with workspace.connect() as connection:
        connection.execute("INSERT INTO run VALUES ('run-1', now(), now(), '', '{}', '{}', '{}', '{}', false)")
        collect(connection, workspace, workspace.settings, "run-1")
        structure(connection, workspace.settings, "run-1")
        path = publish(connection, workspace, workspace.settings, "run-1", PUBLISHED)
        owners = {column: dict(connection.execute(query).fetchall()) for column, query in _OWNERS.items()}
    with duckdb.connect(str(path), read_only=True) as connection:
        yield connection, owners


def _write(path, header, rows):
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")


@pytest.fixture
def snapshot(world):
    return world[0]


def published_hashes(snapshot) -> set[str]:
    """Every run of ten hexadecimal digits or more in any column of any table."""
    tables = [row[0] for row in snapshot.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
    return {found for table in tables for found in _HASH.findall(str(snapshot.execute(f"FROM {table}").fetchall()))}


def guesses(*values: str) -> Iterator[str]:
    """Every unsalted hash of the values that anybody would try, in hexadecimal digits."""
    for joined in {"\x1f".join(values), ":".join(values), "".join(values), values[-1]}:
        for name in sorted(hashlib.algorithms_guaranteed - {"shake_128", "shake_256"}):
            yield hashlib.new(name, joined.encode(), usedforsecurity=False).hexdigest()


def test_no_published_id_is_a_hash_of_what_a_list_or_an_export_holds(snapshot):
    published = published_hashes(snapshot)
    assert len(published) > 5 * N  # customers, threads, feedback, sentences
    heads = {found[:10] for found in published}
    known = [
        *((who,) for who in CUSTOMERS),
        *(("customer", who) for who in CUSTOMERS),
        *(("tickets", f"m{place}") for place in range(N)),
        *(("tickets", f"T{place}") for place in range(N)),
        *((kind, "tickets", f"m{place}") for place in range(N) for kind in ("feedback", "thread")),
    ]
    assert [values for values in known for guess in guesses(*values) if guess[:10] in heads] == []


def test_a_sentence_can_t_be_found_by_its_words(snapshot):
    rows = snapshot.execute("SELECT sentence_id, feedback_id, text, position FROM sentence").fetchall()
    assert len(rows) == 2 * N
    for sentence_id, feedback_id, text, _ in rows:
        assert sentence_id.removeprefix("s_") not in {guess[:16] for guess in guesses(feedback_id, text, "0")}


def test_the_hash_of_a_file_is_not_that_of_its_bytes(snapshot):
    content = "\n".join(["text,customer", *(f"Fine.,{who}" for who in CUSTOMERS)]) + "\n"
    row = snapshot.execute("SELECT sha256, bytes FROM ingest_file WHERE file = 'inputs/answers.csv'").fetchone()
    assert row[0] != hashlib.sha256(content.encode()).hexdigest()
    assert row[1] == len(content.encode())


@pytest.mark.parametrize("column", _OWNERS)
@pytest.mark.parametrize("order", ["the list's", "sorted", "md5", "sha256", "sha1"])
def test_no_order_of_rows_or_ids_follows_the_list(world, column, order):
    """The place of each customer on the list, by whatever order, against the places of rows and of sorted ids."""
    (snapshot, owners), people = world, _people(order)
    truth, table = owners[column], "customer" if column == "customer_id" else "feedback"
    as_published = [row[0] for row in snapshot.execute(f"SELECT {column} FROM {table}").fetchall() if row[0] in truth]
    for ids in (as_published, sorted(as_published)):
        assert len(ids) == N
        for guess in (people, people[::-1]):
            hits = sum(truth[ident] == who for ident, who in zip(ids, guess, strict=True))
            assert hits < MAX_HITS


def _people(order):
    if order == "the list's":
        return CUSTOMERS
    key = str if order == "sorted" else lambda who: hashlib.new(order, who.encode(), usedforsecurity=False).hexdigest()
    return sorted(CUSTOMERS, key=key)
