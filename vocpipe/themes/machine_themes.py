"""The machine's themes: as discovered and named, before any edit."""

from collections.abc import Iterable
from dataclasses import dataclass

LANGUAGES = ("ja", "en")  # in which themes have names


@dataclass(frozen=True, slots=True)
class MachineTheme:
    """A theme or sub-theme. names: language -> name. state: active, emerging or retired."""

    theme_id: str
    parent_id: str | None
    names: dict[str, str]
    keywords: list[str]
    state: str

    @property
    def is_subtheme(self) -> bool:
        """Whether it is part of a theme."""
        return self.parent_id is not None

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
