"""Templates from `en.toml` and `ja.toml`, filled in.

A template is a whole sentence or a whole phrase with named places, `{n:,}` or `{gap:.1f}`. A place that itself has a
language, such as an amount ("12 answers", 「12 件」), is a `Text`.
"""

import os
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
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


def say(key: str, /, language: Language = "en", **places: object) -> str:
    """The sentence under `key`, such as "nps.gap.raises", in one language.

    Raises KeyError for a key or a place that there is none of: that is a mistake in the code.
    """
    return _table(language)[key].format(**{name: _in(value, language) for name, value in places.items()})


def tell(key: str, /, **places: object) -> str:
    """The sentence under `key` in the language of who runs vocpipe: for the terminal and for errors, never for a table.

    Raises KeyError as `say` does.
    """
    return say(key, user_language(), **places)


def user_language() -> Language:
    """Japanese where VOCPIPE_LANG, or else the locale, says so; English everywhere else."""
    names = ("VOCPIPE_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    told = next((value for name in names if (value := os.environ.get(name))), "")
    return "ja" if told.lower().startswith("ja") else "en"


def text(key: str, /, **places: object) -> Text:
    """The sentence under `key` in both languages. Raises KeyError as `say` does."""
    return Text(say(key, "en", **places), say(key, "ja", **places))


def amount(what: str, n: int) -> Text:
    """So many of something: "1 answer", "12 answers", 「12 件」. `what` is a key of the group `amount`."""
    english = f"amount.{what}.{'one' if n == 1 else 'other'}"
    return Text(say(english, "en", n=n), say(f"amount.{what}.other", "ja", n=n))


@cache
def _table(language: Language) -> dict[str, str]:
    """Every template of one language under its dotted key."""
    source = (resources.files("vocpipe.wording") / f"{language}.toml").read_text(encoding="utf-8")
    return dict(_flat(tomllib.loads(source)))


def _flat(group: dict[str, object], before: str = "") -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for name, value in group.items():
        if isinstance(value, dict):
            found += _flat(value, f"{before}{name}.")
        else:
            found.append((before + name, str(value)))
    return found


def _in(value: object, language: Language) -> object:
    return value.in_(language) if isinstance(value, Text) else value
