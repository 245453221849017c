"""Which theme is part of which after each edit."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from vocpipe.errors import EditError
from vocpipe.themes.machine_themes import MachineTheme
from vocpipe.wording import say


@dataclass(slots=True)
class ThemeMap:
    """All themes, of the machine and of people's edits.

    parents: theme -> the theme it is a sub-theme of, or None. machine: the machine's own themes; living: those of them
    that are not retired. redirects: theme -> the theme that an edit made it part of.
    """

    parents: dict[str, str | None]
    machine: set[str]
    living: set[str]
    redirects: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, themes: Iterable[MachineTheme]) -> "ThemeMap":
        """The map of the machine's themes, before any edit."""
        themes = list(themes)
        parents = {theme.theme_id: theme.parent_id for theme in themes}
        return cls(parents, set(parents), {theme.theme_id for theme in themes if theme.is_living})

    def require(self, theme_id: str) -> str:
        """The theme itself; raises EditError if no theme has that id, or it was merged or split away."""
        if theme_id not in self.parents:
            raise EditError(say("themes.edit.unknown_theme", theme=theme_id))
        if theme_id in self.redirects:
            raise EditError(say("themes.edit.moved_theme", theme=theme_id, into=self.redirects[theme_id]))
        return theme_id

    def resolve(self, theme_id: str) -> str:
        """The theme that it has become part of, or itself; raises EditError if no theme has that id."""
        while theme_id in self.redirects:
            theme_id = self.redirects[theme_id]
        return self.require(theme_id)

    def home(self, theme_id: str) -> str:
        """The main theme that it is or is part of."""
        theme_id = self.resolve(theme_id)
        parent = self.parents[theme_id]
        return self.home(parent) if parent else theme_id

    def place(self, theme_id: str) -> tuple[str, str | None]:
        """The theme and sub-theme of texts that are put into it; the sub-theme is None for a main theme."""
        theme_id = self.resolve(theme_id)
        return self.home(theme_id), theme_id if self.parents[theme_id] else None

    def within(self, theme_id: str) -> str | None:
        """The main theme that a sub-theme is part of; None for a main theme."""
        return self.home(theme_id) if self.parents[theme_id] else None

    def is_dissolved(self, theme_id: str) -> bool:
        """Whether it is a theme of the machine that has retired."""
        return theme_id in self.machine - self.living

    def sources(self, theme_id: str) -> list[str]:
        """The machine's themes whose texts are in this one; of sub-themes only those that left their own theme."""
        if self.parents[theme_id]:
            return [source for source in self.parents if self.resolve(source) == theme_id]
        whole = (source for source, parent in self.parents.items() if parent is None or source in self.redirects)
        return [source for source in whole if self.home(source) == theme_id]
