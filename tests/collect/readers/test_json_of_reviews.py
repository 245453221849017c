"""JSON of reviews and posts as APIs hand it out: pages, pages in a list, and what stands beside the records."""

import json
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.collect.vendor_files import only, parts, read
from vocpipe.collect.reader import Reader, Reading
from vocpipe.collect.readers.app_store import READER as APP_STORE
from vocpipe.collect.readers.discourse import READER as DISCOURSE
from vocpipe.collect.readers.reddit import READER as REDDIT
from vocpipe.collect.readers.steam import READER as STEAM
from vocpipe.collect.readers.trustpilot import READER as TRUSTPILOT
from vocpipe.records import Accepted, LeftOut, Outcome, Rejected


def read_json(reader: Reader, *values: Any) -> tuple[list[Outcome], Reading]:
    """The outcomes of a file with one value per line, which the reader must recognize."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.json"
        path.write_text("\n".join(json.dumps(value, ensure_ascii=False) for value in values), encoding="utf-8")
        assert reader.recognizes(path)
        return read(reader, path)


def apple(ident: str, body: str, territory: str) -> dict[str, Any]:
    attributes = {
        "rating": 2, "title": "重い", "body": body, "reviewerNickname": "neko_9", "territory": territory,
        "createdDate": "2026-05-01T09:30:00-07:00",
    }  # fmt: skip
    link = {"response": {"data": {"type": "customerReviewResponses", "id": f"re-{ident}"}}}
    return {"type": "customerReviews", "id": ident, "attributes": attributes, "relationships": link}


ANSWER = {
    "type": "customerReviewResponses",
    "id": "re-1",
    "attributes": {"responseBody": "We fixed it", "state": "PUBLISHED"},
}


def test_app_store_connect_has_offsets_and_countries_and_its_answers_are_no_voices() -> None:
    page = {
        "data": [apple("1", "起動が遅い", "JPN")],
        "included": [ANSWER, {**ANSWER, "id": "re-2"}],
        "links": {"next": "u"},
    }
    (row,), reading = read_json(APP_STORE, page)
    review = only(row)
    assert (review.source_id, review.title, review.text, review.score) == ("1", "重い", "起動が遅い", 2)
    assert review.created_at == datetime(2026, 5, 1, 16, 30, tzinfo=UTC)
    assert review.attrs == {"type": "customerReviews", "territory": "JPN"}
    assert row.raw["attributes.reviewerNickname"] == "neko_9"
    assert ["included" in sentence for sentence in reading.unread] == [True]


def test_pages_one_after_another_are_one_export() -> None:
    outcomes, _ = read_json(APP_STORE, {"data": [apple("1", "a", "USA")]}, {"data": [apple("2", "b", "USA")]})
    assert [parts(row) for row in outcomes if isinstance(row, Accepted)] == [[("1", "a")], [("2", "b")]]


def test_the_first_entry_of_apples_feed_is_the_app_itself() -> None:
    def label(text: str) -> dict[str, str]:
        return {"label": text}

    app = {"im:name": label("Kumo Notes"), "id": label("1"), "title": label("Kumo Notes")}
    entry = {
        "author": {"name": label("neko")}, "updated": label("2026-05-01T09:30:00-07:00"), "im:rating": label("4"),
        "im:version": label("2.1"), "id": label("77"), "title": label("便利"), "content": label("検索が速い"),
        "im:voteSum": label("6"),
    }  # fmt: skip
    outcomes, _ = read_json(
        APP_STORE, {"feed": {"entry": [app, entry], "title": label("reviews"), "updated": label("x")}}
    )
    assert isinstance(outcomes[0], LeftOut)
    review = only(outcomes[1])  # type: ignore[arg-type]
    assert (review.source_id, review.text, review.score) == ("77", "検索が速い", 4)
    assert review.attrs == {"app_version": "2.1", "likes": 6}


def test_steams_answer_holds_its_reviews() -> None:
    review = {
        "recommendationid": "9", "author": {"steamid": "76561198000000009", "personaname": "Z"}, "language": "english",
        "review": "Crashes", "timestamp_created": 1777600000, "timestamp_updated": 1777600000,
        "voted_up": False, "votes_up": 4,
    }  # fmt: skip
    (row,), _ = read_json(
        STEAM, {"success": 1, "query_summary": {"review_score": 8}, "reviews": [review], "cursor": "x"}
    )
    voice = only(row)
    assert (voice.text, voice.customer_ref) == ("Crashes", "steam:76561198000000009")
    assert voice.attrs == {"voted_up": "false", "likes": 4, "lang": "english"}


def test_trustpilots_reviews_come_with_their_reference_and_without_the_reply() -> None:
    review = {
        "id": "r1", "consumer": {"id": "c", "displayName": "Aya"}, "stars": 1, "title": "遅い", "text": "届きません",
        "language": "ja",
        "createdAt": "2026-02-01T09:00:00Z", "referralEmail": "aya@example.jp", "referenceId": "C-7",
        "companyReply": {"text": "確認します"}, "status": "active", "numberOfLikes": 2,
    }  # fmt: skip
    gone = {**review, "id": "r2", "companyReply": None, "status": "archived"}
    outcomes, _ = read_json(TRUSTPILOT, {"links": [], "reviews": [review, gone]})
    voice, tombstone = (only(row) for row in outcomes if isinstance(row, Accepted))
    assert (voice.text, voice.score, voice.customer_ref, voice.customer_email) == (
        "届きません",
        1,
        "C-7",
        "aya@example.jp",
    )
    assert voice.attrs == {"status": "active", "likes": 2, "lang": "ja"}
    assert (tombstone.source_id, tombstone.deleted) == ("r2", True)


def forum_post(number: int, **more: Any) -> dict[str, Any]:
    return {
        "id": 500 + number, "username": "kai", "user_id": 3, "created_at": "2026-03-01T09:00:00.000Z", "topic_id": 8,
        "cooked": "<p>同期しない</p>", "post_number": number, "post_type": 1, "staff": False,
        "deleted_at": None, **more,
    }  # fmt: skip


@pytest.mark.parametrize("n_suggested", [0, 9])
def test_a_topic_of_discourse_holds_posts_however_many_topics_it_suggests(n_suggested: int) -> None:
    posts = [forum_post(1), forum_post(2, staff=True), forum_post(3, post_type=3)]
    suggested = [{"id": at, "title": "Another topic", "slug": "another"} for at in range(n_suggested)]
    topic = {"post_stream": {"posts": posts, "stream": [501]}, "suggested_topics": suggested, "id": 8, "title": "Sync"}
    outcomes, _ = read_json(DISCOURSE, topic)
    assert [type(row) for row in outcomes] == [Accepted, LeftOut, LeftOut]
    assert parts(outcomes[0]) == [("501", "<p>同期しない</p>")]  # type: ignore[arg-type]


def thing(kind: str, ident: str, **data: Any) -> dict[str, Any]:
    common = {
        "id": ident,
        "name": f"{kind}_{ident}",
        "author": "kit",
        "created_utc": 1772000000.0,
        "score": 2,
        "subreddit": "app",
    }
    return {"kind": kind, "data": {**common, **data}}


def listing(*things: dict[str, Any]) -> dict[str, Any]:
    return {"kind": "Listing", "data": {"after": None, "children": list(things)}}


def comment(ident: str, body: str, replies: Any = "") -> dict[str, Any]:
    return thing("t1", ident, body=body, link_id="t3_p", parent_id="t3_p", replies=replies)


def test_a_thread_of_reddit_is_read_to_its_deepest_reply() -> None:
    more = {"kind": "more", "data": {"count": 12, "children": ["x"]}}
    post = thing("t3", "p", title="Sync?", selftext="失われました", removed_by_category=None)
    deep = comment("c1", "one", listing(comment("c2", "[deleted]", listing(comment("c3", "three"))), more))
    outcomes, reading = read_json(REDDIT, [listing(post), listing(deep, comment("c4", "four"))])
    voices = [only(row) for row in outcomes if isinstance(row, Accepted)]
    assert [(voice.source_id, voice.text) for voice in voices] == [
        ("p", "失われました"), ("c1", "one"), ("c2", None), ("c3", "three"), ("c4", "four"),
    ]  # fmt: skip
    assert [voice.deleted for voice in voices] == [False, False, True, False, False]
    assert (voices[0].title, voices[1].thread_id) == ("Sync?", "t3_p")
    assert voices[0].attrs == {"kind": "t3", "likes": 2, "subreddit": "app"}
    assert "12 further comments are only counted" in reading.unread[0]


def test_what_is_no_post_in_a_listing_of_reddit_is_rejected_and_not_lost() -> None:
    post = thing("t3", "p", title="Sync?", selftext="gone")
    outcomes, _ = read_json(REDDIT, listing(post, 17, thing("t5", "r", display_name="app")))  # type: ignore[arg-type]
    assert [type(row) for row in outcomes] == [Accepted, Rejected, Rejected]
