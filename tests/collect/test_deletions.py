"""What is deleted upstream is deleted here: rows gone from a snapshot, and tombstones."""

from datetime import UTC, datetime

from tests.collect.site import FAKE, REVIEWS
from vocpipe.records import Accepted, Feedback


def ticket(row, **fields):
    return Accepted(row, [Feedback(**fields)], raw={"row": row})


def at(day):
    return datetime(2026, 1, day, tzinfo=UTC)


def test_rows_missing_from_a_rewritten_snapshot_file_are_deleted(site):
    snapshot = REVIEWS | {"snapshot": True}
    site.put("jan.csv", "id,text,stars\n1,fine,5\n2,bad,1\n", modified=1_780_000_000)
    site.put("feb.csv", "id,text\n3,other\n")
    site.collect(snapshot)
    site.put("jan.csv", "id,text,stars\n1,fine,5\n", modified=1_780_100_000)
    (file,) = site.collect(snapshot)
    assert (file["feedback_deleted"], site.alive()) == (1, [("1", "fine"), ("3", "other")])
    (gone,) = site.rows("SELECT text, raw, attrs, epoch(deleted_at) FROM feedback_raw WHERE source_id = '2'")
    assert gone == (None, None, None, 1_780_100_000)
    site.put("jan.csv", "id,text,stars\n1,fine,5\n2,bad,1\n", modified=1_780_200_000)
    site.collect(snapshot)
    assert site.alive() == [("1", "fine"), ("2", "bad"), ("3", "other")]


def test_a_tombstone_empties_the_row_and_a_newer_version_brings_it_back(site, fake):
    full = {
        "text": "call me",
        "title": "t",
        "customer_ref": "C-1",
        "customer_email": "a@example.com",
        "url": "https://e",
    }
    fake["a.fake"] = [ticket(1, source_id="1", updated_at=at(1), attrs={"plan": "pro"}, **full)]
    fake["b.fake"] = [ticket(1, source_id="1", updated_at=at(2), deleted=True)]
    fake["c.fake"] = [ticket(1, source_id="1", updated_at=at(1), **full)]
    fake["d.fake"] = [ticket(1, source_id="1", updated_at=at(3), **full)]
    emptied = (None,) * 7
    query = "SELECT text, title, raw, attrs, customer_ref, customer_email, url FROM feedback_raw"
    for name, after in (("a", None), ("b", emptied), ("c", emptied), ("d", None)):
        site.put(f"{name}.fake", name)
        site.collect(FAKE)
        assert (site.rows(query) == [emptied]) is (after == emptied), name
    assert site.alive() == [("1", "call me")]


def test_a_tombstone_of_a_thread_takes_all_of_it_whatever_is_read_later(site, fake):
    fake["b.fake"] = [
        ticket(1, source_id="7", thread_id="7", text="first", updated_at=at(1)),
        ticket(2, source_id="7-1", thread_id="7", text="second"),
        ticket(3, source_id="8", thread_id="8", text="other"),
        ticket(4, thread_id="7", updated_at=at(2), deleted=True),
    ]
    fake["c.fake"] = [ticket(1, source_id="7-2", thread_id="7", text="from an older export", updated_at=at(1))]
    for name in fake:
        site.put(name, name)
    first, second = site.collect(FAKE)
    assert (first["feedback_deleted"], second["rows_accepted"]) == (2, 1)
    assert site.alive() == [("8", "other")]
    assert site.collect(FAKE) == []


def test_a_tombstone_without_a_time_lets_a_later_row_of_its_file_stand(site, fake):
    fake["a.fake"] = [ticket(1, source_id="1", deleted=True), ticket(2, source_id="1", text="posted again")]
    fake["b.fake"] = [ticket(1, source_id="2", text="gone"), ticket(2, source_id="2", deleted=True)]
    for name in fake:
        site.put(name, name)
    site.collect(FAKE)
    assert site.alive() == [("1", "posted again")]
