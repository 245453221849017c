"""The opinions of a workspace as the theme engines see them: each distinct text once, always in the same order."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from vocpipe.own_names import OwnNames
from vocpipe.themes.space import Indices
from vocpipe.themes.words import Words


@dataclass(frozen=True, slots=True)
class Opinions:
    """Distinct texts, one row each with the columns of opinions.sql, in the order of their hashes."""

    table: pa.Table

    def __len__(self) -> int:
        return int(self.table.num_rows)

    @property
    def hashes(self) -> list[str]:
        """The hash of each text."""
        hashes: list[str] = self.table.column("text_hash").to_pylist()
        return hashes

    @property
    def texts(self) -> list[str]:
        """Each text, masked as every sentence is."""
        texts: list[str] = self.table.column("text").to_pylist()
        return texts

    @property
    def languages(self) -> npt.NDArray[np.str_]:
        """The language of each text, shape (texts,)."""
        return np.array(self.table.column("lang").to_pylist(), dtype=np.str_)

    @property
    def themes(self) -> list[str | None]:
        """The id of the theme that each text belongs to so far; None for none."""
        return self._ids("theme_id")

    @property
    def subthemes(self) -> list[str | None]:
        """The id of the sub-theme that each text belongs to so far; None for none."""
        return self._ids("subtheme_id")

    @property
    def new(self) -> Indices:
        """The places of the texts that no refresh has placed yet."""
        return np.flatnonzero(~self.table.column("is_placed").to_numpy().astype(bool))

    def part(self, places: Indices) -> "Opinions":
        """The opinions at these places."""
        return Opinions(self.table.take(pa.array(places)))

    def words(self, own_names: Sequence[str] = ()) -> Words:
        """What the texts say. Only discovery needs `own_names`, which it leaves out of comparisons."""
        texts, own = self.texts, OwnNames(own_names)
        return Words(
            texts,
            self.table.column("tokens").to_pylist(),
            self.table.column("times").to_pylist(),
            self.table.column("sentiment").to_pylist(),
            [own.neutral(text) for text in texts],
        )

    def _ids(self, column: str) -> list[str | None]:
        ids: list[str | None] = self.table.column(column).to_pylist()
        return ids
