"""The opinions of a workspace as the theme engines see them: each distinct text once, always in the same order."""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from vocpipe.own_names import OwnNames
from vocpipe.store.vectors import EncoderPlan, load_vectors
from vocpipe.store.workspace import fetch, statement
from vocpipe.themes.discovery.graph import Indices, Space
from vocpipe.themes.discovery.lexical import Words


@dataclass(frozen=True, slots=True)
class Opinions:
    """Distinct texts, one row each (the columns of opinions.sql), in the order of their hashes."""

    table: pa.Table

    def __len__(self) -> int:
        return int(self.table.num_rows)

    @property
    def themes(self) -> list[str | None]:
        """The theme each text belongs to until now."""
        return self._list("theme_id")

    @property
    def subthemes(self) -> list[str | None]:
        """The sub-theme each text belongs to until now."""
        return self._list("subtheme_id")

    @property
    def hashes(self) -> list[str]:
        """The hash of each text."""
        found: list[str] = self.table.column("text_hash").to_pylist()
        return found

    @property
    def new(self) -> Indices:
        """The places of the texts that no refresh has placed yet."""
        return np.flatnonzero(~self.table.column("looked_at").to_numpy().astype(bool))

    def part(self, places: Indices) -> "Opinions":
        """Some of the texts."""
        return Opinions(self.table.take(pa.array(places)))

    def words(self, own_names: Sequence[str] = ()) -> Words:
        """What names are made of, and what texts are compared by: without `own_names`, which only discovery needs."""
        texts, own = self.table.column("text").to_pylist(), OwnNames(own_names)
        return Words(
            texts,
            self.table.column("tokens").to_pylist(),
            self.table.column("times").to_pylist(),
            self.table.column("sentiment").to_pylist(),
            [own.neutral(text) for text in texts],
        )

    def space(self, connection: duckdb.DuckDBPyConnection, plan: EncoderPlan) -> Space:
        """The texts' vectors."""
        hashes, languages = self.table.column("text_hash").combine_chunks(), self._languages()
        own = {
            language: load_vectors(
                connection, plan.inside(language), hashes.take(pa.array(np.flatnonzero(languages == language)))
            )
            for language in plan.own
            if (languages == language).any()
        }
        return Space(load_vectors(connection, plan.shared, hashes), languages, own)

    def _languages(self) -> npt.NDArray[np.str_]:
        return np.array(self.table.column("lang").to_pylist(), dtype=np.str_)

    def _list(self, column: str) -> list[str | None]:
        found: list[str | None] = self.table.column(column).to_pylist()
        return found


def load_opinions(connection: duckdb.DuckDBPyConnection, *, unthemed: bool = False) -> Opinions:
    """All opinions of the workspace, or those that were placed and belong to no theme."""
    return Opinions(fetch(connection, statement("vocpipe.themes.discovery", "opinions.sql"), {"unthemed": unthemed}))
