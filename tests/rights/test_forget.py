"""Forgetting: nothing of the person is left anywhere, nobody else's rows change, and no export brings them back."""

import gzip
import json

import pytest

from tests.rights import company, everything
from vocpipe.errors import RightsError
from vocpipe.inbox.entries import MATCHES, read_entries
from vocpipe.rights.forget import forget
from vocpipe.rights.person import Who
from vocpipe.store.tombstones import tombstone_path

# Who asks -> words that nobody else uses, and ids.
PEOPLE = {
    "c1": (
        [
            *("person1@", "kim@customer1", "Quaxleyb", "Zenob", "lilac drawer", "vexillology", "crimson lantern"),
            *("walnut importer", "umbrella protocol", "5555-1001"),
        ],
        ["c1", "p-11"],
    ),
    "Ｃ2": (["person2@", "Quaxleyc", "giraffe", "quarterly forms", "5555-1002"], ["c2"]),
    "c3": (["person3@", "Quaxleyd", "5555-1003"], ["c3"]),
    "c18": (["person18@", "Quaxleys", "5555-1018"], ["c18"]),
    "anna@customer7.example": (["anna@customer7", "umbrella import", "tangerine"], ["p-71"]),
}
QUICK = ("c1", "anna@customer7.example")
GIVEN = [*QUICK, *(pytest.param(given, marks=pytest.mark.long) for given in PEOPLE if given not in QUICK)]
GROUP = ("duplicate_of", "duplicate_kind")  # a duplicate of theirs gets another one
KEYS = ("feedback_id", "sentence_id", "customer_id")


@pytest.mark.parametrize("given", GIVEN)
def test_nothing_of_a_forgotten_person_is_left_in_any_file(given, refreshed, forgotten):
    words, ids = PEOPLE[given]
    assert {hit.split(": ")[1] for hit in everything.found([refreshed.root], words, ids)} >= set(words)
    workspace = forgotten(given).workspace
    assert everything.found([workspace.root], words, ids) == []
    assert everything.free_blocks(workspace.database) == 0


@pytest.mark.parametrize("given", GIVEN)
def test_everyone_elses_published_rows_are_equal(given, forgotten):
    done = forgotten(given)
    before, after = (
        rows_of_others(done.before, done.person),
        rows_of_others(company.published(done.workspace), done.person),
    )
    for counts in ("customer_people", "account"):  # a customer has one person less when one of them is forgotten
        before.pop(counts, None)
    assert after.get("account_person", set()) <= before.pop("account_person", set())  # their own row is gone
    assert {table: before[table] ^ after[table] for table in before if before[table] != after[table]} == {}
    assert {"feedback", "sentence", "sentence_theme", "customer"} <= before.keys()


def test_what_they_said_has_no_vector_any_more(forgotten):
    done = forgotten("c1")
    theirs = {sentence.sentence_id for sentence in done.person.sentences}
    before, after = (
        {row["sentence_id"] for row in tables["sentence_vector"]}
        for tables in (done.before, company.published(done.workspace))
    )
    assert before & theirs
    assert not after & theirs
    assert after


def rows_of_others(tables, person):
    """Table -> rows about others, of the tables with a row per customer, piece of feedback or sentence."""
    theirs = {
        *person.customer_ids,
        *(said.feedback_id for said in person.feedback),
        *(sentence.sentence_id for sentence in person.sentences),
    }
    return {
        table: {
            json.dumps({name: value for name, value in row.items() if name not in GROUP}, default=str, sort_keys=True)
            for row in rows
            if is_comparable(row, theirs, person)
        }
        for table, rows in tables.items()
        if rows and any(key in rows[0] for key in KEYS)
    }


def is_comparable(row, theirs, person):
    """Whether the row must stay as it was: it is not the person's, does not name them, and is not relative to all."""
    told = json.dumps(row, default=str, ensure_ascii=False)
    is_named = "[NAME]" in told or any(part in told for name in person.names for part in name.split())
    by_all = row.get("segment_kind") == "touch_model"  # by quantiles of all customers
    return not (theirs & {row.get(key) for key in KEYS} or is_named or by_all)


def test_the_next_refreshes_do_not_bring_them_back(workspace):
    words, ids = PEOPLE["c1"]
    forget(workspace, Who(customer="c1"))
    assert company.refresh(workspace) is False
    company.refresh(workspace, rediscover=True)
    assert everything.found([workspace.root], words, ids) == []


@pytest.mark.long
def test_neither_a_rewritten_export_nor_one_in_another_format_brings_them_back(workspace):
    words, ids = PEOPLE["c1"]
    forget(workspace, Who(customer="c1"))
    inputs = workspace.root / "inputs"
    for name in ("answers", "tickets", "customers", "people", "contacts", "logins", "invitations"):
        text = (inputs / f"{name}.csv").read_text(encoding="utf-8")
        (inputs / f"{name}.csv").write_text(text.replace("\n", "\r\n"), encoding="utf-8")
    again = (inputs / "answers.csv").read_text(encoding="utf-8").replace("c1,", "０Ｃ１,".removeprefix("０"))
    (inputs / "answers_again.csv.gz").write_bytes(gzip.compress(again.encode()))
    company.refresh(workspace)
    assert everything.found([workspace.root], words, ids) == []
    rows = company.published(workspace)
    reasons = [row["reason"] for row in rows["ingest_reject"]]
    assert reasons.count("forgotten on request") > 10
    assert all(row["rows_read"] == row["rows_accepted"] + row["rows_left_out"] for row in rows["ingest_file"])


@pytest.mark.long
def test_a_new_database_keeps_them_forgotten(workspace):
    words, ids = PEOPLE["c1"]
    forget(workspace, Who(customer="c1"))
    workspace.database.unlink()
    company.refresh(workspace)
    assert everything.found([workspace.root], words, ids) == []
    assert len(company.published(workspace)["customer"]) == 19


def test_a_theme_in_their_words_alone_gets_another_name_and_others_keep_theirs(forgotten):
    done = forgotten("Ｃ2")
    before = {row["theme_id"]: row for row in done.before["theme"]}
    after = {row["theme_id"]: row for row in company.published(done.workspace)["theme"]}
    said = " ".join(done.person.texts).casefold()
    theirs = {
        theme
        for theme, row in before.items()
        if any(name and name.casefold() in said for name in (row["name_ja"], row["name_en"])) or "giraffe" in str(row)
    }
    assert any("giraffe" in str(before[theme]) for theme in theirs)
    same = {theme for theme, row in before.items() if (row["name_ja"], row["name_en"]) == _names(after.get(theme))}
    assert before.keys() - same <= theirs
    assert all(row["name_en"] or row["name_ja"] or not row["n_sentences"] for row in after.values())


def _names(row):
    return (row["name_ja"], row["name_en"]) if row else None


def test_a_duplicate_by_somebody_else_stays_and_has_a_group_of_its_own(forgotten):
    done = forgotten("c3")
    assert company.DUPLICATE in {row["text"] for row in done.before["feedback"] if row["duplicate_of"]}
    left = [row for row in company.published(done.workspace)["feedback"] if row["text"] == company.DUPLICATE]
    assert [row["duplicate_of"] for row in left] == [None]


def test_decisions_that_quote_them_lose_the_quotation_and_the_rest_stays(forgotten):
    kinds = [(entry.kind, sorted(entry.detail)) for entry in read_entries(forgotten("Ｃ2").workspace)]
    assert kinds == [("rename", ["name_en"]), ("rename", ["name_ja"]), ("move", ["sentence_ids"])]
    workspace = forgotten("c1").workspace
    [moved] = [entry for entry in read_entries(workspace) if entry.kind == "move"]
    assert len(moved.detail["sentence_ids"]) == 1
    [action] = company.published(workspace)["action"]
    assert "[EMAIL]" in action["title"]
    assert "lilac" not in action["title"]


def test_a_match_that_was_taken_back_hides_nobody(workspace):
    forget(workspace, Who(customer="c9"))
    assert read_entries(workspace, MATCHES) == []
    assert everything.found([workspace.root], ["person9@", "Quaxleyj"], ["c9"]) == []


def test_an_id_that_begins_another_one_is_not_taken_for_it(forgotten):
    with forgotten("c1").workspace.connect_read_only() as connection:
        rows = connection.execute("SELECT customer_key FROM customer").fetchall()
    assert {row[0] for row in rows} == {f"c{number}" for number in range(20)} - {"c1"}


def test_one_person_of_a_customer_goes_and_the_customer_stays(forgotten):
    workspace = forgotten("anna@customer7.example").workspace
    texts = {row["text"] for row in company.published(workspace)["feedback"]}
    assert "I am another person at the firm and see no error." in texts
    assert "Our umbrella import fails with tangerine errors." not in texts
    with workspace.connect_read_only() as connection:
        rows = connection.execute("SELECT email FROM customer WHERE customer_key = 'c7'").fetchall()
    assert rows == [(company.mail(7),)]


def test_who_is_not_known_is_refused_and_who_was_forgotten_is_told(workspace):
    with pytest.raises(RightsError, match="nobody is known"):
        forget(workspace, Who(customer="c999"))
    assert not tombstone_path(workspace).exists() or json.loads(tombstone_path(workspace).read_text())["requests"] == []
    forget(workspace, Who(customer="c19"))
    with pytest.raises(RightsError, match="forgotten on 20"):
        forget(workspace, Who(customer="C19"))
