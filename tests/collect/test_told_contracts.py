"""What files tell of contracts, by the day of the file: history is kept, the contract in force is theirs."""

import os

import pytest

from tests.outcomes.running import run_step
from vocpipe.collect.load import collect
from vocpipe.outcomes.spells.customer_spell import STEP
from vocpipe.settings import Settings
from vocpipe.store.workspace import Workspace

HEAD = "customer_id,started_at,churned_at,plan,mrr\n"
SPELLS = """
    SELECT customer_key, spell, started_on::VARCHAR, ended_on::VARCHAR, has_left
    FROM customer_spell JOIN customer_number USING (customer_id)
    ORDER BY ALL
"""


class Site:
    """A workspace with files of customers and subscriptions."""

    def __init__(self, root):
        self.workspace, self.runs = Workspace(root), 0
        (root / "inputs").mkdir()

    def put(self, name, text, *, day=1):
        path = self.workspace.root / "inputs" / name
        path.write_text(text, encoding="utf-8")
        os.utime(path, (1_772_323_200 + 86_400 * day,) * 2)  # day 0: 2026-03-01

    def spells(self, query=SPELLS, **sections):
        self.runs += 1
        tables = {"customers": {"path": "inputs/customers*.csv"}, **sections}
        with self.workspace.connect() as connection:
            collect(connection, self.workspace, Settings.model_validate(tables), f"run-{self.runs}")
            run_step(connection, STEP)
            return connection.execute(query).fetchall()


@pytest.fixture
def site(tmp_path):
    return Site(tmp_path)


BACK = [("A", 1, "2024-01-01", "2025-06-30", True), ("A", 2, "2026-02-01", None, False)]


def test_a_second_subscription_does_not_overwrite_the_first_leaving(site):
    site.put("customers.csv", HEAD + "A,2024-01-01,2025-06-30,Pro,10\n")
    site.spells()
    site.put("customers.csv", HEAD + "A,2026-02-01,,Pro,10\n", day=60)
    assert site.spells() == BACK
    assert site.spells("SELECT started_at::VARCHAR, churned_at FROM customer") == [("2026-02-01", None)]


def test_a_file_without_a_column_for_leaving_has_nobody_back(site):
    site.put("customers.csv", HEAD + "A,2024-01-01,2025-06-30,Pro,10\nB,2024-01-01,,Pro,10\n")
    site.spells()
    site.put("customers.csv", "customer_id,started_at,plan,mrr\nA,2024-01-01,Pro,10\nB,2024-01-01,Pro,10\n", day=60)
    assert site.spells() == [("A", 1, "2024-01-01", "2025-06-30", True), ("B", 1, "2024-01-01", None, False)]
    site.put("customers.csv", HEAD + "A,2024-01-01,,Pro,10\nB,2024-01-01,2026-05-20,Pro,10\n", day=90)
    assert site.spells()[:2] == [("A", 1, "2024-01-01", "2025-06-30", True), ("A", 2, None, None, False)]


@pytest.mark.parametrize("first", ["march", "june"])
def test_files_of_several_days_are_told_apart_by_the_day_in_their_names(site, first):
    files = {
        "march": ("customers_2025-12-31.csv", HEAD + "A,2024-01-01,2025-06-30,Pro,10\n"),
        "june": ("customers_2026-02-28.csv", HEAD + "A,2026-02-01,,Max,20\n"),
    }
    site.put(*files[first])
    site.spells()
    for file in files.values():
        site.put(*file)
    assert site.spells() == BACK
    assert site.spells("SELECT plan FROM customer") == [("Max",)]
    assert site.spells("SELECT DISTINCT known_on::VARCHAR FROM customer_told ORDER BY ALL") == [
        ("2025-12-31",),
        ("2026-02-28",),
    ]


def test_a_day_in_a_name_before_something_that_happened_is_not_the_day_of_the_file(site):
    site.put("customers_since_2020-01-01.csv", HEAD + "A,2024-01-01,,Pro,10\n")
    assert site.spells("SELECT known_on::VARCHAR FROM customer_told") == [("2026-03-02",)]


def test_who_is_told_of_as_before_is_known_so_until_the_last_file(site):
    for day in (1, 30, 50):
        site.put("customers.csv", HEAD + f"A,2024-01-01,,Pro,10\nB,2024-01-0{day % 9 + 1},,Pro,10\n", day=day)
        site.spells()
    told = "SELECT known_on::VARCHAR, told_until::VARCHAR FROM customer_told WHERE customer_key = 'A'"
    assert site.spells(told) == [("2026-03-02", "2026-04-20")]
    site.put("customers.csv", "customer_id,started_at,churned\nA,2024-01-01,yes\n", day=70)
    left = "SELECT ended_on, last_known_on::VARCHAR FROM customer_spell WHERE has_left"
    assert site.spells(left) == [(None, "2026-04-20")]


def test_several_rows_of_a_customer_are_contracts_and_the_one_in_force_is_the_customers(site):
    rows = "A,2026-02-01,,Max,20\nA,2024-01-01,2025-06-30,Pro,10\n"
    site.put("customers.csv", HEAD + rows)
    assert site.spells() == BACK
    assert site.spells("SELECT plan, churned FROM customer") == [("Max", None)]


def test_a_table_of_subscriptions_tells_in_the_place_of_the_customers_file(site):
    site.put("customers.csv", "customer_id,plan,mrr,email\nA,Pro,10,a@mill.jp\n")
    site.put(
        "subscriptions.csv",
        "id,Customer ID,Customer Email,Plan,Status,Start Date (UTC),Canceled At (UTC),Ended At (UTC)\n"
        "sub_1,,a@mill.jp,team,canceled,2024-01-01,2025-06-02,2025-06-30\n"
        "sub_2,A,a@mill.jp,solo,active,2026-02-01,2026-02-20,\n"
        "sub_3,Z,,solo,canceled,2024-02-01,2025-02-01,2025-02-01\n",
    )
    tables = {"subscriptions": [{"path": "inputs/subscriptions*.csv"}]}
    assert site.spells(**tables) == [*BACK, ("Z", 1, "2024-02-01", "2025-02-01", True)]
    site.put(
        "subscriptions_2.csv",
        "id,Customer ID,Plan,Status,Start Date,Ended At\nsub_2,A,solo,canceled,2026-02-01,2026-03-01\n",
        day=9,
    )
    assert site.spells(**tables)[1] == ("A", 2, "2026-02-01", "2026-03-01", True)


def test_who_left_too_long_ago_is_not_kept_from_a_table_of_subscriptions(site):
    site.put("customers.csv", "customer_id,plan\nA,Pro\n")
    site.put("subscriptions.csv", "id,Customer ID,Status,Start Date,Ended At\ns1,Z,canceled,2010-01-01,2011-01-01\n")
    tables = {
        "subscriptions": [{"path": "inputs/subscriptions*.csv"}],
        "privacy": {"retention": {"customers": "3 years"}},
    }
    assert [row[0] for row in site.spells(**tables)] == ["A"]
    assert site.spells("SELECT count(*) FROM subscription", **tables) == [(0,)]


def test_a_table_of_versions_tells_what_was_known_when(site):
    site.put(
        "customers.csv",
        "customer_id,started_at,status,plan,mrr,_fivetran_start,_fivetran_active\n"
        "A,2024-01-01,active,Basic,10,2024-01-01,false\n"
        "A,2024-01-01,active,Pro,30,2024-09-01,false\n"
        "A,2024-01-01,canceled,Free,0,2025-07-01,false\n"
        "A,2026-02-01,active,Pro,40,2026-02-03,true\n",
    )
    assert site.spells() == [("A", 1, "2024-01-01", "2025-07-01", True), ("A", 2, "2026-02-01", None, False)]
    assert site.spells("SELECT plan, churned FROM customer") == [("Pro", False)]
    plans = "SELECT plan, seen_on::VARCHAR, known_on::VARCHAR FROM customer_version ORDER BY known_on"
    expected = [
        ("Basic", None, "2024-01-01"),
        ("Pro", "2024-09-01", "2024-09-01"),
        ("Free", "2025-07-01", "2025-07-01"),
        ("Pro", "2026-02-03", "2026-02-03"),
    ]
    assert site.spells(plans) == expected


def test_what_one_contract_of_a_customer_forbids_is_forbidden(site):
    site.put(
        "customers.csv",
        "customer_id,started_at,plan,opted_out\nA,2026-02-01,Max,no\nA,2024-01-01,Pro,yes\nB,2024-01-01,Pro,no\n",
    )
    assert site.spells("SELECT customer_key, opted_out FROM customer ORDER BY ALL") == [("A", True), ("B", False)]
