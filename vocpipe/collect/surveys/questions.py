"""What each column of a survey asks for: own words, a choice, a score, or who the respondent is."""

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from vocpipe.collect.parsing.columns import fold
from vocpipe.collect.parsing.labels import are_offered
from vocpipe.store.workspace import statement

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_PHONE = re.compile(r"\+?[\d\s()‐-]{8,18}")
_CODE = re.compile(r"(?=.*\d)[\w./-]{3,40}")
_NO_WORDS = re.compile(
    r"[\d\s.,:/％%+()年月日時分秒円点歳代人回個件名〜～-]+|true|false|yes|no|はい|いいえ", re.IGNORECASE
)
_ENDS = re.compile(r".*[.!?。！？]\s*", re.DOTALL)
_LETTER = re.compile(r"[^\W\d_]")
_PIECES = re.compile(r"\s*[;；|\n]\s*|,\s+|、|\s/\s")
_ASKS = re.compile(r"[?？。]|(?:か|ください|下さい)\s*(?:[（(*].*)?$")
_SENTENCE = 28  # width from which a column's name is a sentence
_SCORES = ("nps", "csat", "ces")
_MOST = 0.6
_NEARLY_ALL = 0.8
_FEW = 6  # answers: fewer do not show whether they repeat
_MAX_CHOICES = 25  # that a question offers
_SHORT = 16  # width, on average, of answers that are words rather than sentences
_OPEN_LEAST = 4  # width of answers that need not be several words, where the question asks for own words


class _Wording(NamedTuple):
    """How answers in own words look under a question worded like this; a Japanese character is two wide.

    `least`: their width, on average. `short` and `long`: how often each choice was taken, on average, in columns of
    words and of sentences that are choices.
    """

    least: int
    short: int
    long: int


_WORDINGS = {"open": _Wording(_OPEN_LEAST, 6, 25), "asking": _Wording(8, 6, 12), "closed": _Wording(24, 3, 3)}
_PLAIN = _Wording(14, 3, 8)


class Role(StrEnum):
    """What a column of a survey holds."""

    TEXT = "text"
    CHOICE = "choice"
    REPEATED = "repeated"  # choices, by what was answered, to a question that asks for own words
    PERSON = "person"


def role_of(question: str, cells: Sequence[str], *, own_words: bool = False) -> Role:
    """What the answers to a question are, by its wording and by its filled cells.

    `own_words`: the vendor says that it had no choices. Names and addresses are told by either of the two.
    """
    if _asks_who(question) or _share(cells, _EMAIL, _URL, _PHONE) > _MOST:
        return Role.PERSON
    if not cells or are_offered(cells) or _share(cells, _NO_WORDS) > _MOST or not any(map(_LETTER.search, cells)):
        return Role.CHOICE
    wording = _wording(question)
    if own_words and wording is not _WORDINGS["closed"]:
        wording = _WORDINGS["open"]
    width = sum(map(_width, cells)) / len(cells)
    least = min(wording.least, _SHORT / 2) if _share(cells, _ENDS) > _MOST and wording is _PLAIN else wording.least
    if width < least or (not _read_like_words(cells) and wording.least > _OPEN_LEAST):
        return Role.CHOICE
    if len(cells) >= _FEW and _are_choices(cells, wording.short if width < _SHORT else wording.long):
        return Role.CHOICE if wording is _WORDINGS["closed"] else Role.REPEATED
    return Role.TEXT


def is_overall(question: str) -> bool:
    """Whether a question on satisfaction is about everything, not about one aspect."""
    return _has(question, "overall")


def asked_score(question: str) -> str | None:
    """The type of score that a question asks for in words by which no column is called; None if it does not."""
    return next((score_type for score_type in _SCORES if _has(question, score_type)), None)


def holds_addresses(cells: Sequence[str]) -> bool:
    """Whether the cells are e-mail addresses."""
    return _share(cells, _EMAIL) >= _NEARLY_ALL


def holds_codes(cells: Sequence[str]) -> bool:
    """Whether the cells are numbers of customers or the like: one word with a digit in it."""
    return _share(cells, _CODE) >= _NEARLY_ALL


def is_question(name: str) -> bool:
    """Whether a column's name is a question to a respondent: a sentence, or words that forms ask with."""
    return bool(_ASKS.search(name)) or _width(name) >= _SENTENCE or (_has(name, "open") and _width(name) >= _SHORT)


def _asks_who(question: str) -> bool:
    """Whether the question is for personal data: by its whole name, or by a word in it that means nothing else."""
    return fold(question) in _words()["person"] or (_has(question, "who") and not _has(question, "open"))


def is_anonymous(address: str) -> bool:
    """Whether a form has a word such as "anonymous" where the respondent's address would be."""
    return fold(address) in _words()["anonymous"]


def _wording(question: str) -> _Wording:
    return next((wording for kind, wording in _WORDINGS.items() if _has(question, kind)), _PLAIN)


def _read_like_words(cells: Sequence[str]) -> bool:
    """Whether most cells are several words, or in a script that has no blanks between words."""
    return sum(" " in cell.strip() or not cell.isascii() for cell in cells) > _MOST * len(cells) / 2


def _are_choices(cells: Sequence[str], repeats: int) -> bool:
    """Whether the cells are made of a few choices: whole cells, or several of them in one cell."""
    distinct = set(cells)
    if len(distinct) <= min(_MAX_CHOICES, len(cells) / repeats):
        return True
    pieces = [piece for cell in cells for piece in _PIECES.split(cell.strip()) if piece]
    several = len(pieces) > len(cells)
    return several and len(set(pieces)) <= min(_MAX_CHOICES, len(pieces) / repeats)


def _share(cells: Sequence[str], *patterns: re.Pattern[str]) -> float:
    """The share of the cells that one of the patterns matches as a whole."""
    matching = [cell for cell in cells if any(pattern.fullmatch(cell.strip()) for pattern in patterns)]
    return len(matching) / len(cells) if cells else 0.0


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _has(question: str, kind: str) -> bool:
    folded = f"{_plain(question)} "
    return any(word in folded for word in _words()[kind])


@cache
def _words() -> dict[str, frozenset[str]]:
    content = tomllib.loads(statement("vocpipe.collect.surveys", "questions.toml"))
    folded = {kind: frozenset(map(fold, content.pop(kind))) for kind in ("person", "anonymous")}
    parts = {**content.pop("score"), **content}
    return folded | {kind: frozenset(map(_plain, words)) for kind, words in parts.items()}


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
