"""What customers do and who may be written to, in the database: once, and only what the files say now."""

import os
import tomllib

import pytest

from tests.store.shop import make_workspace
from vocpipe.collect.guess import guess_settings
from vocpipe.collect.load import collect
from vocpipe.settings import Settings
from vocpipe.store.workspace import Workspace

BEHAVIOUR = [{"name": "logins", "path": "inputs/logins*.csv"}]
CONTACTS = [{"name": "out", "path": "inputs/out*.csv", "every_row": "opted_out"}]
CUSTOMERS = {"path": "inputs/customers.csv"}


class Site:
    """A workspace to put files into; rows come back as tuples."""

    def __init__(self, root):
        self.workspace = Workspace(root)
        self.runs = 0
        (root / "inputs").mkdir()

    def put(self, name, text, *, day=1):
        path = self.workspace.root / "inputs" / name
        path.write_text(text, encoding="utf-8")
        os.utime(path, (1_772_323_200 + 86_400 * day,) * 2)  # day 0: 2026-03-01

    def collect(self, **tables):
        self.runs += 1
        settings = Settings.model_validate(
            {"behaviour": BEHAVIOUR, "contacts": CONTACTS, "customers": CUSTOMERS, **tables}
        )
        with self.workspace.connect() as connection:
            return collect(connection, self.workspace, settings, f"run-{self.runs}").to_pylist()

    def rows(self, query):
        with self.workspace.connect() as connection:
            return connection.execute(query).fetchall()


@pytest.fixture
def site(tmp_path):
    site = Site(tmp_path)
    site.put(
        "customers.csv", "customer_id,started_at,plan,mrr,email\nA,2025-01-01,Pro,100,a@x.jp\nB,2025-01-01,Lite,10,\n"
    )
    return site


EVENTS = "SELECT customer_key, strftime(occurred_at, '%d %H'), event, n FROM behaviour_event ORDER BY ALL"


def test_rows_are_accepted_or_refused_and_counted_and_customers_numbered(site):
    site.put(
        "logins.csv", "user_id,time,event\nA,2026-03-01T00:00Z,login\nZ,2026-03-01T00:00Z,login\n,2026-03-01,login\n"
    )
    (file,) = [file for file in site.collect() if file["source"] == "logins"]
    assert (file["reader"], file["rows_read"], file["rows_accepted"], file["rows_rejected"]) == ("behaviour", 3, 2, 1)
    assert site.rows("SELECT row, reason FROM ingest_reject") == [(4, "no customer in it")]
    assert site.rows("SELECT count(DISTINCT customer_id) FROM behaviour_event WHERE customer_id IS NOT NULL") == [(2,)]


def test_reading_again_changes_nothing(site):
    site.put("logins.csv", "user_id,time,event\nA,2026-03-01T00:00Z,login\nA,2026-03-01T00:00Z,login\n")
    site.collect()
    before = site.rows(EVENTS)
    assert before == [("A", "01 00", "login", 2)]
    assert site.collect() == []
    assert site.rows(EVENTS) == before


def test_overlapping_exports_count_an_event_once(site):
    site.put("logins_1.csv", "user_id,time,event\nA,2026-03-01T00:00Z,login\nA,2026-03-02T00:00Z,login\n")
    site.put("logins_2.csv", "user_id,time,event\nA,2026-03-02T00:00Z,login\nA,2026-03-02T00:00Z,login\n")
    site.collect()
    assert site.rows(EVENTS) == [("A", "01 00", "login", 1), ("A", "02 00", "login", 2)]


def test_a_rewritten_file_replaces_its_earlier_rows(site):
    site.put("logins.csv", "user_id,time,event\nA,2026-03-01T00:00Z,login\n")
    site.put("out.csv", "email\na@x.jp\n")
    site.collect()
    site.put("logins.csv", "user_id,time,event\nB,2026-03-01T00:00Z,login\n")
    site.put("out.csv", "email\nb@x.jp\n")
    site.collect()
    assert site.rows(EVENTS) == [("B", "01 00", "login", 1)]
    assert site.rows("SELECT customer_email, opted_out FROM contact") == [("b@x.jp", True)]


def test_a_file_that_cannot_be_read_any_more_takes_nothing_away(site):
    site.put("logins.csv", "user_id,time,event\nA,2026-03-01T00:00Z,login\n")
    site.collect()
    site.put("logins.csv", "nothing,of,use\n1,2,3\n")
    (file,) = site.collect()
    assert "no column holds the customer_id" in file["error"]
    assert site.rows(EVENTS) == [("A", "01 00", "login", 1)]


def test_an_address_leads_to_its_customer(site):
    site.put("logins.csv", "email,time,event\nA@X.jp,2026-03-01T00:00Z,login\nq@x.jp,2026-03-01T00:00Z,login\n")
    site.collect()
    assert [row[0] for row in site.rows(EVENTS)] == ["A", "q@x.jp"]


def test_who_is_known_from_an_invitation_alone_is_numbered_once_and_an_address_leads_to_its_customer(site):
    site.put(
        "asked.csv",
        "customer_id,email,sent_at\nX,,2026-03-01\n,a@x.jp,2026-03-01\nold-7,A@x.jp,2026-03-02\n,,2026-03-02\n",
    )
    asked = [{"path": "inputs/asked*.csv"}]
    site.collect(invitations=asked)
    numbers = "SELECT customer_key, customer_id FROM customer_number ORDER BY customer_key"
    before = site.rows(numbers)
    assert [key for key, _ in before] == ["A", "B", "X"]
    site.put("asked_2.csv", "customer_id,email,sent_at\nX,,2026-04-01\n,z@x.jp,2026-04-01\n")
    site.collect(invitations=asked)
    after = site.rows(numbers)
    assert [key for key, _ in after] == ["A", "B", "X", "z@x.jp"]
    assert after[:3] == before
    assert site.rows("SELECT count(*) FROM customer") == [(2,)]


def test_what_a_customer_pays_is_kept_as_it_was_seen(site):
    site.collect()
    changed = "customer_id,started_at,plan,mrr\nA,2025-01-01,Max,300\nB,2025-01-01,Lite,10\n"
    site.put("customers.csv", changed, day=30)
    site.collect()
    site.put("customers.csv", changed.replace("300", "400"), day=30)
    site.collect()
    spells = """
        SELECT plan, monthly_value, valid_from::VARCHAR, valid_to::VARCHAR, known_on::VARCHAR
        FROM known_plan
        ORDER BY ALL
    """
    assert site.rows(spells) == [
        ("Lite", 10.0, None, None, "2026-03-02"),
        ("Max", 400.0, "2026-03-31", None, "2026-03-31"),
        ("Pro", 100.0, None, "2026-03-31", "2026-03-02"),
    ]


def test_init_writes_them_into_the_settings(site):
    site.put("logins_202601.csv", "user_id,time,event\n")
    site.put("unsubscribes.csv", "email,date\n")
    settings = Settings.model_validate(tomllib.loads(guess_settings(site.workspace.root)))
    assert [(table.name, table.path) for table in settings.behaviour] == [("logins", "inputs/logins*.csv")]
    assert [(table.path, table.every_row) for table in settings.contacts] == [("inputs/unsubscribes.csv", "opted_out")]
    assert settings.source == []


INVITATIONS_CSV = (
    "顧客ID,送信日時,回答状況\nC-001,2026/4/1 9:00,回答済\nC-002,2026/4/1 9:00,未回答\n,2026/4/1 9:00,回答済\n"
)
EVENTS_CSV = (
    "日付,名称,種別\n2026年6月15日,App 5.2,release\n2026/7/1,値上げ,\n2026/13/1,なし,release\n2026/7/2,,release\n"
)
SETTINGS = """
[[invitations]]
path = "inputs/invitations.csv"

[[event]]
date = 2026-06-15
name = "App 5.2"
kind = "release"

[[event]]
path = "inputs/calendar.csv"
"""


def _collect(workspace, run_id):
    with workspace.connect() as connection:
        collect(connection, workspace, workspace.settings, run_id)
        counts = "SELECT rows_read, rows_accepted, rows_rejected FROM ingest_file ORDER BY read_at"
        return (
            connection.execute(counts).fetchall(),
            connection.execute("SELECT count(*) FROM invitation").fetchall()[0][0],
            connection.execute("SELECT name FROM calendar_event ORDER BY event_date, name").fetchall(),
        )


def test_both_are_read_once_and_a_rewritten_file_replaces_its_rows(tmp_path):
    workspace = make_workspace(tmp_path / "shop", SETTINGS)
    inputs = workspace.root / "inputs"
    inputs.mkdir()
    (inputs / "invitations.csv").write_text(INVITATIONS_CSV, encoding="utf-8")
    (inputs / "calendar.csv").write_text(EVENTS_CSV, encoding="utf-8")
    files, asked, events = _collect(workspace, "run-1")
    assert files == [(3, 2, 1), (4, 2, 2)]
    assert asked == 2
    assert events == [("App 5.2",), ("App 5.2",), ("値上げ",)]
    assert _collect(workspace, "run-2") == (files, asked, events)
    (inputs / "invitations.csv").write_text("customer_id,sent_at\nC-001,2026-04-01\n", encoding="utf-8")
    (inputs / "calendar.csv").write_text("date,name\n2026-08-01,Sale\n", encoding="utf-8")
    _, asked, events = _collect(workspace, "run-3")
    assert (asked, events) == (1, [("App 5.2",), ("Sale",)])
