import json
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.collect.vendor_files import accepted, only, read, recognizes, refusals, rejected
from vocpipe.collect.readers.x_posts import READER
from vocpipe.errors import ReadError
from vocpipe.records import Accepted, Rejected

POST: dict[str, Any] = {
    "id": "1945690992981717364",
    "edit_history_tweet_ids": ["1945690992981717364"],
    "created_at": "2025-07-17T03:44:16.000Z",
    "text": "請求書の画面が重い https://t.co/abc",
    "author_id": "4242",
    "conversation_id": "1945690992981717000",
    "lang": "ja",
    "public_metrics": {"like_count": 5},
}


def page(*posts: dict[str, Any], **more: Any) -> str:
    return json.dumps({"data": list(posts), **more}, ensure_ascii=False)


def test_a_post_comes_as_its_author_wrote_it_and_without_the_author() -> None:
    row = accepted(READER, page(POST, meta={"result_count": 1}))
    post = only(row)
    assert (row.row, post.source_id, post.text) == (1, "1945690992981717364", "請求書の画面が重い https://t.co/abc")
    assert post.created_at == datetime(2025, 7, 17, 3, 44, 16, tzinfo=UTC)
    assert post.url == "https://x.com/i/web/status/1945690992981717364"
    assert post.thread_id == "1945690992981717000"
    assert post.attrs == {"lang": "ja", "public_metrics": {"like_count": 5}}
    assert (post.customer_ref, post.updated_at) == (None, None)
    assert "4242" not in json.dumps(post.attrs)
    assert row.raw["author_id"] == "4242"


@pytest.mark.parametrize(
    "text",
    [
        page(POST),
        f"[{page(POST)}]",
        page(POST) + "\n",
        json.dumps({"data": POST}),
        json.dumps(POST),
    ],
)
def test_pages_lists_of_pages_lines_and_bare_posts_are_the_same(text: str) -> None:
    assert only(accepted(READER, text)).source_id == "1945690992981717364"


def test_a_number_for_an_id_keeps_its_digits() -> None:
    post = {"id": 1945690992981717365, "text": "x"}
    assert only(accepted(READER, page(post))).source_id == "1945690992981717365"


def test_the_whole_text_of_a_long_post_is_taken() -> None:
    post = {**POST, "text": "cut…", "note_tweet": {"text": "the whole long text"}}
    assert only(accepted(READER, page(post))).text == "the whole long text"


def test_a_retweet_is_rejected() -> None:
    post = {**POST, "text": "RT @a: cut…", "referenced_tweets": [{"type": "retweeted", "id": "1"}]}
    assert rejected(READER, page(post)) == "a retweet, not the author's own words"


@pytest.mark.parametrize("kind", ["quoted", "replied_to"])
def test_quotes_and_replies_are_accepted_and_marked(kind: str) -> None:
    post = {**POST, "referenced_tweets": [{"type": kind, "id": "1"}]}
    assert only(accepted(READER, page(post))).attrs["references"] == [kind]


def test_of_the_edits_of_a_post_the_newest_counts_under_the_first_id() -> None:
    old = {**POST, "id": "99", "edit_history_tweet_ids": ["99", "100"], "text": "old"}
    new = {**POST, "id": "100", "edit_history_tweet_ids": ["99", "100"], "text": "new"}
    outcomes, _ = read(READER, f"{page(new)}\n{page(old)}\n")
    assert isinstance(outcomes[0], Accepted)
    post = only(outcomes[0])
    assert (post.source_id, post.text, post.url) == ("99", "new", "https://x.com/i/web/status/100")
    assert post.updated_at == post.created_at
    assert isinstance(outcomes[1], Rejected)
    assert outcomes[1].reason == "replaced by its edit 100"


def test_an_edit_whose_first_version_is_not_there_updates_it_all_the_same() -> None:
    post = {**POST, "id": "100", "edit_history_tweet_ids": ["99", "100"]}
    assert only(accepted(READER, page(post))).source_id == "99"


def test_the_newest_version_at_hand_is_kept_when_a_newer_is_only_named() -> None:
    post = {**POST, "id": "99", "edit_history_tweet_ids": ["99", "100"]}
    assert only(accepted(READER, page(post))).source_id == "99"


@pytest.mark.parametrize("problem", ["resource-not-found", "not-authorized-for-resource"])
def test_a_post_that_is_gone_leaves_a_tombstone(problem: str) -> None:
    error = {
        "resource_type": "tweet",
        "resource_id": "77",
        "title": "Not Found Error",
        "type": f"https://api.twitter.com/2/problems/{problem}",
    }
    gone = only(accepted(READER, json.dumps({"errors": [error]})))
    assert (gone.source_id, gone.deleted, gone.text) == ("77", True, None)


def test_other_errors_are_rejected_with_what_they_say() -> None:
    error = {"resource_type": "user", "resource_id": "7", "title": "Not Found Error", "type": "x/resource-not-found"}
    assert rejected(READER, json.dumps({"errors": [error]})) == "an error of the API, not a post: Not Found Error"


def test_rows_are_counted_over_data_and_errors_of_all_pages() -> None:
    error = {"resource_id": "77", "type": "x/resource-not-found"}
    other = {**POST, "id": "5", "edit_history_tweet_ids": ["5"]}
    outcomes, _ = read(READER, f"{page(POST, errors=[error])}\n{page(other)}")
    assert [row.row for row in outcomes] == [1, 2, 3]


def test_included_objects_are_not_rows() -> None:
    includes = {"users": [{"id": "4242"}], "tweets": [{"id": "1", "text": "other"}]}
    assert len(read(READER, page(POST, includes=includes))[0]) == 1
    assert read(READER, json.dumps({"meta": {"result_count": 0}}))[0] == []


def test_posts_without_id_or_text_are_rejected() -> None:
    assert rejected(READER, page({"text": "x"})) == "no post id"
    assert rejected(READER, page({"id": "1", "text": " "})) == "no text in it"


def test_a_bad_time_is_refused_and_the_post_comes_in() -> None:
    row = accepted(READER, page({**POST, "created_at": "yesterday"}))
    assert only(row).created_at is None
    assert only(row).created_at_raw == "yesterday"
    assert [name for name, _ in refusals(row)] == ["created_at"]


def test_its_own_files_are_recognized_and_no_others() -> None:
    assert recognizes(READER, page(POST))
    assert recognizes(READER, json.dumps({"data": [{"id": "1", "text": "x"}], "meta": {"newest_id": "1"}}))
    assert not recognizes(READER, '{"tickets": [{"id": 1}]}')
    assert not recognizes(READER, "id,text\n1,edit_history_tweet_ids\n")


ids = st.sampled_from(["1", "2", "10", 3, None, "", 1.5, [], True])
posts = st.dictionaries(
    st.sampled_from(
        ["id", "text", "edit_history_tweet_ids", "created_at", "note_tweet", "referenced_tweets", "type", "resource_id"]
    ),
    ids | st.lists(ids, max_size=3) | st.dictionaries(st.sampled_from(["text", "type"]), ids, max_size=2),
)


@given(st.lists(posts | ids, max_size=6), st.lists(posts | ids, max_size=3))
def test_every_post_and_error_has_one_outcome(data: list[Any], errors: list[Any]) -> None:
    outcomes, _ = read(READER, json.dumps({"data": data, "errors": errors}))
    assert len(outcomes) == len(data) + len(errors)


@given(st.binary(max_size=200))
def test_any_bytes_are_outcomes_or_an_error_of_the_file(data: bytes) -> None:
    with suppress(ReadError):
        read(READER, data)
    recognizes(READER, data)
