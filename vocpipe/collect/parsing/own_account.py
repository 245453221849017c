"""The company's own account among the authors of a table of posts, told by who writes and who is addressed."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from vocpipe.collect.parsing.columns import fold
from vocpipe.collect.parsing.role_words import column_words
from vocpipe.collect.parsing.speakers import vocabulary

_MENTION = re.compile(r"[@＠]([\w.]+)")
_ADDRESS = re.compile(r"[^\s<>@,;\"]+@[^\s<>@,;\"]+")
_NEARLY_ALL = 0.9
_OFFICIAL = re.compile(r"公式|\bofficial\b", re.IGNORECASE)
_MIN_SHARE = 0.15  # of the rows that the account writes
_MIN_ROWS = 3
_MIN_OTHERS = 3  # authors beside it
_MIN_ADDRESSED = 0.5  # share of the others' posts that mention the account
_MIN_ANSWERS = 0.8  # share of the account's posts that mention somebody else


def own_account(header: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[int, str] | None:
    """(column, name) of an author whom most others address with @, and who answers most of its own posts' addressees.

    Careful: None unless one author stands out in all of that.
    """
    for at, name in enumerate(map(fold, header)):
        if name in column_words(vocabulary()["accounts"]):
            account = _outstanding(at, rows)
            if account:
                return at, account
    return None


def own_address(header: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[int, str] | None:
    """(column of senders, the company's address) in a table of mails: it sends many, and gets nearly all of the others.

    None unless one address stands out, and several people write to it.
    """
    ends = {end: column_words(vocabulary()["mails"], end) for end in ("from", "to")}
    places = {end: at for end, words in ends.items() for at, name in enumerate(header) if fold(name) in words}
    if len(places) < len(ends):
        return None
    pairs = [(_address(row, places["from"]), _address(row, places["to"])) for row in rows]
    mails = [(sender, receiver) for sender, receiver in pairs if sender and receiver]
    sent, got = Counter(sender for sender, _ in mails), Counter(receiver for _, receiver in mails)
    for address, n in got.most_common(1):
        others = len(mails) - sent[address]
        if sent[address] >= _MIN_ROWS and n >= _NEARLY_ALL * others and len(sent) > _MIN_OTHERS:
            cells = Counter(row[places["from"]].strip() for row in rows if _address(row, places["from"]) == address)
            return places["from"], cells.most_common(1)[0][0]
    return None


def _address(row: Sequence[str], at: int) -> str | None:
    """The first address in a cell, in lower case."""
    found = _ADDRESS.search(row[at]) if at < len(row) else None
    return found[0].lower() if found else None


def official_accounts(header: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[str, list[str]] | None:
    """(column, names) of the authors who call themselves official: the company's own, or anybody's."""
    for at, name in enumerate(header):
        if fold(name) in column_words(vocabulary()["accounts"]):
            cells = (row[at].strip() for row in rows if at < len(row))
            found = list(dict.fromkeys(cell for cell in cells if _OFFICIAL.search(cell.replace("_", " "))))
            if found:
                return name, found
    return None


def _outstanding(at: int, rows: Sequence[Sequence[str]]) -> str | None:
    """The author in column `at` who behaves like the company; None if nobody does."""
    mentions: dict[str, list[set[str]]] = defaultdict(list)  # author -> whom each post mentions
    for row in rows:
        if at < len(row) and row[at].strip():
            others = (cell for number, cell in enumerate(row) if number != at)
            mentions[row[at].strip().lstrip("@＠")].append(
                {fold(name) for cell in others for name in _MENTION.findall(cell)}
            )
    counts = Counter({author: len(posts) for author, posts in mentions.items()})
    for author, count in counts.most_common(1):
        if count >= max(_MIN_ROWS, _MIN_SHARE * counts.total()) and len(counts) > _MIN_OTHERS:
            return author if _is_addressed(author, mentions) and _answers(mentions[author]) else None
    return None


def _is_addressed(author: str, mentions: dict[str, list[set[str]]]) -> bool:
    others = [named for name, posts in mentions.items() if name != author for named in posts]
    return sum(fold(author) in named for named in others) >= _MIN_ADDRESSED * len(others)


def _answers(posts: list[set[str]]) -> bool:
    return sum(map(bool, posts)) >= _MIN_ANSWERS * len(posts)
