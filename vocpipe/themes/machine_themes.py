"""The machine's themes: as discovered and named, before any edit."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from vocpipe.mixed_themes import split_name

_WORDS = re.compile("[・,]")  # between the words of a name that is made of them
LANGUAGES = ("ja", "en")  # in which themes have names


@dataclass(frozen=True, slots=True)
class MachineTheme:
    """A theme or sub-theme. names: language -> name. state: active, emerging or retired.

    quotes: language -> the sentence that the name was cut from, None if the name is made of words of the theme; nothing
    for a name that is whole or was given. is_guided: it is the company's own, which gave its names.
    """

    theme_id: str
    parent_id: str | None
    names: dict[str, str]
    keywords: list[str]
    state: str
    quotes: dict[str, str | None] = field(default_factory=dict)
    is_guided: bool = False

    @property
    def is_subtheme(self) -> bool:
        """Whether it is part of a theme."""
        return self.parent_id is not None

    def said(self, language: str) -> list[str]:
        """What customers said, of which the name in a language is made: sentences, or words."""
        name = self.names[language]
        if language in self.quotes and self.quotes[language] is None:
            return [word.strip() for word in _WORDS.split(name) if word.strip()]
        whole = self.quotes.get(language) or name
        return [part for part in split_name(whole) if part] or [whole]

    @property
    def is_living(self) -> bool:
        """Whether discovery still finds it."""
        return self.state != "retired"


def names_by_language(themes: Iterable[MachineTheme]) -> dict[str, set[str]]:
    """Language -> the names of these themes in it."""
    names: dict[str, set[str]] = {language: set() for language in LANGUAGES}
    for theme in themes:
        for language, name in theme.names.items():
            names[language].add(name)
    return names
