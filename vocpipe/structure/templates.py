"""Templates: sentences that a company's system puts into many tickets.

Such as "Your request (4711) was updated." or a footer below each mail.

The rule, for tickets and messages. Sentences are compared without case, numbers and masked data, within one source.
A sentence with the words of a company that writes to a customer (lexicon/templates.toml) is a template if it stands in
three different tickets, or in 0.2 % of the source's texts if that is more. Another sentence must be long (40 letters,
or 20 Japanese ones), and stand in six different tickets or 5 % of the texts, among their first two or last four
sentences, each time with other words around it. A sentence with "I" or "my" is never one. So a short opinion of many
customers stays, and so does a long one that is all they wrote, or a letter that all sent in equal words.

From a text that consists of templates alone, only sentences of the first kind are cut.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b

from vocpipe.lexicon import alternatives, lexicon
from vocpipe.structure.courtesy import is_courtesy

KINDS = ("ticket", "message")
Known = Mapping[int, bool]  # hash of a template -> whether it has the words of a company

_SENTENCE = re.compile(r"\S.*?(?:[.!?]+[)\"'”’]*(?=\s|$)|[。！？]+[」』)）]*|$)", re.MULTILINE)
_WIDE = re.compile(r"[ぁ-ゖァ-ヺー一-鿿가-힣]")
_NUMBER = re.compile(r"\[(?:EMAIL|PHONE|CARD|ID|HANDLE|IP)\]|(?<![A-Za-z])[A-Za-z]*+\d[A-Za-z0-9_-]*")
_NAME = re.compile(r"(?:\[NAME\]\s?)+")
_SIGNS = re.compile(alternatives(lexicon("templates")["signs"]), re.IGNORECASE)
_FIRST_PERSON = re.compile(r"\b(?:i|i['’]m|i['’]ve|my|me|mine|ich|mein\w*|je|mon|mes)\b|私|僕|自分|当方", re.IGNORECASE)
_MIN_SIGNED, _MIN_LONG, _MIN_OWN = 16, 40, 8  # weight: letters, those of Japanese twice
_FIRST, _LAST = 2, 4
_MAX_SENTENCES = 200  # of a text in which templates are looked for


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence that may belong to a template: where it stands, and what tells whether it does."""

    start: int
    end: int
    hash: int
    rest: int
    is_signed: bool
    at_edge: bool


def template_lines(text: str, skip: int = 0) -> list[Line]:
    """The sentences of a masked text that may belong to a template; the first `skip` characters are a title."""
    found = [(match.start(), match.end(), _key(match[0])) for match in _SENTENCE.finditer(text, skip)]
    if len(found) > _MAX_SENTENCES:
        return []
    return [
        Line(start, end, _hash(key), _rest(found, place), is_signed, place < _FIRST or place >= len(found) - _LAST)
        for place, (start, end, key) in enumerate(found)
        if _may_be_template(key, is_signed := _is_signed(key))
    ]


def without_templates(text: str, lines: list[Line], known: Known, skip: int = 0) -> tuple[str, int]:
    """The text without the templates among `lines`, and how many were cut."""
    templates = [line for line in lines if line.hash in known]
    if not templates:
        return text, 0
    spans = {(line.start, line.end) for line in templates}
    own = [match[0] for match in _SENTENCE.finditer(text, skip) if match.span() not in spans]
    if not any(_weight(sentence) >= _MIN_OWN for sentence in own):
        templates = [line for line in templates if known[line.hash]]
    return "".join(_between(text, templates)).strip(), len(templates)


def _between(text: str, lines: list[Line]) -> Iterator[str]:
    at = 0
    for line in lines:
        yield text[at : line.start]
        at = line.end
    yield text[at:]


def _key(sentence: str) -> str:
    numbered = _NAME.sub("name ", _NUMBER.sub("0", sentence))
    return " ".join(numbered.casefold().split()).strip(" .。!！?？*#-–—※・()（）")


def _is_signed(key: str) -> bool:
    return _weight(key) >= _MIN_SIGNED and bool(_SIGNS.search(key))


def _may_be_template(key: str, is_signed: bool) -> bool:
    """Whether a sentence is counted at all; formulas of courtesy are the customers', and form no theme anyway."""
    return (is_signed or _weight(key) >= _MIN_LONG) and not _FIRST_PERSON.search(key) and not is_courtesy(key)


def _rest(found: list[tuple[int, int, str]], place: int) -> int:
    return _hash("\n".join(key for at, (_, _, key) in enumerate(found) if at != place))


def _weight(text: str) -> int:
    return sum(char.isalnum() for char in text) + len(_WIDE.findall(text))


def _hash(key: str) -> int:
    return int.from_bytes(blake2b(key.encode("utf-8", "replace"), digest_size=8).digest())
