"""Everything by which one person is held: what a request to forget works with until it is done."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Who:
    """Whom a request is about: a whole customer by its id, or one person by their e-mail address."""

    customer: str | None = None
    email: str | None = None

    @property
    def given(self) -> str:
        """The id or the address."""
        return self.customer or self.email or ""


@dataclass(frozen=True, slots=True)
class Said:
    """A piece of feedback by the person, as its source calls it, with its text as it came."""

    feedback_id: str
    source: str
    source_id: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Thread:
    """A thread in which the person wrote. is_shared: others wrote in it too."""

    source: str
    thread_id: str
    is_shared: bool


@dataclass(frozen=True, slots=True)
class Reference:
    """How a source refers to the person: as in customer_match."""

    customer_ref: str | None
    customer_email: str | None
    account_ref: str | None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence by the person, with the hash of its text."""

    sentence_id: str
    text_hash: str


@dataclass(frozen=True, slots=True)
class FileRow:
    """A row of a file that is about the person."""

    file_id: str
    row_no: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One person, or a whole customer with all who write for it.

    keys, customer_ids: the customers that go as a whole, and their pseudonyms. contact_of: customers that stay, whose
    address was the person's. ids, emails, phones: only those that are nobody else's. texts: all they wrote.
    """

    keys: tuple[str, ...] = ()
    customer_ids: tuple[str, ...] = ()
    contact_of: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    ids: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    feedback: tuple[Said, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    threads: tuple[Thread, ...] = ()
    rows: tuple[FileRow, ...] = ()
    texts: tuple[str, ...] = ()
    lang: str = "en"

    @property
    def is_known(self) -> bool:
        """Whether anything is held on the person at all."""
        return bool(self.keys or self.contact_of or self.references or self.feedback or self.rows)

    def to_json(self) -> str:
        """The person as JSON, to be kept while a request is being carried out."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Person":
        """The person that `to_json` wrote."""
        content: dict[str, Any] = json.loads(text)
        for name, made in _MADE.items():
            content[name] = [made(**item) for item in content[name]]
        kept: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in content.items()
        }
        return cls(**kept)


_MADE: dict[str, Callable[..., Any]] = {
    "references": Reference,
    "feedback": Said,
    "sentences": Sentence,
    "threads": Thread,
    "rows": FileRow,
}
