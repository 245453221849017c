import random

import pytest

from tests.structure.database import add, delete, dump, new_database, structure
from vocpipe.structure import similarity

LONG = "The invoice page takes a full minute to open every morning and my whole team is waiting for it"


def duplicates(rows):
    """{later: (first, kind)} after the stage has run over `rows` of (id, text, day)."""
    connection = new_database()
    run(connection, rows)
    rows = connection.execute("SELECT feedback_id, duplicate_of, kind FROM duplicate").fetchall()
    return {later: (first, kind) for later, first, kind in rows}


def run(connection, rows):
    """Run the stage after adding `rows` of (id, text, day)."""
    for feedback_id, text, day in rows:
        add(connection, feedback_id, text, day=day)
    structure(connection)


@pytest.fixture
def compared(monkeypatch):
    """The number of pairs in each comparison since the list was last cleared."""
    calls = []
    shared = similarity._shared
    monkeypatch.setattr(similarity, "_shared", lambda first, second: calls.append(1) or shared(first, second))
    return calls


def test_the_same_text_in_another_width_and_case_is_an_exact_duplicate_of_the_first():
    rows = [("b", "ＰＤＦが出せないので困っています！", 0), ("a", "pdfが出せないので 困っています", 1)]
    assert duplicates(rows) == {"a": ("b", "exact")}


def test_short_texts_are_not_duplicates():
    assert duplicates([("a", "とても良い", 0), ("b", "とても良い", 1)]) == {}


def test_nearly_the_same_text_is_a_near_duplicate():
    assert duplicates([("a", LONG, 1), ("b", LONG + "!! :(", 0), ("c", LONG + " today", 2)]) == {
        "a": ("b", "exact"),
        "c": ("b", "near"),
    }


def test_different_texts_are_not_duplicates():
    assert (
        duplicates([("a", LONG, 0), ("b", "The export button is gone since the last update and nobody answers me", 1)])
        == {}
    )


def test_messages_of_one_thread_are_not_near_duplicates():
    connection = new_database()
    add(connection, "a", LONG, thread_id="7")
    add(connection, "b", LONG + " today", thread_id="7", day=1)
    assert structure(connection)["duplicates"] == 0


def test_when_the_first_is_deleted_the_next_becomes_the_first():
    connection = new_database()
    for day, feedback_id in enumerate("abc"):
        add(connection, feedback_id, LONG, day=day)
    structure(connection)
    delete(connection, "a")
    structure(connection)
    assert connection.execute("SELECT feedback_id, duplicate_of FROM duplicate").fetchall() == [("c", "b")]


def test_what_is_found_does_not_depend_on_the_order_of_arrival():
    rows = [(f"f{n:02}", LONG + " again" * (n % 4) + f" {n // 8}", n) for n in range(24)]
    whole = duplicates(rows)
    assert {kind for _, kind in whole.values()} == {"exact", "near"}
    for seed in range(3):
        connection = new_database()
        shuffled = random.Random(seed).sample(rows, len(rows))
        for start in range(0, len(rows), 7):
            for feedback_id, text, day in shuffled[start : start + 7]:
                add(connection, feedback_id, text, day=day)
            structure(connection)
        result = {row[0]: (row[1], row[2]) for row in dump(connection, "duplicate")["duplicate"]}
        assert result == whole


MANY = [(f"f{n:02}", f"{LONG}, number {n}", n) for n in range(20)]


def test_a_pair_is_compared_once_in_its_life(compared):
    connection = new_database()
    run(connection, MANY)
    assert compared
    compared.clear()
    run(connection, [("other", "The export button is gone since the last update and nobody answers me", 30)])
    assert not compared
    run(connection, [("new", f"{LONG}, number 99", 31)])
    assert 1 <= len(compared) < len(MANY)


@pytest.mark.parametrize(
    ("change", "original"),
    [(("f00", "Something else that nobody but this one customer has said", 0), "f01"), (("f03", LONG, -1), "f03")],
)
def test_a_changed_text_is_compared_again_as_in_a_fresh_workspace(compared, change, original):
    connection = new_database()
    run(connection, MANY)
    compared.clear()
    run(connection, [change])
    fresh = new_database()
    run(fresh, [row for row in MANY if row[0] != change[0]] + [change])
    tables = ("duplicate", "duplicate_band")
    assert dump(connection, *tables) == dump(fresh, *tables)
    assert {row[1] for row in dump(connection, "duplicate")["duplicate"]} == {original}


def test_what_was_compared_is_forgotten_with_its_text():
    connection = new_database()
    run(connection, MANY[:2])
    delete(connection, "f00")
    structure(connection)
    assert dump(connection, "duplicate", "duplicate_compared") == {"duplicate": [], "duplicate_compared": []}


def test_in_a_bucket_of_texts_each_is_compared_with_a_few_others(compared):
    connection = new_database()
    run(connection, [(f"f{n:03}", f"{LONG}, number {n}", n) for n in range(200)])
    buckets = connection.execute("SELECT count(*) FROM duplicate_band GROUP BY band, hash").fetchall()
    assert len(compared) <= sum(5 * (size - 1) for (size,) in buckets)
