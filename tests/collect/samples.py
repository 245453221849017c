"""A small whole file for every reader, to be broken by test_fuzz; those of profiles are made from the profile."""

import gzip
import io
import json
import tomllib
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq

from vocpipe.collect.companion import Companion
from vocpipe.collect.reader import Reader
from vocpipe.collect.registry import companions, readers
from vocpipe.collect.tabular.profile import profile_of

ROWS = 6
_READERS = "vocpipe.collect.readers"
_WORDS = (
    "請求書のPDFが開けません。毎朝困っています。",
    "The export stops at row 40,000.",
    'He said "no",\nand left.',
    "とても助かる👍",
)


_TIMES = ("date", "time", "created", "updated", "日時", "_at", " at", "日", "started", "sent")

_QUESTIONS = ("How likely is it that you would recommend us?", "ご意見をお聞かせください")
_TRUE = frozenset({"incoming", "inbound", "public", "ispublished", "current", "fivetranactive"})
_FALSE = frozenset(
    {"private", "deleted", "isdeleted", "spam", "archived", "hidden", "staff", "admin", "suspended", "blocked"}
)


@dataclass(frozen=True, slots=True)
class Sample:
    """A file as `reader` expects it; `companion`: the one that the reader belongs to."""

    reader: Reader
    name: str
    data: bytes
    companion: Companion | None = None


def samples() -> list[Sample]:
    """At least one file for every reader, and every kind of file that holds a table."""
    return [*_vendors(), *_written(), *_companions(), *_any_table()]


def _vendors() -> Iterator[Sample]:
    for reader in readers().values():
        content = tomllib.loads(resources.files(_READERS).joinpath(f"{reader.name}.toml").read_text(encoding="utf-8"))
        if "headers" in content and reader.name != "surveymonkey":  # which has a second header
            questions = _QUESTIONS if reader.kind == "survey" else ()
            first = next(iter(content["headers"]), ())
            header = _header([*first, *questions], profile_of(reader.name).columns)
            rows = [[_cell(name, number) for name in header] for number in range(ROWS)]
            yield Sample(reader, f"{reader.name}.csv", _csv([header, *rows]))
            if reader.kind != "survey":  # whose JSON has another shape
                records = [dict(zip(header, row, strict=True)) for row in rows]
                yield Sample(reader, f"{reader.name}.json", _json(records))


def _written() -> Iterator[Sample]:
    for name, files in WRITTEN.items():
        for number, (suffix, data) in enumerate(files):
            yield Sample(readers()[name], f"{name}{number}.{suffix}", data)


def _companions() -> Iterator[Sample]:
    for companion in companions().values():
        header = [words[0] for words in companion.vocabulary.words.values()]
        table = _csv([header, *([_cell(name, number) for name in header] for number in range(ROWS))])
        for reader in companion.readers:
            data = _ACTIVITIES.encode() if reader.name.startswith("marketo") else table
            yield Sample(reader, f"{reader.name}.csv", data, companion)


def _any_table() -> Iterator[Sample]:
    header = ["id", "created_at", "customer_id", "email", "nps", "comment", "返信", "評価"]
    rows = [[_cell(name, number) for name in header] for number in range(ROWS)]
    records = [dict(zip(header, row, strict=True)) for row in rows]
    table = readers()["table"]
    plain = _csv([header, *rows])
    files = {
        "plain.csv": plain,
        "japanese.csv": plain.decode().replace("👍", "").encode("cp932"),
        "tabs.tsv": plain.replace(b",", b"\t"),
        "book.xlsx": workbook([header, *rows]),
        "list.json": _json(records),
        "lines.jsonl": b"\n".join(_json(record) for record in records),
        "columns.parquet": _parquet(records),
        "packed.csv.gz": gzip.compress(plain, mtime=0),
        "packed.zip": _zip({"a.csv": plain, "b.csv": plain, "日本.txt": b"x"}),
    }
    return (Sample(table, name, data) for name, data in files.items())


def _header(first: Sequence[str], columns: dict[str, Sequence[str]] | Any) -> list[str]:
    return list(dict.fromkeys([*first, *(names[0] for names in columns.values() if names)]))


def _cell(name: str, number: int) -> str:
    """A value that a column of this name might hold."""
    folded = name.casefold()
    if folded.replace("_", "") in _TRUE | _FALSE:
        return str(folded.replace("_", "") in _TRUE).lower()
    if any(sign in folded for sign in ("author", "role")):
        return "user"
    if any(sign in folded for sign in _TIMES):
        return f"2026-0{number % 9 + 1}-15T09:0{number % 10}:00Z"
    if "mail" in folded:
        return f"user{number}@example.jp"
    if any(sign in folded for sign in ("score", "rating", "nps", "stars", "value", "評価", "count")) or folded == "n":
        return str(number % 5 + 1)
    if any(sign in folded for sign in ("id", "number", "番号", "key", "customer")):
        return f"C-{1000 + number}"
    return _WORDS[number % len(_WORDS)]


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    lines = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    return "\r\n".join(lines).encode()


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def workbook(rows: Sequence[Sequence[str]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _parquet(records: list[dict[str, Any]]) -> bytes:
    file = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(records), file)
    return file.getvalue()


def _zip(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return file.getvalue()


_TICKET = {
    "id": 42,
    "status": "solved",
    "subject": "請求書",
    "description": _WORDS[0],
    "created_at": "2026-01-05T01:00:00Z",
    "updated_at": "2026-01-06T01:00:00Z",
    "requester_id": 7,
    "satisfaction_rating": {"score": "good", "comment": "早い"},
    "comments": [
        {"id": 1, "author_id": 7, "plain_body": _WORDS[1], "public": True, "created_at": "2026-01-05T01:00:00Z"},
        {
            "id": 2,
            "author_id": 9,
            "plain_body": "We look into it.",
            "public": True,
            "created_at": "2026-01-05T02:00:00Z",
        },
        {"id": 3, "author_id": 9, "plain_body": "internal", "public": False, "created_at": "2026-01-05T03:00:00Z"},
    ],
}
_POSTS = {
    "data": [
        {
            "id": str(10**18 + number),
            "text": _WORDS[number % 4],
            "created_at": "2026-07-17T03:44:16.000Z",
            "conversation_id": "1",
            "edit_history_tweet_ids": [str(10**18 + number)],
        }
        for number in range(ROWS)
    ],
    "includes": {"users": []},
    "meta": {"result_count": ROWS},
}
_SURVEY = (
    "Respondent ID,Collector ID,Start Date,End Date,IP Address,Email Address,First Name,Last Name,Custom Data 1,"
    "How likely is it that you would recommend us?,What could be better?\n"
    ",,,,,,,,,Response,Open-Ended Response\n"
    '118742,4521,01/15/2026 09:12:44 AM,01/15/2026 09:15:02 AM,203.0.113.5,a@example.jp,,,C-1001,9,"請求書の\nPDF"\n'
    "118743,4521,01/16/2026 09:12:44 AM,01/16/2026 09:15:02 AM,203.0.113.5,,,,C-1002,3,Search is slow\n"
)
_REVIEWS = (
    "Package Name,App Version Code,Reviewer Language,Review Submit Date and Time,Review Submit Millis Since Epoch,"
    "Review Last Update Date and Time,Review Last Update Millis Since Epoch,Star Rating,Review Title,Review Text,"
    "Developer Reply Text,Review Link\n"
    "a.b,1,ja,2026-06-08T19:04:33Z,1780945473000,2026-06-08T19:04:33Z,1780945473000,2,,すぐ落ちる,,"
    "https://play.google.com/apps/publish?reviewid=gp:AO\n"
    "a.b,1,en,2026-06-09T19:04:33Z,1781031873000,,,5,,,,\n"
)
_CONVERSATION = {
    "type": "conversation",
    "id": "4000",
    "created_at": 1782896400,
    "source": {"body": f"<p>{_WORDS[0]}</p>", "author": {"type": "user", "id": "C-1", "email": "a@example.jp"}},
    "conversation_rating": {"rating": 2, "remark": "遅い"},
    "conversation_parts": {
        "conversation_parts": [
            {"id": "1", "part_type": "comment", "body": "<p>Hello</p>", "author": {"type": "admin"}},
            {
                "id": "2",
                "part_type": "comment",
                "body": _WORDS[1],
                "author": {"type": "user"},
                "created_at": 1782896600,
            },
        ]
    },
}
_HELP = {
    "id": 1,
    "subject": "請求書",
    "description_text": _WORDS[0],
    "status": 5,
    "requester_id": 9000,
    "requester": {"email": "a@example.jp"},
    "created_at": "2026-07-01T09:00:00Z",
    "spam": False,
    "deleted": False,
    "conversations": [{"id": 3, "body_text": _WORDS[1], "incoming": True, "private": False, "user_id": 9000}],
}
_ACTIVITIES = (
    "marketoGUID,leadId,activityDate,activityTypeId,campaignId,primaryAttributeValueId,primaryAttributeValue, "
    "attributes\n"
    '1,7,2026-07-07T09:26:00Z,2,11,55,form,"[{""name"": ""Form Fields"", ""value"": ""検索が遅くて困ります。""}]"\n'
    '2,8,2026-07-08T09:26:00Z,1,11,,/help,"[{""name"": ""Webpage URL"", ""value"": ""/help""}]"\n'
    '3,8,2026-07-09T09:26:00Z,10,11,77,mail,"[{""name"": ""Device"", ""value"": ""PC""}]"\n'
    "4,8,2026-07-10T09:26:00Z,6,11,77,mail,[]\n"
)
_CHAT = (
    _ACTIVITIES
    + '5,9,2026-07-09T09:26:00Z,200000,11,,Dynamic Chat,"[{""name"": ""Message"", ""value"": ""The export fails.""}]"\n'
)
_MESSAGES = [
    {"type": "message", "user": "U1", "text": _WORDS[number % 4], "ts": f"178289640{number}.000100", "user_team": "T2"}
    for number in range(ROWS)
]
_SLACK = {
    "users.json": _json([{"id": "U1", "team_id": "T2", "name": "guest", "is_stranger": True}]),
    "channels.json": _json([{"id": "C1", "name": "help"}]),
    "help/2026-07-01.json": _json(_MESSAGES),
}
_TALK = f"聞き手: いかがですか。\n顧客: {_WORDS[0]}\n聞き手: なるほど。\n顧客: とても助かります。\n"
_CAPTIONS = (
    "WEBVTT\n\n00:00:00.000 --> 00:00:01.000\n<v Customer>The export fails.\n\n"
    "00:00:01.000 --> 00:00:02.000\n<v Agent>I see.\n"
)
# Of readers that no profile describes.
WRITTEN: dict[str, Sequence[tuple[str, bytes]]] = {
    "zendesk": [("json", _json({"tickets": [_TICKET, {**_TICKET, "id": 43, "status": "deleted"}]}))],
    "x_posts": [("json", _json(_POSTS))],
    "surveymonkey": [("csv", _SURVEY.encode())],
    "google_play": [("csv", _REVIEWS.encode("utf-16"))],
    "intercom": [("json", _json({"conversations": [_CONVERSATION]}))],
    "freshdesk_json": [("json", _json([_HELP, {**_HELP, "id": 2}]))],
    "marketo": [("csv", _ACTIVITIES.encode())],
    "marketo_chat": [("csv", _CHAT.encode())],
    "slack": [("zip", _zip(_SLACK))],
    "talk": [("txt", _TALK.encode()), ("vtt", _CAPTIONS.encode())],
}
