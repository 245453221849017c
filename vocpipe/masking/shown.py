"""What may be shown of words that came from a row or a file: known words as they are, of all others the shape.

Names can't be told from other words with certainty, but the words of column names, of vocpipe's own sentences and of
damaged files' errors are known: whatever is not among them is shown as 〇 or x, whoever or whatever it names.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from vocpipe.lexicon import lexicon
from vocpipe.masking.redact import MARK, redact
from vocpipe.wording import LANGUAGES, templates

_WIDTH = 160  # characters of a value that are looked at
_MAX_DIGITS = 3  # that a value may show: more may be a number of somebody's
_KNOWN_IN = ("vocpipe.collect.parsing", "vocpipe.collect.companions", "vocpipe.collect.readers")
_HAN, _KANA = "一-鿿㐀-䶿々〆ヶ", "ァ-ヺー"
_TOKEN = re.compile(rf"[A-Z]?[a-zß-öø-ÿ]+|[A-Z]+(?![a-z])|[{_HAN}]+|[ぁ-ゟ]+|[{_KANA}]+|\d+|[^\W\d_]+|.", re.DOTALL)
_ADDRESS = re.compile(r"[^\s@＠,;<>()\"]+[@＠][^\s@＠,;<>()\"]+")
_MAY_BE_A_NAME = re.compile(r"[A-Z][a-z]+[ ]+[A-Z][a-z]+|(?:様|さん|氏|殿)(?!名|\w*の声)")
_PLACE = re.compile(r"\{\w+[^}]*\}")
_MONTH, _DAY = r"(?:0[1-9]|1[0-2]|[1-9](?!\d))", r"(?:0[1-9]|[12]\d|3[01]|[1-9](?!\d))"
_DAYS = re.compile(rf"(?<!\d)(?:19|20)\d\d(?:[-_.年]?{_MONTH}(?:[-_.月]?{_DAY}日?)?月?)?年?(?!\d)")


@lru_cache(maxsize=4096)
def shown(value: str) -> str:
    """`value` with its known words; of the others only the shape, and marks such as [EMAIL] for personal data.

    Letters are shown as x, Japanese and Chinese as 〇, and more than three digits as 9.
    """
    head = _ADDRESS.sub("[EMAIL]", value[:_WIDTH])
    told = _told(head)
    if _MAY_BE_A_NAME.search(told):  # of known words, such as Rose Price; to look for one takes long
        told = _told(redact(head).text)
    return told + ("…" if len(value) > _WIDTH else "")


def _told(text: str) -> str:
    """The shape of a text, with its marks and its known words."""
    digits = sum(map(str.isdigit, text)) <= _MAX_DIGITS
    pieces = [_shape(piece, digits=digits) for piece in MARK.split(text)]
    return "".join(part for pair in zip(pieces, [*MARK.findall(text), ""], strict=True) for part in pair)


def shown_list(value: str, *, limit: int = 60) -> str:
    """Names with commas between them, each as `shown`; of more than `limit` only how many there are."""
    names = value.split(", ", limit)
    more = names.pop().count(", ") + 1 if len(names) > limit else 0
    return ", ".join(map(shown, names)) + (f" … +{more}" if more else "")


def shown_path(path: str, tag: str) -> str:
    """A path with its known words and dates; with `tag` before its suffix if anything is not shown.

    `tag` tells files of one shape apart, and finds the file again: it is a keyed hash.
    """
    told = "/".join(_shown_name(part) for part in path.split("/"))
    if told == path:
        return path
    stem, dot, suffix = told.rpartition(".")
    known = bool(dot) and stem != "" and "/" not in suffix and len(suffix) <= 8
    return f"{stem}~{tag}.{suffix}" if known else f"{told}~{tag}"


def _shown_name(name: str) -> str:
    """The name of a file or folder; days in it stay."""
    name = _ADDRESS.sub("[EMAIL]", name)
    pieces, at = [], 0
    for day in _DAYS.finditer(name):
        pieces += [_shape(name[at : day.start()], digits=True), day[0]]
        at = day.end()
    return "".join([*pieces, _shape(name[at:], digits=True)])


def _shape(text: str, *, digits: bool) -> str:
    return "".join(_token(token, digits=digits) for token in _TOKEN.findall(text))


def _token(token: str, *, digits: bool) -> str:
    first = token[0]
    if first.isdigit():
        return token if digits and len(token) <= _MAX_DIGITS and token.isascii() else "9" * len(token)
    if not first.isalpha() and first not in "々ー〆":
        return token if first.isprintable() else " "
    if _is_known(token):
        return token
    return ("x" if first < "\u3000" or "\uff21" <= first <= "\uff5a" else "〇") * len(token)


def _is_known(token: str) -> bool:
    """Whether the word, or every part of a Japanese one, is known; names begin with a capital letter."""
    names, words = _vocabulary()
    if token.isascii():
        return token.lower() in names or token in words
    return token.lower() in names or token in words or _is_made_of(token, names)


def _is_made_of(token: str, names: frozenset[str]) -> bool:
    """Whether a Japanese word consists of known ones of two characters or more."""
    ends = {0}
    for end in range(2, len(token) + 1):
        if any(end - start >= 2 and token[start:end] in names for start in ends):
            ends.add(end)
    return len(token) in ends


@cache
def _vocabulary() -> tuple[frozenset[str], frozenset[str]]:
    """The words of the columns' names and of `plain_words.toml`; those of sentences, which are no names if small."""
    own = lexicon("plain_words")
    names = {token.lower() for text in (*own.values(), *_names_of_columns()) for token in _TOKEN.findall(text)}
    told = (_PLACE.sub(" ", text) for language in LANGUAGES for text in templates(language).values())
    words = {token for text in told for token in _TOKEN.findall(text) if token.islower() or not token.isascii()}
    short = {word for word in words if not word.isascii() and len(word) == 1}
    return frozenset(names), frozenset(words - short)


def _names_of_columns() -> Iterator[str]:
    for package in _KNOWN_IN:
        for file in resources.files(package).iterdir():
            if file.name.endswith(".toml"):
                content = tomllib.loads(file.read_text(encoding="utf-8"))
                yield from _strings({name: part for name, part in content.items() if name != "format"})


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from value
        yield from _strings(list(value.values()))
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
