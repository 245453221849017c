"""The texts of edits: which ones each edit holds, and where all of them lie at this step of the replay.

`edit_member` keeps what an edit holds from run to run, `edit_work` is where every text lies now, and `edit_lineage`
what an edit did to themes when it was first applied.
"""

from collections.abc import Collection, Sequence
from typing import Any

import duckdb

from vocpipe.errors import EditError
from vocpipe.settings import Settings
from vocpipe.store.workspace import fetch_one, statement
from vocpipe.themes.editing.made import join_newcomers, name_made


class EditTexts:
    """The texts during a replay; `begin` says which edit is being applied, and whether for the first time.

    new: hashes of the texts that were placed for the first time now. redirects: the themes that edits led elsewhere, to
    which whoever replays the edits adds.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        settings: Settings,
        run_id: str,
        new: Sequence[str],
        redirects: Collection[str],
    ) -> None:
        self._connection, self._settings, self._run_id = connection, settings, run_id
        self._new, self._redirects = new, redirects
        self._edit_id, self.is_first = "", False

    def begin(self, edit_id: str, *, is_first: bool) -> None:
        """From here on everything is done in the name of this edit."""
        self._edit_id, self.is_first = edit_id, is_first

    def name(self, sentence_ids: tuple[str, ...]) -> None:
        """Holds the texts of the sentences, which are looked up once: later the sentences may be gone.

        Raises EditError where they were gone from the beginning.
        """
        if self.is_first:
            self._run("edit_name.sql", edit=self._edit_id, sentences=list(sentence_ids))
        if not fetch_one(self._connection, "SELECT 1 FROM edit_member WHERE edit_id = ? LIMIT 1", [self._edit_id]):
            raise EditError("its sentences are gone")

    def hold(self, sources: list[str]) -> None:
        """Holds what lies in the machine's themes `sources` and was not led elsewhere."""
        self._run("edit_hold.sql", edit=self._edit_id, sources=sources, redirected=list(self._redirects))

    def hold_anew(self, sources: list[str]) -> None:
        """Holds what lies in `sources` now instead of what lay there the last time."""
        self._connection.execute(
            "DELETE FROM edit_member WHERE edit_id = ? AND how = 'held' "
            "AND (list_contains(?, via_theme) OR list_contains(?, via_subtheme))",
            [self._edit_id, sources, sources],
        )
        self.hold(sources)

    def follow(self, source: str, theme: str, subtheme: str | None, *, keep: bool) -> None:
        """What is in the source, or would have gone there, goes to the theme; with its sub-themes if `keep`."""
        self._run("edit_follow.sql", source=source, theme=theme, subtheme=subtheme, keep=keep)

    def claim(
        self,
        theme: str,
        subtheme: str | None,
        *,
        sources: list[str],
        within: str | None = None,
        hold: str = "held",
    ) -> None:
        """What the edit holds goes to the theme, from `sources` only where these are given."""
        self._run(
            "edit_claim.sql",
            edit=self._edit_id,
            theme=theme,
            subtheme=subtheme,
            sources=sources,
            within=within,
            hold=hold,
            redirected=[one for one in self._redirects if one not in sources],
        )

    def join(self) -> None:
        """Texts that are new join what the edit holds, where their neighbors do."""
        if self._new:
            join_newcomers(self._connection, self._settings, self._edit_id, self._new)

    def name_made(self, made: str) -> None:
        """Gives the theme that the edit makes a name of the machine's."""
        name_made(self._connection, self._settings, self._run_id, self._edit_id, made)

    def tell(self, event: str, source: str | None, target: str, overlap: float | None) -> None:
        """Writes down what the edit did to themes."""
        self._connection.execute(
            "INSERT INTO edit_lineage VALUES (?, ?, ?, ?, ?, ?)",
            [self._edit_id, self._run_id, event, source, target, overlap],
        )

    def tell_split(self, source: str | None, made: str) -> None:
        """Writes down out of which theme, if out of any, the edit made one."""
        row = fetch_one(
            self._connection,
            statement("vocpipe.themes.editing", "edit_origin.sql"),
            {"edit": self._edit_id, "source": source},
        )
        if row:
            self.tell("split", row[0], made, row[1])
        else:
            self.tell("born", None, made, None)

    def is_unpinned_later(self, theme_id: str) -> bool:
        """Whether a later edit takes this one's pin away."""
        row = fetch_one(
            self._connection,
            "SELECT 1 FROM theme_edit AS later JOIN theme_edit AS pin ON later.edited_at > pin.edited_at "
            "WHERE pin.edit_id = ? AND later.kind = 'unpin' AND later.theme_id = ? AND later.undone_at IS NULL",
            [self._edit_id, theme_id],
        )
        return row is not None

    def note(self, problem: str | None, applied: str | None) -> None:
        """Writes down why the edit can't be applied, if it can't, and in which run it first was."""
        self._connection.execute(
            "UPDATE theme_edit SET problem = ?, run_id = ? WHERE edit_id = ?", [problem, applied, self._edit_id]
        )

    def _run(self, name: str, **parameters: Any) -> None:
        self._connection.execute(statement("vocpipe.themes.editing", name), parameters)
