"""The views that join for analysts: one row for each row of the table beneath, with the customer as of that day."""

from datetime import date, datetime

import duckdb
import pytest

from tests.builders import add, add_customer, add_feedback, add_run, add_sentence, add_theme
from tests.store.shop import make_workspace
from vocpipe.pipeline import PUBLISHED
from vocpipe.store.publish import publish
from vocpipe.store.snapshot import open_snapshot


def _fill(connection):
    """One customer who changed the plan in March; what they said in February and April; and somebody unknown."""
    add_run(connection)
    who = add_customer(connection, "K1", plan="Pro")
    for plan, since, until in (("Free", date(2026, 1, 1), date(2026, 3, 1)), ("Pro", date(2026, 3, 1), None)):
        add(connection, "customer_segment", customer_id=who, segment=plan, valid_from=since, valid_to=until)
    add(connection, "customer_segment", customer_id=who, segment_kind="lifecycle", segment="established")
    value = {"month": date(2026, 2, 1), "monthly_value": 5.0}
    add(connection, "customer_month", customer_id=who, **value)
    add(connection, "customer_attribute", customer_id=who, attribute="country", value="Japan")
    add(connection, "customer_attribute", customer_id=who, attribute="seats", value="16", number=16.0)
    for theme, name in (("t_a", "Slow"), ("t_b", "Price")):
        add_theme(connection, theme, name, {"Slow": "遅い", "Price": "料金"}[name])
    add_theme(connection, "t_a1", "Slow export", parent="t_a")
    by = {"customer_ref": "K1", "kind": "survey", "score_type": "nps", "score": 3}
    early = add_feedback(connection, "early", created_at=datetime(2026, 2, 28, 14), **by)
    late = add_feedback(connection, "late", created_at=datetime(2026, 4, 2), customer_ref="K1")
    add_feedback(connection, "unknown", text="Hello.", created_at=datetime(2026, 4, 3))
    add(connection, "duplicate", feedback_id=late, duplicate_of=early)
    for place, (theme, part) in enumerate([("t_a", "t_a1"), ("t_b", None), ("t_a", None), (None, None)]):
        role = "opinion" if theme else "courtesy"
        sentence = add_sentence(
            connection, place, feedback_id=early, position=place, theme=theme, subtheme=part, role=role
        )
        if theme:
            add(
                connection,
                "sentence_sentiment",
                sentence_id=sentence,
                sentiment=-0.6,
                label="negative",
                intent="request",
            )


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    workspace = make_workspace(tmp_path_factory.mktemp("views"))
    with workspace.connect() as connection:
        _fill(connection)
        path = publish(connection, workspace, workspace.settings, "run-001", PUBLISHED)
    with open_snapshot(path) as opened:
        yield opened


def rows(connection, query):
    return connection.sql(query).to_arrow_table().to_pylist()


@pytest.mark.parametrize(
    ("view", "table", "key"), [("v_feedback", "feedback", "feedback_id"), ("v_sentence", "sentence", "sentence_id")]
)
def test_a_view_has_every_row_of_its_table_once_and_every_value_as_it_is_there(snapshot, view, table, key):
    columns = {name for (name, *_) in snapshot.execute(f"DESCRIBE {table}").fetchall()}
    shared = ", ".join(sorted(columns - {"duplicate_kind"}))
    assert rows(snapshot, f"SELECT {shared} FROM {view} ORDER BY {key}") == rows(
        snapshot, f"SELECT {shared} FROM {table} ORDER BY {key}"
    )


def test_feedback_comes_with_the_customer_as_of_that_day(snapshot):
    found = rows(snapshot, "SELECT plan, lifecycle, usage, monthly_value, month FROM v_feedback ORDER BY created_at")
    early, late, unknown = ([row[name] for name in ("plan", "lifecycle", "usage", "monthly_value")] for row in found)
    assert early == ["Free", "established", None, 5.0]
    assert late == ["Pro", "established", None, None]  # no month at risk is known for April
    assert unknown == [None] * 4
    assert [row["month"] for row in found] == [date(2026, 2, 1), date(2026, 4, 1), date(2026, 4, 1)]


def test_feedback_comes_with_its_customers_attributes(snapshot):
    found = rows(snapshot, "SELECT attributes['country'] AS country, attributes FROM v_feedback ORDER BY created_at")
    assert [row["country"] for row in found] == ["Japan", "Japan", None]
    assert dict(found[0]["attributes"]) == {"country": "Japan", "seats": "16"}


def test_feedback_comes_with_what_its_sentences_say(snapshot):
    early, late, _ = rows(snapshot, "SELECT * FROM v_feedback ORDER BY created_at")
    assert (early["n_sentences"], early["n_opinions"], early["n_negative"]) == (4, 3, 3)
    assert early["sentiment"] == pytest.approx(-0.6)
    assert early["intents"] == ["request"]
    assert [early[name] for name in ("theme_ids", "themes_en", "themes_ja")] == [
        ["t_a", "t_b"],
        ["Slow", "Price"],
        ["遅い", "料金"],
    ]
    assert (late["n_sentences"], late["themes"], late["intents"], late["sentiment"]) == (0, [], [], None)
    assert (early["is_duplicate"], late["is_duplicate"]) == (False, True)


def test_a_sentence_comes_with_its_theme_and_its_feedback(snapshot):
    first, *_, last = rows(snapshot, "SELECT * FROM v_sentence ORDER BY position")
    assert (first["theme_id"], first["theme_en"], first["subtheme_en"]) == ("t_a", "Slow", "Slow export")
    assert (first["plan"], first["nps_group"], first["source"]) == ("Free", "detractor", "reviews")
    assert (last["role"], last["theme_id"], last["plan"]) == ("courtesy", None, "Free")


def test_a_view_reads_its_own_snapshot_wherever_that_is_attached(snapshot, tmp_path):
    path = snapshot.execute("SELECT path FROM duckdb_databases() WHERE NOT internal").fetchone()[0]
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE feedback AS SELECT 'mine' AS feedback_id")
        connection.execute(f"ATTACH '{path}' AS voc (READ_ONLY)")
        assert connection.execute("SELECT count(*) FROM voc.v_feedback").fetchall() == [(3,)]
