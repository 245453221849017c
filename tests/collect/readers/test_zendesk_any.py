"""Whatever a Zendesk export holds, each ticket has one outcome."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.collect.readers.tickets import CSV_HEADER, CSV_ROW
from tests.collect.vendor_files import read, recognizes
from vocpipe.collect.parsing.csvfile import read_records
from vocpipe.collect.parsing.decode import decode
from vocpipe.collect.readers.zendesk import READER
from vocpipe.errors import ReadError
from vocpipe.records import Accepted

scalars = st.sampled_from([1, 9, "1", "x", "", None, True, 1.5, "2026-01-01T00:00:00Z", "deleted", "phone", "good"])
inside = (
    scalars
    | st.lists(scalars, max_size=2)
    | st.dictionaries(
        st.sampled_from(["id", "role", "channel", "external_id", "email", "score", "comment", "value", "source"]),
        scalars,
        max_size=3,
    )
)
comments = st.dictionaries(
    st.sampled_from(["id", "author_id", "author", "body", "plain_body", "html_body", "public", "type", "created_at"]),
    inside,
)
tickets = st.dictionaries(
    st.sampled_from(
        ["id", "status", "subject", "description", "requester_id", "requester", "submitter_id", "via", "custom_fields"]
    )
    | st.sampled_from(["tags", "satisfaction_rating", "created_at", "updated_at", "url"]),
    inside,
)


@given(st.lists(tickets | scalars, max_size=4), st.lists(comments | scalars, max_size=4), st.lists(inside, max_size=2))
def test_every_ticket_has_one_outcome(data: list[Any], message: list[Any], users: list[Any]) -> None:
    data = [{**part, "comments": message} if isinstance(part, dict) else part for part in data]
    outcomes, _ = read(READER, json.dumps({"tickets": data, "users": users}))
    assert len(outcomes) == len(data)
    for part in outcomes:
        if isinstance(part, Accepted):
            assert part.feedback
            assert all(part.thread_id for part in part.feedback)


@given(st.binary(max_size=200) | st.binary(max_size=100).map((CSV_HEADER + CSV_ROW).encode().__add__))
def test_any_bytes_are_outcomes_or_an_error_of_the_file(data: bytes) -> None:
    recognizes(READER, data)
    try:
        outcomes, _ = read(READER, data)
    except ReadError:
        return
    if data.startswith(b'"Summation'):
        assert len(outcomes) == len(list(read_records(decode(data).text))) - 1
