"""Ids that are published can't be computed without the secret, and a new secret renames all of them at once."""

from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import add, migrate_until
from vocpipe.store import pseudonyms
from vocpipe.store.pseudonyms import use_key
from vocpipe.store.secret import keyed, replace_secret, secret
from vocpipe.store.workspace import Workspace, fetch_one
from vocpipe.structure.split import sentence_id

OLD = ("f_0123456789abcdef", "s_0123456789abcdef", "s_fedcba9876543210", "c000001", "a_0123456789ab")


@pytest.fixture(scope="module")
def connection():
    with duckdb.connect() as connection:
        use_key(connection, bytes(range(32)))
        yield connection


@given(text=st.text(), other=st.text(), n=st.integers(0, 9))
def test_sql_and_python_make_the_same_ids(connection, text, other, n):
    text, other = text.replace("\0", ""), other.replace("\0", "")  # which no stored text has
    key = bytes(range(32))
    query = "SELECT feedback_id_of($a, $b), sentence_id_of($a, $b, $n), customer_id_of($a), thread_id_of($a, $b)"
    assert fetch_one(connection, query, {"a": text, "b": other, "n": n}) == (
        "f_" + keyed(key, "feedback", text, other),
        sentence_id(key, text, other, n),
        "c_" + keyed(key, "customer", text),
        "t_" + keyed(key, "thread", text, other),
    )


@pytest.fixture
def older(tmp_path: Path) -> Workspace:
    """A workspace from before ids were keyed, with such an id in every place that can hold one."""
    workspace = Workspace(tmp_path)
    workspace.private.mkdir()
    feedback, one, two, customer, alert = OLD
    with duckdb.connect(str(workspace.database)) as connection:
        migrate_until(connection, "0024")
        add(connection, "feedback_raw", feedback_id=feedback, source_id="7", thread_id="ticket 7", customer_ref="K")
        add(connection, "feedback_clean", feedback_id=feedback)
        for place, ident in enumerate((one, two)):
            add(
                connection,
                "sentence",
                sentence_id=ident,
                feedback_id=feedback,
                text="Late.",
                text_hash="h",
                position=place,
            )
            add(connection, "sentence_sentiment", sentence_id=ident)
        add(connection, "sentence_theme", sentence_id=one, theme_id="t_1")
        add(connection, "unthemed", sentence_id=two)
        add(connection, "duplicate", feedback_id=feedback, duplicate_of=feedback)
        add(connection, "duplicate_compared", feedback_id=feedback, earlier_id=feedback, similarity=1)
        add(connection, "duplicate_band", feedback_id=feedback, band=1, hash=1)
        add(
            connection,
            "text_line",
            feedback_id=feedback,
            source="reviews",
            thread=feedback,
            hash=1,
            rest=1,
            is_signed=False,
            at_edge=True,
        )
        add(connection, "survey_answer", feedback_id=feedback, position=0, question="q", answer="a")
        add(connection, "changed_sentence", run_id="r", sentence_id=one, old_text_hash="h")
        add(connection, "customer_number", customer_key="K", customer_id=customer)
        add(connection, "customer_segment", customer_id=customer)
        add(connection, "customer_risk", customer_id=customer, quotes=[one, two])
        evidence = f'{{"quotes": ["{one}"], "themes": ["t_1"]}}'
        reasons = {"reason_en": "Because.", "reason_ja": "理由です。"}
        add(
            connection,
            "alert",
            alert_id=alert,
            kind="customer at risk",
            subject=customer,
            since="2026-03-01",
            evidence=evidence,
            **reasons,
        )
        add(connection, "theme_edit", kind="move", theme_id="t_1", detail=f'{{"sentence_ids": ["{one}", "{two}"]}}')
    return workspace


def everything(connection, but=("former_id",)):
    """Every table's content as text."""
    tables = [row[0] for row in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
    return {table: str(connection.execute(f"FROM {table}").fetchall()) for table in tables if table not in but}


def test_an_older_database_is_keyed_when_it_is_opened(older):
    with older.connect() as connection:
        held = everything(connection)
        assert [(table, ident) for table, text in held.items() for ident in OLD if ident in text] == []
        key = secret(older)
        feedback = "f_" + keyed(key, "feedback", "reviews", "7")
        sentences = [sentence_id(key, feedback, "Late.", place) for place in (0, 1)]
        query = "SELECT sentence_id FROM sentence JOIN feedback_raw USING (feedback_id) ORDER BY position"
        assert connection.execute(query).fetchall() == [(ident,) for ident in sentences]
        (customer,) = fetch_one(connection, "SELECT customer_id FROM customer_number")
        assert connection.execute("SELECT subject, evidence ->> '$.quotes[0]' FROM alert").fetchall() == [
            (customer, sentences[0])
        ]
        assert fetch_one(connection, "SELECT quotes FROM customer_risk") == (sentences,)
        assert fetch_one(connection, "SELECT detail ->> '$.sentence_ids[1]' FROM theme_edit") == (sentences[1],)
        assert fetch_one(connection, "SELECT thread FROM text_line") == (feedback,)


def test_a_new_secret_gives_everything_other_ids_and_the_rows_still_belong_together(older):
    with older.connect() as connection:
        before = everything(connection)
        ids = {row[0] for row in connection.execute("SELECT new_id FROM former_id").fetchall()}
    replace_secret(older)
    with older.connect() as connection:
        after = everything(connection)
        assert len(ids) == len(OLD)
        assert [(table, ident) for table, text in after.items() for ident in ids if ident in text] == []
        assert fetch_one(connection, "SELECT count(*) FROM former_id JOIN customer_number ON new_id = customer_id") == (
            1,
        )
        assert before.keys() == after.keys()
    with older.connect() as connection:
        assert everything(connection) == after  # opened again, nothing is renamed


def test_a_renaming_that_is_killed_leaves_nothing_of_itself(older, monkeypatch):
    def die(*_):
        raise KeyboardInterrupt

    with older.connect() as connection:
        before = everything(connection, but=())
    replace_secret(older)
    with monkeypatch.context() as patch:
        patch.setattr(pseudonyms, "_rename_inside", die)
        with pytest.raises(KeyboardInterrupt), older.connect():
            pass
    with duckdb.connect(str(older.database)) as connection:
        assert everything(connection, but=()) == before
    with older.connect() as connection:
        assert fetch_one(connection, "SELECT count(*) FROM former_id") == (len(OLD),)
