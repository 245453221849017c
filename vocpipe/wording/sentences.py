"""Templates from `en.toml` and `ja.toml`, filled in.

A template is a whole sentence or a whole phrase with named places, `{n:,}` or `{gap:.1f}`. A place that itself has a
language, such as an amount ("12 answers", 「12 件」), is a `Text`.
"""

import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Literal

Language = Literal["en", "ja"]
LANGUAGES: tuple[Language, ...] = ("en", "ja")


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence or phrase in both languages."""

    en: str
    ja: str

    def in_(self, language: Language) -> str:
        """The text in one of the languages."""
        return self.ja if language == "ja" else self.en

    def __str__(self) -> str:
        return self.en


class Sentence(str):
    """A sentence that remembers the template it was made from and what stands in its places.

    Before a sentence is stored, what came from a file can so be told from vocpipe's own words.
    """

    __slots__ = ("key", "places")

    key: str
    places: dict[str, object]

    def __new__(cls, filled: str, key: str = "", places: Mapping[str, object] = MappingProxyType({})) -> "Sentence":
        """`filled`: the template under `key` with `places` in it."""
        sentence = super().__new__(cls, filled)
        sentence.key, sentence.places = key, dict(places)
        return sentence

    def __str__(self) -> str:
        return self  # so that the message of an error is still the sentence


def say(key: str, /, language: Language = "en", **places: object) -> Sentence:
    """The sentence under `key`, such as "nps.gap.raises", in one language.

    Raises KeyError for an unknown key or a missing place: both are mistakes in the code.
    """
    filled = templates(language)[key].format(**{name: _in(value, language) for name, value in places.items()})
    return Sentence(filled, key, places)


def tell(key: str, /, **places: object) -> str:
    """The sentence under `key` in the user's language: for the terminal and for errors, never for a table.

    Raises KeyError as `say` does.
    """
    return say(key, user_language(), **places)


def text(key: str, /, **places: object) -> Text:
    """The sentence under `key` in both languages. Raises KeyError as `say` does."""
    return Text(say(key, "en", **places), say(key, "ja", **places))


def amount(what: str, n: int) -> Text:
    """A count with its noun: "1 answer", "12 answers", 「12 件」. `what` is a key of the group `amount`."""
    english, japanese = (f"amount.{what}.{plural_form(n, language)}" for language in LANGUAGES)
    return Text(say(english, "en", n=n), say(japanese, "ja", n=n))


def plural_form(n: int, language: Language) -> Literal["one", "other"]:
    """The plural form of a count, by the CLDR rules for whole numbers: English has two forms, Japanese one."""
    return "one" if language == "en" and n == 1 else "other"


def as_language(name: str) -> Language | None:
    """The language in which there are sentences, by its name; None if there are none in it."""
    return next((language for language in LANGUAGES if language == name), None)


def user_language() -> Language:
    """Japanese if VOCPIPE_LANG, or else the locale, says so; English everywhere else."""
    names = ("VOCPIPE_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    value = next((value for name in names if (value := os.environ.get(name))), "")
    return "ja" if value.lower().startswith("ja") else "en"


@cache
def templates(language: Language) -> Mapping[str, str]:
    """Every template of one language under its dotted key, unfilled."""
    source = (resources.files("vocpipe.wording") / f"{language}.toml").read_text(encoding="utf-8")
    return MappingProxyType(dict(_flat(tomllib.loads(source))))


def _flat(group: dict[str, object], prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, value in group.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield prefix + name, str(value)


def _in(value: object, language: Language) -> object:
    return value.in_(language) if isinstance(value, Text) else value
