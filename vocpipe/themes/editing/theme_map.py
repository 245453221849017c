"""Which theme is part of which, as edit follows edit."""

from dataclasses import dataclass, field

import duckdb

from vocpipe.errors import EditError


@dataclass(slots=True)
class ThemeMap:
    """The themes that the machine found and people made.

    parents: theme -> the theme it is a sub-theme of, or None. machine: those that the machine found; living: those of
    them that it goes on finding. redirects: theme -> the one that an edit made it part of.
    """

    parents: dict[str, str | None]
    machine: set[str]
    living: set[str]
    redirects: dict[str, str] = field(default_factory=dict)

    def there(self, theme_id: str) -> str:
        """The theme itself; raises EditError where there is none of that id, or it was merged or split away."""
        if theme_id not in self.parents:
            raise EditError(f"there is no theme {theme_id}: what made it was undone")
        if theme_id in self.redirects:
            raise EditError(f"{theme_id} is part of {self.redirects[theme_id]} by an earlier edit")
        return theme_id

    def resolve(self, theme_id: str) -> str:
        """The theme that it has become part of, or itself."""
        while theme_id in self.redirects:
            theme_id = self.redirects[theme_id]
        return self.there(theme_id)

    def home(self, theme_id: str) -> str:
        """The main theme that it is, or lies in."""
        theme_id = self.resolve(theme_id)
        parent = self.parents[theme_id]
        return self.home(parent) if parent else theme_id

    def place(self, theme_id: str) -> tuple[str, str | None]:
        """Theme and sub-theme of what is put into it."""
        theme_id = self.resolve(theme_id)
        return self.home(theme_id), theme_id if self.parents[theme_id] else None

    def sources(self, theme_id: str) -> list[str]:
        """The machine's themes whose texts are in this one by now; of sub-themes those that left their own theme."""
        if self.parents[theme_id]:
            return [one for one in self.parents if self.resolve(one) == theme_id]
        whole = (one for one, parent in self.parents.items() if parent is None or one in self.redirects)
        return [one for one in whole if self.home(one) == theme_id]


def load_map(connection: duckdb.DuckDBPyConnection) -> ThemeMap:
    """The themes as the machine has them, before any edit."""
    rows = connection.execute("SELECT theme_id, parent_id, state FROM machine_theme ORDER BY theme_id").fetchall()
    parents = {theme: parent for theme, parent, _ in rows}
    return ThemeMap(parents, set(parents), {theme for theme, _, state in rows if state != "retired"})
