"""People who were forgotten on request: what exports still say of them is left out of every file.

Only keyed hashes of them are known (`vocpipe.store.tombstones`), so everything in a file that may tell who somebody is
gets hashed and looked up.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from vocpipe.collect.match import phone_number, salesforce_id
from vocpipe.collect.rows import Row, customer_key
from vocpipe.store.tombstones import NO_TOMBSTONES, Tombstones

# The fields of feedback and of companions that tell who somebody is.
WHO = ("customer_ref", "customer_email", "account_ref", "person_ref", "external_ref", "email", "phone")
_SYSTEM = re.compile(r"(?:zendesk|freshdesk|intercom|hubspot|salesforce|marketo):(?=.{6})")
_PHONE = re.compile(r"[+(]?\d[\d() .-]{8,18}")
_MAX_PLAIN_DIGITS = 9  # of a number from which a spreadsheet takes the zeros off
_LETTERS = re.compile(r"[ぁ-ゖァ-ヺー一-龥々ヶ]+|[^\W\d_ぁ-ゖァ-ヺー一-龥々ヶ]+(?:['’-][^\W\d_]+)*")
_WIDE = re.compile(r"[ぁ-ゖァ-ヺー一-龥々ヶ]")
_MAX_NAME_WORDS = 4
_SPACED = re.compile(r"[^\s<>()（）、，；,;]+")
_NAME_IN_PATH = re.compile(r"[^\s/\\_()（）\[\],;~]+?(?=\.\w{1,5}$|[\s/\\_()（）\[\],;~]|$)")
_CELL = re.compile(r"[,;|\t\n\"{}\[\]]+")
_WORD = re.compile(r"[^\s<>()（）、，；：:=]+")


@lru_cache(maxsize=100_000)
def canonical(value: str) -> str:
    """One spelling for all ways in which an id, an address or a telephone number is written.

    As in matching (match_customers.sql), case, width, zeros in front, the name of a system before it and the length
    of a Salesforce id make no difference.
    """
    plain = customer_key(value) or ""
    folded = _SYSTEM.sub("", plain.casefold())
    if "@" in folded:
        return folded
    ident = salesforce_id(plain)
    if ident:
        return f"salesforce {ident}"
    if folded.isascii() and folded.isdigit() and len(folded) <= _MAX_PLAIN_DIGITS:
        return folded.lstrip("0") or "0"
    return (phone_number(folded) if _PHONE.fullmatch(folded) else None) or folded


def canonical_name(name: str) -> str:
    """A person's name without differences of case, width and blanks."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def said_words(text: str) -> str:
    """The letters and digits of a text, without case and width."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def path_without(tombstones: Tombstones, file: str) -> str:
    """The path of a file without the names of forgotten people; one hash of the whole path keeps it apart."""
    if not tombstones:
        return file
    covered = {match[0] for match in _NAME_IN_PATH.finditer(file) if _is_in_path(tombstones, match[0])}
    masked = file
    for start, ends in reversed(list(_possible_names(file))):
        longest = [end for end in ends if tombstones.cover("name", canonical_name(file[start:end]))]
        if longest:
            masked = f"{masked[:start]}[NAME]{masked[max(longest) :]}"
    for word in sorted(covered, key=len, reverse=True):
        masked = masked.replace(word, "[ID]")
    return file if masked == file else f"{masked}~{tombstones.hash_of('path', file)[:8]}"


def _is_in_path(tombstones: Tombstones, word: str) -> bool:
    return not word.isdigit() and tombstones.cover("who", canonical(word))


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What in a file of one source belongs to people who were forgotten."""

    tombstones: Tombstones = NO_TOMBSTONES
    source: str = ""
    outlives_contact: bool = False  # a customer stays when one of its people is forgotten

    def __bool__(self) -> bool:
        return bool(self.tombstones)

    def wrote(self, row: Row) -> bool:
        """Whether a forgotten person wrote the row of feedback."""
        if not self.tombstones:
            return False
        return self.is_about(row) or self._is_said(row)

    def _is_said(self, row: Row) -> bool:
        """Whether the row has the id of something they said. Some sources give one id to several people's rows.

        So if it names somebody else, it also has to have the words that they said.
        """
        ident = (self.source, str(row["source_id"]))
        if not self.tombstones.cover("feedback", *ident):
            return False
        names_another = any(row.get(name) for name in WHO)
        return not names_another or self.tombstones.cover("said", *ident, said_words(row["text"] or ""))

    def is_about(self, row: Row) -> bool:
        """Whether a row names a forgotten person by an id, an address or a telephone number."""
        if not self.tombstones:
            return False
        values = [row[name] for name in WHO if row.get(name)]
        return any(map(self._is_who, values)) or (not self.outlives_contact and any(map(self._was_contact, values)))

    def without_contact(self, row: Row) -> Row:
        """A customer's row without the address, number and name of a forgotten person who spoke for the customer."""
        if not self.tombstones or not any(self._was_contact(row[name]) for name in WHO if row.get(name)):
            return row
        left = {name: None if name in ("email", "phone") else value for name, value in row.items()}
        return left | ({"attrs": self.without(row["attrs"], ())} if row.get("attrs") else {})

    def is_person(self, value: str) -> bool:
        """Whether a value is an id, an address or a telephone number of a forgotten person."""
        return bool(self.tombstones) and (self._is_who(value) or self._was_contact(value))

    def names(self, text: str | None) -> bool:
        """Whether a rejected or left-out text names a forgotten person, or a thread that was theirs."""
        if not text or not self.tombstones:
            return False
        return any(map(self._is_known, _words(text)))

    def is_beside(self, thread_id: str | None) -> bool:
        """Whether a forgotten person wrote in the thread."""
        return bool(thread_id and self.tombstones and self.tombstones.cover("thread", self.source, thread_id))

    def unnamed(self, text: str) -> str:
        """A text from a thread in which a forgotten person wrote, with their names and addresses masked."""
        for start, end in reversed(list(self._names_in(text))):
            text = f"{text[:start]}[NAME]{text[end:]}"
        return _SPACED.sub(lambda match: "[ID]" if self._is_known(match[0].strip(".,!?")) else match[0], text)

    def _names_in(self, text: str) -> Iterator[tuple[int, int]]:
        """The places of names in a text, the longest of those that begin at one place."""
        after = 0
        for start, ends in _possible_names(text):
            found = [end for end in ends if self._is_name(text[start:end])] if start >= after else []
            if found:
                after = max(found)
                yield start, after

    def _is_name(self, text: str) -> bool:
        name = canonical_name(text)
        return self.tombstones.cover("name", name) or self.tombstones.cover("part", name)

    def without(self, raw: str, words: Iterable[str | None]) -> str:
        """A row as JSON without what it says of forgotten people, whose `words` are in it too."""
        said = [word for word in words if word]

        def masked(text: str) -> str | None:
            theirs = self._is_known(text.strip()) or any(word in text for word in said)
            return None if theirs else self.unnamed(text)

        return json.dumps(_walked(json.loads(raw), masked), ensure_ascii=False)

    def _is_who(self, value: str) -> bool:
        return self.tombstones.cover("who", canonical(value))

    def _was_contact(self, value: str) -> bool:
        return self.tombstones.cover("contact", canonical(value))

    def _is_known(self, word: str) -> bool:
        covered = self.tombstones.cover
        return (
            self._is_who(word)
            or self._was_contact(word)
            or covered("thread", self.source, word)
            or covered("name", canonical_name(word))
        )


NOBODY = Forgotten()


def _possible_names(text: str) -> Iterator[tuple[int, list[int]]]:
    """Where a name may begin, and where it may then end: after one to four words, or two to eight Japanese letters."""
    words = [match.span() for match in _LETTERS.finditer(text)]
    for place, (start, end) in enumerate(words):
        if _WIDE.match(text[start]):
            for at in range(start, end):
                yield at, list(range(at + 2, min(at + 9, end + 1)))
        else:
            yield start, [last for _, last in words[place : place + _MAX_NAME_WORDS]]


def _words(text: str) -> Iterator[str]:
    """Every cell of a text, and every word of it, that may be a name, an id or an address."""
    for cell in _CELL.split(text):
        bare = cell.strip()
        if bare:
            yield bare
        for word in _WORD.findall(bare):
            yield from {word, word.strip(".。!！?？'’")} - {bare, ""}
        for word in bare.split():
            yield from {word} - {bare}


def _walked(value: Any, masked: Callable[[str], str | None]) -> Any:
    """JSON with each of its texts masked; a number that `masked` would not leave as it is becomes null."""
    if isinstance(value, dict):
        return {name: _walked(inner, masked) for name, inner in value.items()}
    if isinstance(value, list):
        return [_walked(inner, masked) for inner in value]
    if isinstance(value, str):
        return masked(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value if masked(str(value)) == str(value) else None
    return value
