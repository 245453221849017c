"""What people put into guided themes, as the engine sees it."""

import re
from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from vocpipe.settings import GuidedThemeSettings
from vocpipe.themes.guided.guide import Taught

_BETWEEN = re.compile(r"[;；|｜\n]+")  # several labels in one value


def taught_by(rows: pa.Table, themes: Sequence[GuidedThemeSettings], hashes: list[str]) -> Taught:
    """The taught sentences of the rows of taught.sql; hashes: those of all opinions, in their order."""
    place = {text_hash: number for number, text_hash in enumerate(hashes)}
    number = {theme.theme_id: at for at, theme in enumerate(themes)}
    weights: dict[tuple[int, int], float] = {}
    called: dict[str, list[int]] = {}
    for row in rows.to_pylist():
        if row["text_hash"] not in place:
            continue
        if row["label"] is None:
            found = [number[row["theme_id"]]] if row["theme_id"] in number else []
        else:
            found = called.setdefault(row["label"], _called(row["label"], themes))
        for theme in found:
            key = (place[row["text_hash"]], theme)
            weights[key] = max(weights.get(key, 0.0), row["weight"])
    pairs = sorted(weights)
    both = np.array(pairs, np.int64).reshape(-1, 2)
    return Taught(both[:, 0], both[:, 1], np.array([weights[pair] for pair in pairs], np.float64))


def _called(label: str, themes: Sequence[GuidedThemeSettings]) -> list[int]:
    parts = [part for part in _BETWEEN.split(label) if part.strip()]
    return [at for at, theme in enumerate(themes) if any(theme.is_called(part) for part in parts)]
