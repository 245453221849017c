"""Themes that only an edit holds together: which new texts join them, and their names.

The machine does not know them, so the vote among neighbors is repeated among the texts around them.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vocpipe.settings import Settings
from vocpipe.themes.discovery.assign import assign
from vocpipe.themes.naming.agreement import title_encoder
from vocpipe.themes.naming.names import Name, name_themes
from vocpipe.themes.opinions import Opinions
from vocpipe.themes.space import NOWHERE, Indices, Space


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The texts that an edit holds, and all others that the machine has in the same themes.

    held: which of the opinions the edit holds, shape (opinions,).
    """

    opinions: Opinions
    held: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, opinions: Opinions, members: Collection[str]) -> "Surroundings":
        """The surroundings, among all opinions, of the texts with the hashes `members`."""
        held = np.fromiter((text_hash in members for text_hash in opinions.hashes), bool, len(opinions))
        homes = {theme for theme, inside in zip(opinions.themes, held, strict=True) if inside and theme}
        near = np.fromiter((theme in homes for theme in opinions.themes), bool, len(opinions)) | held
        places = np.flatnonzero(near)
        return cls(opinions.part(places), held[places])

    def split(self, new: Collection[str]) -> tuple[Indices, Indices]:
        """The places of the texts that vote, and of the new ones that may join; new: hashes of new texts."""
        arrived = np.fromiter((text_hash in new for text_hash in self.opinions.hashes), bool, len(self.opinions))
        return np.flatnonzero(~arrived | self.held), np.flatnonzero(arrived & ~self.held)


def joins(guests: Space, voters: Space, held: npt.NDArray[np.bool_]) -> Indices:
    """The places of the guests whose neighbors are mostly held by the edit; held: of each voter, shape (voters,).

    The result depends on no other edit, so undoing one changes nothing here.
    """
    nowhere = np.full(len(voters), NOWHERE, np.int64)
    return np.flatnonzero(assign(guests, voters, held.astype(np.int64), nowhere).themes == 1)


def name_edited(surroundings: Surroundings, space: Space, settings: Settings, taken: Mapping[str, set[str]]) -> Name:
    """The name of the texts that the edit holds; space: the surroundings' vectors. taken: language -> names in use."""
    languages, encode = settings.workspace.languages, title_encoder(settings.embed)
    labels = np.where(surroundings.held, 0, 1).astype(np.int64)
    return name_themes(labels, surroundings.opinions.words(), space, languages, taken=taken, encode=encode)[0]
