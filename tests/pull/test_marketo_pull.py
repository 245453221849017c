"""Marketo is pulled: files in pieces, merged and deleted leads, jobs that take long or fail, and refusals by number."""

import time

import pytest

from tests.pull import desk
from tests.pull.marketo_server import Marketo
from tests.pull.vendors import stored, workspace_of
from vocpipe.pull.marketo.rows import cut
from vocpipe.pull.vendors import marketo as vendor


@pytest.fixture
def marketo():
    """A server with seven filled forms of four leads."""
    return Marketo()


@pytest.fixture
def workspace(marketo, tmp_path, monkeypatch):
    """A workspace that pulls it."""
    with workspace_of(marketo, tmp_path, monkeypatch) as made:
        yield made


def leads(workspace):
    desk.read(workspace)
    query = "SELECT source_id, customer_ref FROM feedback_raw WHERE deleted_at IS NULL ORDER BY 1"
    return {row["source_id"]: row["customer_ref"] for row in desk.rows(workspace, query).to_pylist()}


@pytest.mark.parametrize("n", range(1, 12))
def test_a_piece_is_cut_behind_its_last_whole_row(n):
    whole = b'a,b\n1,"x\ny"\n2,"he said ""no""\n"\n3,z\n'
    rows, header, start = [], [], 0
    size = 4 + 8 * n
    while start < len(whole):
        found = cut(whole[start : start + size], header, is_last=start + size >= len(whole))
        if not found.content:
            size *= 2
            continue
        rows, header, start = rows + found.rows, found.header, start + len(found.content)
    assert rows == [{"a": "1", "b": "x\ny"}, {"a": "2", "b": 'he said "no"\n'}, {"a": "3", "b": "z"}]


def test_words_of_merged_leads_count_for_the_one_that_remains(workspace, marketo):
    desk.pull(workspace)
    assert leads(workspace) == marketo.leads()
    marketo.merge(101, into=102)
    marketo.merge(102, into=103)
    marketo.fill(103, "One more")
    desk.pull(workspace)
    assert leads(workspace) == marketo.leads()
    assert set(leads(workspace).values()) == {"100", "103"}
    assert desk.pull(workspace).pages == 0


def test_words_of_a_deleted_lead_are_gone(workspace, marketo):
    desk.pull(workspace)
    for lead in (100, 101, 102):  # a page of the list has two
        marketo.delete(lead)
    desk.pull(workspace)
    assert stored(workspace) == marketo.words()
    assert leads(workspace) == marketo.leads()


def test_a_job_that_takes_long_is_left_and_the_next_pull_reads_its_file(workspace, marketo, monkeypatch):
    monkeypatch.setattr(vendor, "_WAIT", 0)
    monkeypatch.setattr(vendor, "_REST", 0)
    marketo.polls = 3
    assert "a later pull goes on" in desk.pull(workspace).line()
    monkeypatch.setattr(vendor, "_WAIT", 60)
    time.sleep(1.1)  # a pause ends with a whole second
    assert desk.pull(workspace).records == 7
    assert stored(workspace) == marketo.words()
    assert len([job for job in marketo.jobs.values() if job["status"] == "Created"]) == 0


def test_a_job_that_fails_is_told_and_the_next_pull_makes_another(workspace, marketo):
    marketo.jobs = {}
    create = marketo._create

    def fails(body):
        found = create(body)
        marketo.jobs[found[0]["exportId"]]["status"] = "Failed"
        return found

    marketo._create = fails
    assert "did not write the file" in desk.pull(workspace).line()
    marketo._create = create
    assert desk.pull(workspace).records == 7


def test_addresses_of_leads_are_asked_for_where_they_are_wanted(workspace, marketo):
    desk.pull(workspace)
    assert marketo.calls["/rest/v1/leads.json"] == 0
    path = workspace.root / "vocpipe.toml"
    path.write_text(f"{path.read_text(encoding='utf-8')}lead_emails = true\n", encoding="utf-8")
    marketo.fill(101, "No address")
    marketo.fill(102, "With an address")
    desk.pull(workspace)
    desk.read(workspace)
    query = "SELECT text, customer_email FROM feedback_raw WHERE text ILIKE '%address'"
    found = {row["text"]: row["customer_email"] for row in desk.rows(workspace, query).to_pylist()}
    assert found == {"No address": None, "With an address": "l102@firm.example"}


def test_a_file_that_is_not_as_it_was_written_is_told_and_replaced(workspace, marketo):
    marketo.garbled = True
    assert "is not as Marketo wrote it" in desk.pull(workspace).line()
    assert stored(workspace) != marketo.words()
    marketo.garbled = False
    assert desk.pull(workspace).records == 7
    assert stored(workspace) == marketo.words()
    assert desk.pull(workspace).pages == 0


def test_the_checksum_covers_what_an_earlier_pull_took(workspace, marketo):
    marketo.troubles = [*[""] * 9, *["500"] * 100]  # some pieces of the file come, then nothing
    assert 0 < desk.pull(workspace).records < 7
    marketo.troubles = []
    before = sum(n for path, n in marketo.calls.items() if path.endswith("file.json"))
    assert desk.pull(workspace).problem is None
    assert sum(n for path, n in marketo.calls.items() if path.endswith("file.json")) > before
    assert stored(workspace) == marketo.words()


def test_refusals_by_number_are_waited_for_or_told(workspace, marketo, monkeypatch):
    monkeypatch.setattr("vocpipe.pull.marketo.calls._WAITS", (0.01, 0.01, 0.01))
    marketo.refusals = ["606", "615", "602"]  # too many at once, and a token that has ended
    assert desk.pull(workspace).records == 7
    marketo.fill(100, "One more")
    marketo.refusals = ["1029"]
    assert "wait for about 60 minutes" in desk.pull(workspace).line()
    assert "no further call before" in desk.pull(workspace).line()


def test_the_past_is_read_in_spans_of_at_most_thirty_days(workspace, marketo, monkeypatch):
    monkeypatch.setattr(vendor, "_FIRST_DAYS", 100)
    marketo.fill(105, "Long ago", days=95)
    desk.pull(workspace)
    assert len(marketo.jobs) == 4
    assert stored(workspace) == marketo.words()
