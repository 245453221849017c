"""Very many opinions: a sample of them to look at, and all of them in blocks, so that memory stays bounded."""

from collections.abc import Iterator

import duckdb
import numpy as np
import numpy.typing as npt

from vocpipe.settings import Settings
from vocpipe.store.vectors import encoder_plan
from vocpipe.themes.discovery.sampling import stratified
from vocpipe.themes.load import load_space
from vocpipe.themes.opinions import Opinions
from vocpipe.themes.space import Space

_BLOCK = 20_000


def sample(opinions: Opinions, settings: Settings) -> npt.NDArray[np.bool_]:
    """Which opinions are looked at, shape (opinions,): a sample of every language and theme if there are too many."""
    groups = [f"{lang} {theme}" for lang, theme in zip(opinions.languages, opinions.themes, strict=True)]
    return stratified(groups, settings.themes.sample_above)


def in_blocks(
    connection: duckdb.DuckDBPyConnection, opinions: Opinions, settings: Settings
) -> Iterator[tuple[Opinions, Space]]:
    """The opinions with their vectors, some at a time."""
    plan = encoder_plan(settings.embed)
    for start in range(0, len(opinions), _BLOCK):
        part = opinions.part(np.arange(start, min(start + _BLOCK, len(opinions))))
        yield part, load_space(connection, part, plan)
