"""The texts of edits: which ones each edit holds, and where all of them lie at this step of the replay.

The replay computes in SQL, and this class owns its connection and tables: `edit_member` keeps what an edit holds from
run to run, `edit_work` is where every text lies now, and `edit_lineage` what an edit did to themes when it was first
applied.
"""

from collections.abc import Collection
from functools import cached_property
from typing import Any

import duckdb
import pyarrow as pa

from vocpipe.errors import EditError
from vocpipe.settings import Settings
from vocpipe.store.tables import registered
from vocpipe.store.vectors import encoder_plan
from vocpipe.store.workspace import fetch_one, statement
from vocpipe.themes.editing.edited_theme import Surroundings, joins, name_edited
from vocpipe.themes.load import load_machine_themes, load_opinions, load_space
from vocpipe.themes.machine_themes import names_by_language
from vocpipe.themes.naming.names import Name, quote_rows
from vocpipe.themes.opinions import Opinions
from vocpipe.themes.space import Space
from vocpipe.themes.write import write_quotes
from vocpipe.wording import say


class EditTexts:
    """The texts during a replay; `begin` says which edit is being applied, and whether for the first time.

    new: hashes of the texts that were placed for the first time in this refresh. redirects: themes that edits made part
    of others; whoever replays the edits adds to it.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        settings: Settings,
        run_id: str,
        new: Collection[str],
        redirects: Collection[str],
    ) -> None:
        self._connection, self._settings, self._run_id = connection, settings, run_id
        self._new, self._redirects = frozenset(new), redirects
        self._edit_id, self.is_first = "", False
        self._run("begin_work.sql")

    def begin(self, edit_id: str, *, is_first: bool) -> None:
        """Attribute all following calls to this edit."""
        self._edit_id, self.is_first = edit_id, is_first

    def hold_sentences(self, sentence_ids: tuple[str, ...]) -> None:
        """Hold the texts of the sentences, which are looked up once: later the sentences may be gone.

        Raises EditError if none of them existed when the edit was first applied.
        """
        if self.is_first:
            self._run("hold_named.sql", edit=self._edit_id, sentences=list(sentence_ids))
        if not fetch_one(self._connection, "SELECT 1 FROM edit_member WHERE edit_id = ? LIMIT 1", [self._edit_id]):
            raise EditError(say("themes.edit.no_sentences"))

    def hold(self, sources: list[str]) -> None:
        """Hold the texts in the machine's themes `sources` that no earlier edit redirected."""
        self._run("hold.sql", edit=self._edit_id, sources=sources, redirected=list(self._redirects))

    def hold_again(self, sources: list[str]) -> None:
        """Hold the texts that are in `sources` now instead of those that were there the last time."""
        self._connection.execute(
            "DELETE FROM edit_member WHERE edit_id = ? AND how = 'held' "
            "AND (list_contains(?, via_theme) OR list_contains(?, via_subtheme))",
            [self._edit_id, sources, sources],
        )
        self.hold(sources)

    def follow(self, source: str, theme: str, subtheme: str | None, *, keep: bool) -> None:
        """Move the texts of the source theme to the theme; with its sub-themes if `keep`."""
        self._run("follow.sql", source=source, theme=theme, subtheme=subtheme, keep=keep)

    def claim(
        self,
        theme: str,
        subtheme: str | None,
        *,
        sources: list[str],
        within: str | None = None,
        hold: str = "held",
    ) -> None:
        """Move what the edit holds to the theme, from `sources` only if these are given; see claim.sql."""
        redirected = [theme_id for theme_id in self._redirects if theme_id not in sources]
        places = {"theme": theme, "subtheme": subtheme, "within": within}
        self._run("claim.sql", edit=self._edit_id, sources=sources, hold=hold, redirected=redirected, **places)

    def join(self) -> None:
        """Add to what the edit holds the new texts whose neighbors are mostly held by it."""
        if not self._new:
            return
        around = self._surroundings()
        voters, guests = around.split(self._new)
        if not len(guests) or not around.held.any():
            return
        arrived = around.opinions.part(guests)
        places = joins(self._space(arrived), self._space(around.opinions.part(voters)), around.held[voters])
        rows = pa.table({"text_hash": arrived.part(places).table.column("text_hash")})
        with registered(self._connection, joined_text=rows):
            self._connection.execute(
                "INSERT INTO edit_member SELECT ?, text_hash, 'joined', NULL, NULL FROM joined_text", [self._edit_id]
            )

    def name_theme(self, theme_id: str) -> None:
        """Give the theme that the edit creates a name and keywords of its own, used unless its author gives a name."""
        around, name = self._surroundings(), Name({}, [])
        if around.held.any():
            name = name_edited(around, self._space(around.opinions), self._settings, self._taken_names)
        by_language = name.by_language
        self._connection.execute("DELETE FROM edit_theme WHERE theme_id = ?", [theme_id])
        self._connection.execute(
            "INSERT INTO edit_theme VALUES (?, ?, ?, ?::VARCHAR[], ?)",
            [theme_id, by_language.get("ja"), by_language.get("en"), name.keywords, self._run_id],
        )
        write_quotes(self._connection, quote_rows([theme_id], [name]))

    def record(self, event: str, source: str | None, target: str, overlap: float | None) -> None:
        """Store an event that the edit caused in the lineage of themes."""
        self._connection.execute(
            "INSERT INTO edit_lineage VALUES (?, ?, ?, ?, ?, ?)",
            [self._edit_id, self._run_id, event, source, target, overlap],
        )

    def record_split(self, source: str | None, target: str) -> None:
        """Store the theme, if any, that the edit split `target` from; source: the sub-theme it takes, or None."""
        origin = statement("vocpipe.themes.editing", "split_origin.sql")
        row = fetch_one(self._connection, origin, {"edit": self._edit_id, "source": source})
        if row:
            self.record("split", row[0], target, row[1])
        else:
            self.record("born", None, target, None)

    def is_unpinned_later(self, theme_id: str) -> bool:
        """Whether a later edit unpins the theme that this one pins."""
        query = statement("vocpipe.themes.editing", "unpinned_later.sql")
        return fetch_one(self._connection, query, {"edit": self._edit_id, "theme": theme_id}) is not None

    def note(self, problem: str | None, applied: str | None) -> None:
        """Store why the edit can't be applied (None: it can) and the run that first applied it."""
        self._connection.execute(
            "UPDATE theme_edit SET problem = ?, run_id = ? WHERE edit_id = ?", [problem, applied, self._edit_id]
        )

    @cached_property
    def _opinions(self) -> Opinions:
        return load_opinions(self._connection)

    @cached_property
    def _taken_names(self) -> dict[str, set[str]]:
        """The machine's names of the themes that are not retired, by language."""
        return names_by_language(theme for theme in load_machine_themes(self._connection) if theme.is_living)

    def _surroundings(self) -> Surroundings:
        query = "SELECT text_hash FROM edit_member WHERE edit_id = ?"
        members = {row[0] for row in self._connection.execute(query, [self._edit_id]).fetchall()}
        return Surroundings.of(self._opinions, members)

    def _space(self, opinions: Opinions) -> Space:
        return load_space(self._connection, opinions, encoder_plan(self._settings.embed))

    def _run(self, name: str, **parameters: Any) -> None:
        self._connection.execute(statement("vocpipe.themes.editing", name), parameters or None)
