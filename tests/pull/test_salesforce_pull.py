"""Salesforce is pulled: merged contacts, restored cases, queries that end, and calls that are used up."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.pull import desk
from tests.pull.salesforce_server import Salesforce
from tests.pull.vendors import stored, workspace_of
from vocpipe.store.raw import RawPages, read_page


@pytest.fixture
def salesforce():
    """A server with seven cases of four contacts, three of which are on a page."""
    return Salesforce()


@pytest.fixture
def workspace(salesforce, tmp_path, monkeypatch):
    """A workspace that pulls it."""
    with workspace_of(salesforce, tmp_path, monkeypatch) as made:
        yield made


def customers(workspace):
    query = "SELECT source_id, customer_ref FROM feedback_raw WHERE deleted_at IS NULL ORDER BY 1"
    return {row["source_id"]: row["customer_ref"] for row in desk.rows(workspace, query).to_pylist()}


def test_the_cases_of_a_merged_contact_become_those_of_the_one_that_remains(workspace, salesforce):
    desk.pull(workspace)
    desk.read(workspace)
    assert customers(workspace)["5001"] == "003C1"
    salesforce.merge_contacts("003C1", into="003C2")
    desk.pull(workspace)
    desk.read(workspace)
    assert {customers(workspace)[ident] for ident in ("5001", "5002", "5005", "5006")} == {"003C2"}
    assert desk.pull(workspace).pages == 0


def test_a_deleted_case_leaves_no_words_and_comes_back_when_it_is_restored(workspace, salesforce):
    desk.pull(workspace)
    salesforce.delete("Case", "5003")
    desk.pull(workspace)
    assert "5003" not in stored(workspace)
    assert "after 3 minutes" not in str(read_page(desk.files(workspace, "salesforce")[-1]))
    salesforce.put("Case", "5003", IsDeleted=False)
    desk.pull(workspace)
    assert stored(workspace) == salesforce.words()


def test_a_query_that_has_ended_is_begun_anew_after_what_is_safe(workspace, salesforce, monkeypatch):
    answer = salesforce.answer

    def forgetful(path, query, body):
        page = answer(path, query, body)
        if salesforce.calls.total() == 4:
            salesforce.queries.clear()
        return page

    monkeypatch.setattr(salesforce, "answer", forgetful)
    assert desk.pull(workspace).records == 7
    assert stored(workspace) == salesforce.words()


def test_after_weeks_without_a_pull_ids_are_compared(workspace, salesforce):
    desk.pull(workspace)
    pages = RawPages.of(workspace, "salesforce")
    state = pages.state()
    old = (datetime.now(UTC) - timedelta(days=40)).isoformat()
    pages.keep(replace(state, cursor={**state.cursor, "logged": old}))
    salesforce.empty("5005")
    salesforce.log.clear()
    desk.pull(workspace)
    assert stored(workspace) == salesforce.words()


def test_calls_that_the_org_has_used_up_end_the_pull(workspace, salesforce):
    salesforce.usage = "15000/15000"
    assert "wait for about 60 minutes" in desk.pull(workspace).line()
    assert salesforce.calls.total() == 1 + 1  # the token, and the first page


def test_one_token_serves_a_whole_pull(workspace, salesforce):
    desk.pull(workspace)
    assert salesforce.tokens == 1


def test_a_secret_that_is_not_accepted_is_told(workspace, monkeypatch):
    monkeypatch.setenv("SOURCES__SALESFORCE__CLIENT_SECRET", "another-one")
    assert "does not accept the secret" in desk.pull(workspace).line()
