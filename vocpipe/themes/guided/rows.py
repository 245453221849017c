"""The guided themes as rows, beside those of a discovery."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vocpipe.settings import GuidedThemeSettings
from vocpipe.themes.guided.guide import Taught


def with_guided(found: pa.Table, themes: Sequence[GuidedThemeSettings], taught: Taught, run_id: str) -> pa.Table:
    """The rows of the themes that were found, with is_guided and n_taught, and of guided themes that took nothing.

    found: theme_id, parent_id, name_ja, name_en, keywords, run_id.
    """
    ids = pa.array([theme.theme_id for theme in themes], pa.string())
    counts = np.bincount(taught.themes, minlength=len(themes)).tolist()
    missing = [theme for theme in themes if theme.theme_id not in set(found["theme_id"].to_pylist())]
    empty: list[dict[str, object]] = [
        {
            "theme_id": theme.theme_id,
            "name_ja": theme.name_ja,
            "name_en": theme.name_en,
            "keywords": [],
            "run_id": run_id,
        }
        for theme in missing
    ]
    rows = pa.concat_tables([found, pa.Table.from_pylist(empty, schema=found.schema)])
    place = pc.index_in(rows["theme_id"], value_set=ids)
    n_taught = pa.array(counts, pa.int64()).take(place.combine_chunks())
    return rows.append_column("is_guided", pc.is_valid(place)).append_column("n_taught", n_taught)
