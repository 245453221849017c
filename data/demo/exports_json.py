"""The JSON files: Zendesk's account export (a ticket per line) and the pages of the X API."""

import json
from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any

from exports import Broken, utc
from letters import as_html
from world import POSTS, TICKETS, Letter, Occasion
from writing import Writer

FIRST_TICKET, ORGANIZATIONS, REQUESTERS, AGENTS = 40001, 370469000000, 1500650000000, [1500600000011, 1500600000012]
SNOWFLAKE_EPOCH = 1288834974657
RETWEETS = 12
LONG = {"ja": 140, "en": 280}


def line(value: object) -> str:
    """The value as compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def zulu(when: datetime) -> str:
    """A Japanese time as ISO in UTC."""
    return f"{utc(when):%Y-%m-%dT%H:%M:%SZ}"


def comment(writer: Writer, letter: Letter, number: int, author: int) -> dict[str, Any]:
    """One comment; some have an HTML body only, as mail programs send it."""
    agent = letter.role != "customer"
    body = {"html_body": as_html(letter.text)} if letter.html else {"plain_body": letter.text}
    return {
        "id": number,
        "type": "Comment",
        "author_id": writer.rng.choice(AGENTS) if agent else author,
        **body,
        "public": letter.role != "note",
        "created_at": zulu(letter.when),
    }


def ticket(writer: Writer, number: int, occasion: Occasion) -> dict[str, Any]:
    """One ticket with its requester and comments."""
    rng, customer = writer.rng, occasion.customer
    author = REQUESTERS + customer.number * 100 + customer.contacts.index(occasion.contact)
    last = max(letter.when for letter in occasion.letters)
    requester = {
        "id": author,
        "name": occasion.contact.name,
        "email": writer.personal.add("emails", occasion.contact.email),
    }
    if rng.random() > 0.03 or occasion.contact is not customer.contacts[0]:  # else known only by the mail address
        requester["external_id"] = customer.id
    comments = [comment(writer, letter, number * 10 + place, author) for place, letter in enumerate(occasion.letters)]
    rating = occasion.rating
    return {
        "id": number,
        "url": f"https://tsumugi.example.com/api/v2/tickets/{number}.json",
        "created_at": zulu(occasion.when),
        "updated_at": zulu(last),
        "generated_timestamp": int((utc(last) - datetime(1970, 1, 1)).total_seconds()) + 60,
        "subject": writer.pick(occasion.lang, "subjects"),
        "description": occasion.letters[0].text,
        "status": rng.choice(["solved", "closed", "closed", "open", "pending"]),
        "priority": rng.choice([None, "normal", "normal", "high"]),
        "requester_id": author,
        "submitter_id": author,
        "requester": requester,
        "organization_id": ORGANIZATIONS + customer.number,
        "tags": ["ja" if occasion.lang == "ja" else "en", customer.plan.lower()],
        "custom_fields": [{"id": 360001, "value": customer.plan.lower()}],
        "satisfaction_rating": {"score": rating}
        if rating
        else "unoffered"
        if rng.random() < 0.1
        else {"score": "unoffered"},
        "via": {"channel": rng.choice(["email", "email", "web", "chat"])},
        "comments": comments,
    }


def zendesk(writer: Writer, occasions: list[Occasion], broken: Broken) -> tuple[bytes, int]:
    """(the account export, its lines), with a deleted ticket, a line that is not JSON, and a last line cut off."""
    mine = [occasion for occasion in occasions if occasion.source == TICKETS]
    lines = [line(ticket(writer, FIRST_TICKET + place, occasion)) for place, occasion in enumerate(mine)]
    gone = {
        "id": FIRST_TICKET - 1,
        "created_at": "2026-02-03T02:11:09Z",
        "updated_at": "2026-02-20T05:00:00Z",
        "status": "deleted",
    }
    cut = lines[-1].replace(f'"id":{FIRST_TICKET + len(mine) - 1}', f'"id":{FIRST_TICKET + len(mine)}', 1)
    lines.insert(
        300, line({**gone, "generated_timestamp": 1771563660, "subject": "SCRUBBED", "description": "SCRUBBED"})
    )
    lines.insert(700, "<html><body>502 Bad Gateway</body></html>")
    lines.append(cut[: len(cut) // 2])
    for kind in ("deleted ticket", "no JSON", "cut off"):
        broken["zendesk_tickets.jsonl"][kind] += 1
    return "\n".join(lines).encode(), len(lines)


def snowflake(writer: Writer, when: datetime) -> str:
    """The id of a post of that time, above 2^53 as the ids of X are."""
    stamp = round((utc(when) - datetime(1970, 1, 1)).total_seconds() * 1000) + writer.rng.randrange(1000)
    return str(((stamp - SNOWFLAKE_EPOCH) << 22) + writer.rng.randrange(1 << 22))


def post(writer: Writer, occasion: Occasion, author: str) -> dict[str, Any]:
    """One post; the text of a long one is cut in `text` and complete in `note_tweet`."""
    text, number = occasion.parts[0].text, snowflake(writer, occasion.when)
    shown = (
        text
        if len(text) <= LONG[occasion.lang]
        else text[: LONG[occasion.lang] - 30] + f"… https://t.co/{writer.token(10)}"
    )
    names = ("retweet_count", "reply_count", "like_count", "quote_count", "bookmark_count", "impression_count")
    numbers = [min(90, int(writer.rng.expovariate(rate))) for rate in (1.2, 1.5, 0.4, 3.0, 2.0, 0.05)]
    return {
        "id": number,
        "text": shown,
        "created_at": f"{utc(occasion.when):%Y-%m-%dT%H:%M:%S.000Z}",
        "author_id": author,
        "conversation_id": number,
        "lang": occasion.lang,
        "public_metrics": dict(zip(names, numbers, strict=True)),
        "edit_history_tweet_ids": [number],
        **({"note_tweet": {"text": text}} if shown != text else {}),
    }


def before_edit(writer: Writer, occasion: Occasion, new: dict[str, Any]) -> dict[str, Any]:
    """The post as it was before its edit; both versions hold the history."""
    old = {**new, "text": occasion.earlier}
    old.pop("note_tweet", None)
    when = occasion.edited or occasion.when
    new["id"] = snowflake(writer, when)
    new["created_at"] = f"{utc(when):%Y-%m-%dT%H:%M:%S.000Z}"
    new["edit_history_tweet_ids"] = [old["id"], new["id"]]
    return {**old, "edit_history_tweet_ids": new["edit_history_tweet_ids"]}


def retweet(writer: Writer, original: dict[str, Any], author: str, handle: str) -> dict[str, Any]:
    """A retweet of another's post, its text cut as X does."""
    when = datetime.fromisoformat(original["created_at"][:19]) + timedelta(hours=9, minutes=writer.rng.randint(5, 600))
    number = snowflake(writer, when)
    return {
        **{key: value for key, value in original.items() if key != "note_tweet"},
        "id": number,
        "text": f"RT @{handle}: {original['text']}"[:140],
        "created_at": f"{utc(when):%Y-%m-%dT%H:%M:%S.000Z}",
        "author_id": author,
        "conversation_id": number,
        "edit_history_tweet_ids": [number],
        "referenced_tweets": [{"type": "retweeted", "id": original["id"]}],
    }


def page(posts: list[dict[str, Any]], handles: dict[str, str], originals: list[dict[str, Any]]) -> dict[str, Any]:
    """One answer of the API, newest first."""
    posts = sorted(posts, key=lambda item: int(item["id"]), reverse=True)
    users = [
        {"id": author, "name": handles[author], "username": handles[author]}
        for author in sorted({p["author_id"] for p in posts})
    ]
    includes: dict[str, Any] = {"users": users}
    if originals:
        includes["tweets"] = originals
    meta = {"result_count": len(posts), "newest_id": posts[0]["id"], "oldest_id": posts[-1]["id"]}
    return {"data": posts, "includes": includes, "meta": meta}


def x_posts(writer: Writer, occasions: list[Occasion], broken: Broken) -> dict[str, tuple[bytes, int]]:
    """The monthly pages with their rows; some posts are retweets, some old versions of edited ones."""
    months: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    originals: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    handles: dict[str, str] = {}
    for occasion in (o for o in occasions if o.source == POSTS):
        author = str(
            1200000000000000000
            + occasion.customer.number * 1000003
            + occasion.customer.contacts.index(occasion.contact)
        )
        handles.setdefault(author, f"{writer.pick('en', 'given').lower()}_{writer.token(5)}")
        new = post(writer, occasion, author)
        month = f"{occasion.when:%Y%m}"
        if occasion.edited is not None:
            months[month].append(before_edit(writer, occasion, new))
            broken[f"x_posts_{month}.json"]["replaced by its edit"] += 1
        months[month].append(new)
    plain = [
        (month, item) for month in sorted(months) for item in months[month] if len(item["edit_history_tweet_ids"]) == 1
    ]
    for month, item in writer.rng.sample(plain, RETWEETS):
        author = writer.rng.choice(sorted(handles))
        months[month].append(retweet(writer, item, author, handles[item["author_id"]]))
        originals[month].append(item)
        broken[f"x_posts_{month}.json"]["retweet"] += 1
    files = {}
    for month, posts in sorted(months.items()):
        text = line(page(posts, handles, originals[month])) + "\n"
        files[f"x_posts_{month}.json"] = (text.encode(), len(posts))
    return files
