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


def said(kind, text, case, **fields):
    """The fields of an e-mail or a comment of a case."""
    if kind == "EmailMessage":
        return {"TextBody": text, "ParentId": case, "Incoming": True, "FromAddress": "ann@firm.example", **fields}
    by = {
        "attributes": {"type": "User"},
        "UserType": "CspLitePortal",
        "ContactId": "003C1",
        "Email": "ann@firm.example",
    }
    return {"CommentBody": text, "ParentId": case, "IsPublished": True, "CreatedBy": by, **fields}


@pytest.fixture(params=["EmailMessage", "CaseComment"])
def kind(request, salesforce, workspace):
    """What is pulled beside cases: three of them, of the cases 5001 and 5002."""
    path = workspace.root / "vocpipe.toml"
    path.write_text(f'{path.read_text(encoding="utf-8")}object = "{request.param}"\n', encoding="utf-8")
    for number in range(3):
        text = f"It has stopped {number} times since"
        salesforce.put(request.param, f"02s{number}", **said(request.param, text, f"500{1 + number // 2}"))
    return request.param


def words(workspace):
    desk.read(workspace)
    query = "SELECT source_id, text, thread_id FROM feedback_raw WHERE deleted_at IS NULL ORDER BY 1"
    return {row["source_id"]: (row["text"], row["thread_id"]) for row in desk.rows(workspace, query).to_pylist()}


def test_emails_and_comments_are_pulled_with_their_case_as_the_thread(workspace, salesforce, kind):
    assert desk.pull(workspace).records == 3
    assert words(workspace) == {
        "02s0": ("It has stopped 0 times since", "5001"),
        "02s1": ("It has stopped 1 times since", "5001"),
        "02s2": ("It has stopped 2 times since", "5002"),
    }
    assert desk.pull(workspace).pages == 0
    salesforce.put(kind, "02s0", **said(kind, "It works now", "5001"))
    salesforce.delete(kind, "02s1")
    salesforce.empty("02s2", kind)
    desk.pull(workspace)
    assert words(workspace) == {"02s0": ("It works now", "5001")}


def test_emails_and_comments_go_and_move_with_their_case(workspace, salesforce, kind):
    desk.pull(workspace)
    words(workspace)
    salesforce.delete_case("5002")
    salesforce.delete_case("5001", master="5003")
    desk.pull(workspace)
    assert words(workspace) == {
        "02s0": ("It has stopped 0 times since", "5003"),
        "02s1": ("It has stopped 1 times since", "5003"),
    }
    assert desk.pull(workspace).pages == 0


@pytest.mark.parametrize("kind", ["CaseComment"], indirect=True)
def test_a_comment_that_customers_no_longer_see_is_gone(workspace, salesforce, kind):
    desk.pull(workspace)
    words(workspace)
    salesforce.put(kind, "02s0", IsPublished=False)
    salesforce.put(kind, "02s9", **said(kind, "Between us: hopeless", "5001", IsPublished=False))
    desk.pull(workspace)
    assert words(workspace).keys() == {"02s1", "02s2"}
    assert "hopeless" not in str([read_page(path) for path in desk.files(workspace, "salesforce")])
