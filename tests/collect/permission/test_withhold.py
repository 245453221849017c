"""What may not be kept is in no published table, and comes back when it may be kept again."""

import os
from datetime import UTC, datetime, timedelta

import pytest

from tests.builders import add_run
from tests.store.shop import make_workspace
from vocpipe.collect.load import collect
from vocpipe.pipeline import PUBLISHED
from vocpipe.store.publish import publish
from vocpipe.store.snapshot import open_snapshot
from vocpipe.structure.stage import structure

SETTINGS = """
[workspace]
languages = ["en", "ja"]

[privacy]
{privacy}

[[source]]
name = "answers"
path = "inputs/answers*.csv"
kind = "survey"
columns = {{ text = "comment" }}

[customers]
path = "inputs/customers.csv"
"""
TODAY = datetime.now(UTC).date()


class Office:
    """A workspace whose files, settings and time a test changes."""

    def __init__(self, root):
        self.workspace, self.runs = make_workspace(root), 0
        (root / "inputs").mkdir()
        self.set("")

    def set(self, privacy):
        (self.workspace.root / "vocpipe.toml").write_text(SETTINGS.format(privacy=privacy), encoding="utf-8")

    def put(self, name, *rows):
        path = self.workspace.root / "inputs" / name
        path.write_text("\n".join(rows) + "\n", encoding="utf-8")
        os.utime(path, (1_780_000_000 + self.runs, 1_780_000_000 + self.runs))

    def refresh(self):
        """Everything that is published, as text, by the table."""
        self.runs += 1
        run_id, workspace = f"run-{self.runs}", self.workspace
        with workspace.connect() as connection:
            add_run(connection, run_id)
            self.files = collect(connection, workspace, workspace.settings, run_id).to_pylist()
            structure(connection, workspace.settings, run_id)
            path = publish(connection, workspace, workspace.settings, run_id, PUBLISHED)
            self.private = "".join(
                str(connection.execute(f"FROM {table}").fetchall())
                for (table,) in connection.execute(
                    "SELECT table_name FROM duckdb_tables() WHERE NOT temporary"
                ).fetchall()
            )
        with open_snapshot(path) as snapshot:
            tables = [row[0] for row in snapshot.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
            return {table: str(snapshot.execute(f"FROM {table}").fetchall()) for table in tables}

    def texts(self, query="SELECT text FROM feedback ORDER BY text"):
        with open_snapshot(self.workspace.snapshot_link.resolve()) as snapshot:
            return [row[0] for row in snapshot.execute(query).fetchall()]


@pytest.fixture
def office(tmp_path):
    return Office(tmp_path / "office")


def test_what_may_not_be_used_is_in_no_published_table_and_in_no_private_one(office):
    office.put(
        "answers.csv",
        "id,comment,customer_id,may_we_use",
        "1,apple zebra words,K1,yes",
        "2,banana zebra words,K2,no",
        "3,carrot zebra words,K3,",
        "4,donut zebra words,K4,同意しない",
        "5,eggplant zebra words,K5,perhaps",
    )
    published = office.refresh()
    assert office.texts() == ["apple zebra words", "carrot zebra words"]
    for word in ("banana", "donut", "eggplant"):
        assert [table for table, rows in published.items() if word in rows] == []
        assert word not in office.private
    assert office.texts("SELECT feedback_withheld FROM ingest_file WHERE source = 'answers'") == [3]
    office.set("needs_consent = true")
    office.refresh()
    assert office.texts() == ["apple zebra words"]
    office.set("needs_consent = false")
    office.refresh()
    assert office.texts() == ["apple zebra words", "carrot zebra words"]


@pytest.mark.long
def test_consent_that_comes_with_a_newer_export_brings_the_words_back(office):
    office.put("answers.csv", "id,comment,consent", "1,apple words,no", "2,banana words,yes")
    office.refresh()
    assert office.texts() == ["banana words"]
    office.refresh()
    assert office.files == []
    office.put("answers_b.csv", "id,comment,consent", "1,apple words,no", "3,carrot words,yes")
    office.refresh()
    assert office.files[0]["feedback_changed"] == 0  # the same refusal again changes nothing
    assert "apple" not in office.private
    office.put("answers_c.csv", "id,comment,consent", "1,apple words,yes")
    office.refresh()
    assert office.texts() == ["apple words", "banana words", "carrot words"]
    office.put("answers_d.csv", "id,comment,consent", "1,apple words,no")
    office.refresh()
    assert office.texts() == ["banana words", "carrot words"]


def test_a_customer_who_refuses_is_nowhere_until_the_list_says_otherwise(office):
    office.put("answers.csv", "id,comment,customer_id", "1,apple words,K1", "2,banana words,K2")
    office.put(
        "customers.csv", "customer_id,start,plan,gdpr_consent", "K1,2025-01-01,Solo,no", "K2,2025-01-01,Pair,yes"
    )
    published = office.refresh()
    assert office.texts() == ["banana words"]
    assert office.texts("SELECT plan FROM customer") == ["Pair"]
    assert [table for table, rows in published.items() if "Solo" in rows or "apple" in rows] == []
    office.put("answers_b.csv", "id,comment,customer_id", "3,carrot words,K1")
    office.refresh()
    assert office.texts() == ["banana words"]  # although the list was not read again
    office.put(
        "customers.csv", "customer_id,start,plan,gdpr_consent", "K1,2025-01-01,Solo,yes", "K2,2025-01-01,Pair,no"
    )
    office.refresh()
    assert office.texts() == ["apple words", "carrot words"]
    assert office.texts("SELECT plan FROM customer") == ["Solo"]


def test_words_that_may_not_be_quoted_are_counted_and_shown_nowhere(office):
    office.put(
        "answers.csv",
        "id,comment,nps,purpose",
        "1,apple zebra words,9,分析・引用掲載",
        "2,banana zebra words,3,分析",
        "3,carrot zebra words,0,marketing",
        "4,donut zebra words,8,whatever else",
    )
    published = office.refresh()
    assert office.texts("SELECT score FROM feedback ORDER BY 1") == [3, 9]
    assert office.texts() == ["apple zebra words", None]
    assert [table for table, rows in published.items() if "banana" in rows] == []
    assert office.texts("SELECT count(*) FROM sentence") == [2]


def test_what_is_older_than_its_period_goes_by_itself_and_no_export_brings_it_back(office):
    old, new = TODAY - timedelta(days=40), TODAY - timedelta(days=5)
    rows = ["id,comment,created_at", f"1,apple words,{old}", f"2,banana words,{new}"]
    office.put("answers.csv", *rows)
    office.refresh()
    assert office.texts() == ["apple words", "banana words"]
    office.set('retention = { survey = "1 month" }')
    published = office.refresh()
    assert office.texts() == ["banana words"]
    assert "apple" not in office.private
    assert "older than the retention period" in published["ingest_reject"]
    file = office.files[0]
    assert (file["rows_read"], file["rows_accepted"], file["rows_left_out"]) == (2, 1, 1)
    office.put("answers_b.csv", *rows, f"3,carrot words,{old}")
    office.refresh()
    assert office.texts() == ["banana words"]
    assert "carrot" not in office.private


@pytest.mark.long
def test_a_period_ends_without_anything_new(office):
    office.set('retention = { survey = "10 days" }')
    office.put("answers.csv", "id,comment,created_at", f"1,apple words,{TODAY - timedelta(days=3)}")
    office.refresh()
    assert office.texts() == ["apple words"]
    with office.workspace.connect() as connection:  # as if it were a week later
        connection.execute("UPDATE feedback_raw SET created_at = created_at - INTERVAL 10 DAY")
    office.refresh()
    assert office.files == []
    assert office.texts() == []
    assert "apple" not in office.private


def test_customers_who_left_long_ago_go_with_all_they_said(office):
    office.set('retention = { customers = "1 year" }')
    office.put("answers.csv", "id,comment,customer_id", "1,apple words,K1", "2,banana words,K2", "3,carrot words,K3")
    recent = TODAY - timedelta(days=100)
    office.put("customers.csv", "customer_id,start,churned_at", "K1,2019-01-01,2020-01-01", f"K2,2019-01-01,{recent}")
    office.refresh()
    assert office.texts() == ["banana words", "carrot words"]
    assert office.texts("SELECT count(*) FROM customer") == [1]
    office.put("answers_b.csv", "id,comment,customer_id", "4,donut words,K1")
    office.refresh()
    assert office.texts() == ["banana words", "carrot words"]
    assert "apple" not in office.private
    assert "donut" not in office.private
