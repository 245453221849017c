"""Files into the database: whole or not at all, never twice, and updated from upstream."""

import pytest

from tests.collect.site import FAKE, REVIEWS
from vocpipe.collect import write
from vocpipe.collect.load import collect
from vocpipe.errors import UnknownReaderError
from vocpipe.records import Accepted, Feedback
from vocpipe.settings import Settings


def test_every_row_is_accepted_or_rejected(site):
    site.put("a.csv", "id,text,stars\n1,fine,5\n2,bad,x\n3,,\n")
    (file,) = site.collect()
    assert (file["rows_read"], file["rows_accepted"], file["rows_rejected"], file["values_refused"]) == (3, 2, 1, 1)
    assert (file["source"], file["reader"], file["file"], file["encoding"]) == (
        "reviews",
        "table",
        "inputs/a.csv",
        "utf-8",
    )
    assert site.rows("SELECT row, field, raw FROM ingest_reject ORDER BY row") == [(3, "score", "x"), (4, None, "3,,")]
    assert site.rows("SELECT kind, score_type, score, row_no FROM feedback_raw ORDER BY row_no") == [
        ("review", "stars", 5, 2),
        ("review", None, None, 3),
    ]


def test_reading_again_changes_nothing(site):
    site.put("a.csv", "id,text\n1,fine\n")
    site.put("b.csv", "id,text\n1,fine\n2,bad\n")
    assert [file["feedback_new"] for file in site.collect()] == [1, 1]
    before = site.rows("FROM feedback_raw ORDER BY feedback_id")
    assert site.collect() == []
    assert site.rows("FROM feedback_raw ORDER BY feedback_id") == before
    ids = site.rows("SELECT feedback_id_of('reviews', '1'), feedback_id_of('reviews', '2')")[0]
    assert {row[0] for row in before} == set(ids)


def test_a_file_that_grew_brings_what_is_new_and_what_changed(site):
    site.put("a.csv", "id,text\n1,fine\n2,bad\n")
    site.collect()
    site.put("a.csv", "id,text\n1,fine\n2,better\n3,new\n")
    (file,) = site.collect()
    assert (file["feedback_new"], file["feedback_changed"], file["feedback_deleted"]) == (1, 1, 0)
    assert site.alive() == [("1", "fine"), ("2", "better"), ("3", "new")]
    assert site.rows("SELECT count(DISTINCT file_id) FROM feedback_raw") == [(2,)]  # row 1 is still the first file's


def test_a_file_that_goes_back_to_an_earlier_version_is_read_again(site):
    for text in ("fine", "bad", "fine"):
        site.put("a.csv", f"id,text,stars\n1,{text},x\n")
        assert len(site.collect()) == 1
    assert site.alive() == [("1", "fine")]
    assert site.rows("SELECT count(*) FROM ingest_file") == [(2,)]
    assert site.rows("SELECT count(*) FROM ingest_reject") == [(2,)]


def test_identical_rows_without_ids_are_all_kept_and_stay_the_same(site):
    site.put("a.csv", "date,text\n2026/1/5,fine\n2026/1/5,fine\n2026/1/6,fine\n")
    site.collect()
    before = site.rows("SELECT feedback_id FROM feedback_raw ORDER BY 1")
    assert len(before) == 3
    site.put("a.csv", "date,text,note\n2026/1/5,fine,seen\n2026/1/5,fine,\n2026/1/6,fine,\n2026/1/7,more,\n")
    (file,) = site.collect()
    assert (file["feedback_new"], set(before) < set(site.rows("SELECT feedback_id FROM feedback_raw"))) == (1, True)


def test_the_later_update_wins_in_any_order_of_files(site):
    site.put("a.csv", "id,text,updated_at\n1,newest,2026-03-01\n1,older,2026-01-01\n")
    site.put("b.csv", "id,text,updated_at\n1,in between,2026-02-01\n")
    site.collect()
    assert site.alive() == [("1", "newest")]


def test_without_update_times_the_row_read_later_wins(site):
    site.put("a.csv", "id,text\n1,first\n")
    site.put("b.csv", "id,text\n1,third\n")
    site.collect()
    assert site.alive() == [("1", "third")]


def test_columns_corrected_in_the_settings_leave_no_wrong_rows(site):
    site.put("a.csv", "id,ref,comment,reply\n1,X,fine,thanks\n2,Y,bad,sorry\n")
    site.collect(REVIEWS | {"columns": {"id": "ref", "text": "reply"}})
    site.collect(REVIEWS)
    assert site.alive() == [("1", "fine"), ("2", "bad")]


def test_an_unreadable_file_is_reported_and_the_others_are_read(site):
    site.put("a.csv", "Размер,Яблоки,Доставка,Упаковка,Цена\n".encode("cp1251"))
    site.put("b.csv", "id,text\n1,fine\n")
    first, second = site.collect()
    assert ("encoding = " in first["error"], first["rows_read"]) == (True, 0)
    assert (second["error"], site.alive()) == (None, [("1", "fine")])
    assert site.collect() == []
    site.put("a.csv", "id,text\n2,mended\n")
    assert [file["error"] for file in site.collect()] == [None]


def test_a_cut_off_load_leaves_nothing_of_the_file(site, monkeypatch):
    site.put("a.csv", "id,text\n1,fine\n")

    def cut(package, name):
        if name == "record_file.sql":
            raise KeyboardInterrupt
        return statement(package, name)

    statement = write.statement
    monkeypatch.setattr(write, "statement", cut)
    with pytest.raises(KeyboardInterrupt):
        site.collect()
    monkeypatch.undo()
    assert site.rows("SELECT (SELECT count(*) FROM feedback_raw), (SELECT count(*) FROM ingest_file)") == [(0, 0)]
    site.collect()
    assert site.alive() == [("1", "fine")]


CUSTOMERS = {"path": "inputs/customers.txt"}


def test_customers_are_known_by_id_or_address_and_numbered_once(site):
    site.put(
        "a.csv", "id,text,customer_id,email\n1,a,Ｃ-1 ,\n2,b,,TARO@example.com\n3,c,,new@example.com\n4,d,C-9,\n5,e,,\n"
    )
    site.put("customers.txt", "id,email,start,plan\nC-1,,2024-01-01,pro\nC-2,taro@example.com,2024-01-01,pro\n")
    site.collect(REVIEWS, customers=CUSTOMERS)
    keys = (
        "SELECT source_id, customer_key, customer_id "
        "FROM feedback_customer JOIN feedback_raw USING (feedback_id) ORDER BY source_id"
    )
    before = site.rows(keys)
    assert [(source_id, key) for source_id, key, _ in before] == [
        ("1", "C-1"),
        ("2", "C-2"),
        ("3", "new@example.com"),
        ("4", "C-9"),
    ]
    assert len({pseudonym for _, _, pseudonym in before}) == 4
    site.put("b.csv", "id,text,customer_id\n6,f,C-0\n")
    site.collect(REVIEWS, customers=CUSTOMERS)
    assert site.rows(keys)[:4] == before
    source_id, key, pseudonym = site.rows(keys)[4]
    assert (source_id, key, pseudonym[:2]) == ("6", "C-0", "c_")
    assert pseudonym not in {row[2] for row in before}


def test_an_address_that_two_customers_share_identifies_neither(site):
    site.put("a.csv", "id,text,email\n1,a,office@example.com\n")
    site.put("customers.txt", "id,email,start\nC-1,office@example.com,2024-01-01\nC-2,office@example.com,2024-01-01\n")
    site.collect(REVIEWS, customers=CUSTOMERS)
    assert site.rows("SELECT customer_key FROM feedback_customer") == [("office@example.com",)]


def test_customers_are_updated_by_their_last_row(site):
    site.put(
        "customers.txt", "id,start,plan,mrr\nC-1,2024-01-01,light,10\nC-1,2024-01-01,pro,20\nC-2,2024-01-01,pro,5\n"
    )
    (file,) = site.collect(REVIEWS, customers=CUSTOMERS)
    assert (file["source"], file["reader"], file["rows_accepted"], file["feedback_new"]) == (
        "customers",
        "customers",
        3,
        0,
    )
    site.put("customers.txt", "id,start,plan,mrr\nC-1,2024-01-01,pro,20\nC-2,2024-01-01,light,5\n")
    site.collect(REVIEWS, customers=CUSTOMERS)
    rows = site.rows("SELECT customer_key, plan, monthly_value FROM customer ORDER BY 1")
    assert rows == [("C-1", "pro", 20), ("C-2", "light", 5)]
    assert site.rows("SELECT count(DISTINCT file_id) FROM customer") == [(2,)]  # C-1 did not change


def test_the_kind_is_the_readers_unless_the_settings_name_one(site, fake):
    fake["a.fake"] = [Accepted(1, [Feedback(source_id="1", text="a")])]
    site.put("a.fake", "a")
    site.collect(FAKE)
    assert site.rows("SELECT kind FROM feedback_raw") == [("ticket",)]


@pytest.mark.parametrize(
    ("source", "error", "message"),
    [
        ({"reader": "tabel"}, UnknownReaderError, "table"),
    ],
)
def test_impossible_settings_are_refused_before_anything_is_read(site, source, error, message):
    site.put("a.csv", "id,text\n1,fine\n")
    with pytest.raises(error, match=message):
        site.collect(REVIEWS | source)
    assert site.rows("SELECT count(*) FROM ingest_file") == [(0,)]


def test_progress_is_reported_file_by_file(site):
    site.put("a.csv", "id,text\n1,fine\n")
    site.put("b.csv", "id,text\n2,fine\n")
    steps = []
    settings = Settings.model_validate({"source": [REVIEWS]})
    with site.workspace.connect() as connection:
        collect(connection, site.workspace, settings, "r", progress=lambda *step: steps.append(step))
    assert steps == [("inputs/a.csv", 0, 2), ("inputs/b.csv", 1, 2), ("", 2, 2)]
