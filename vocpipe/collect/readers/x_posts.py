"""Posts as X's API v2 hands them out: a page, a list of pages, or a page (or a post) per line.

Traps: `text` of a long post is cut, `note_tweet.text` is whole. A retweet is someone else's words. Each edit of a post
is a post of its own, with the same first id in `edit_history_tweet_ids`: only the newest counts, under that first id,
so that an edit updates the row. What was deleted or closed to the public comes in `errors` and must go here too. An
author is not a customer, and who it is stays in the raw row.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from vocpipe.collect.parsing.jsonfile import Item, as_id, as_text, dig, read_items
from vocpipe.collect.parsing.textfile import head, time_or_refuse
from vocpipe.collect.reader import Reader, Reading
from vocpipe.collect.tabular.profile import format_of
from vocpipe.records import Accepted, Feedback, Outcome, Rejected
from vocpipe.wording import say

_GONE = ("resource-not-found", "not-authorized-for-resource")
_POSTS = (None, "tweet", "post")  # resource types of errors about posts


def read(reading: Reading) -> Iterator[Outcome]:
    """One outcome per member of `data`, and one per member of `errors`. Raises ReadError if the file is not JSON."""
    items = list(read_items(reading, "data", "errors", marks=("meta", "includes")))
    newest = _newest(item.value for item in items if item.key == "data")
    for item in items:
        if item.problem:
            yield Rejected(item.row, item.problem, item.raw)
        elif item.key == "errors":
            yield _gone(item)
        else:
            yield _post(item, newest, reading.timezone)


def recognizes(path: Path) -> bool:
    """Whether the head holds the names that the API's answers always have."""
    text = head(path)
    return text.lstrip()[:1] in ("{", "[") and bool(
        re.search(r'"edit_history_tweet_ids"\s*:', text)
        or (re.search(r'"data"\s*:', text) and re.search(r'"(public_metrics|conversation_id|newest_id)"\s*:', text))
    )


def _newest(posts: Iterable[dict[str, Any]]) -> dict[str, str]:
    """First id of a post -> the newest of its versions that the file holds."""
    newest: dict[str, str] = {}
    for post in posts:
        post_id = as_id(post.get("id"))
        if post_id:
            first = _history(post, post_id)[0]
            newest[first] = max(newest.get(first, post_id), post_id, key=_age)
    return newest


def _age(post_id: str) -> tuple[int, str]:
    """X's ids grow with time; as texts they compare by length first."""
    return len(post_id), post_id


def _history(post: dict[str, Any], post_id: str) -> list[str]:
    history = post.get("edit_history_tweet_ids")
    ids = map(as_id, history) if isinstance(history, list) else ()
    return sorted({post_id, *filter(None, ids)}, key=_age)


def _post(item: Item, newest: dict[str, str], zone: ZoneInfo) -> Outcome:
    post, post_id = item.value, as_id(item.value.get("id"))
    if post_id is None:
        return Rejected(item.row, say("collect.row.no_post_id"), item.raw)
    references = _references(post)
    if "retweeted" in references:
        return Rejected(item.row, say("collect.row.retweet"), item.raw)
    history = _history(post, post_id)
    if newest[history[0]] != post_id:
        return Rejected(item.row, say("collect.row.edited", post_id=newest[history[0]]), item.raw)
    text = as_text(dig(post, "note_tweet", "text")) or as_text(post.get("text"))
    if text is None:
        return Rejected(item.row, say("collect.row.no_text"), item.raw)
    refused = list(item.refused)
    created_at = time_or_refuse("created_at", post.get("created_at"), zone, refused)
    feedback = Feedback(
        source_id=history[0],
        text=text,
        created_at=created_at,
        created_at_raw=as_text(post.get("created_at")),
        updated_at=created_at if len(history) > 1 else None,
        thread_id=as_id(post.get("conversation_id")),
        url=f"https://x.com/i/web/status/{post_id}",
        attrs=_attrs(post, references),
    )
    return Accepted(item.row, [feedback], refused=refused, raw=post)


def _references(post: dict[str, Any]) -> list[str]:
    references = post.get("referenced_tweets")
    kinds = [as_text(dig(reference, "type")) for reference in references] if isinstance(references, list) else []
    return [kind for kind in kinds if kind]


def _attrs(post: dict[str, Any], references: list[str]) -> dict[str, Any]:
    attrs = {"lang": as_text(post.get("lang")), "public_metrics": dig(post, "public_metrics"), "references": references}
    return {name: value for name, value in attrs.items() if value}


def _gone(item: Item) -> Outcome:
    """A tombstone for a post that the API no longer finds, or no longer shows to anybody."""
    error = item.value
    post_id = as_id(error.get("resource_id")) or as_id(error.get("value"))
    gone = str(error.get("type")).rstrip("/").endswith(_GONE)
    if post_id is None or not gone or error.get("resource_type") not in _POSTS:
        title = as_text(error.get("title")) or as_text(error.get("detail"))
        reason = say("collect.row.api_error", title=title) if title else say("collect.row.api_error_untitled")
        return Rejected(item.row, reason, item.raw)
    return Accepted(item.row, [Feedback(source_id=post_id, deleted=True)], refused=item.refused, raw=error)


# Zendesk's JSON may have the same names, so this one is asked first.
READER = Reader("x_posts", "post", read, recognizes, order=1, format=format_of("x_posts"))
