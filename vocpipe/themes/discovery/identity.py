"""Identity: new groups are matched one-to-one to the existing themes, and every change is an event.

The matching maximizes the sentences that stay with their theme (assignment problem, Kuhn 1955, by scipy).
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from vocpipe.themes.space import NOWHERE, Labels

# A theme continues in a group that shares at least this part of the smaller of the two.
MIN_CONTINUED = 0.5
# A theme has split, or themes have merged, if at least this share of an old theme went to another one.
MIN_MOVED = 0.3

LINEAGE_SCHEMA = pa.schema(
    [("event", pa.string()), ("from_theme", pa.string()), ("to_theme", pa.string()), ("overlap", pa.float64())]
)


@dataclass(frozen=True, slots=True)
class Matching:
    """The id of each new group, by its number, and what happened to the themes: one row of LINEAGE_SCHEMA per event."""

    ids: list[str]
    lineage: pa.Table


def match(
    groups: Labels,
    before: list[str | None],
    seeds: list[str],
    taken: Iterable[str],
    *,
    given: Mapping[int, str] | None = None,
    reserved: Collection[str] = (),
) -> Matching:
    """Ids for the groups: those that are given, those of the themes they continue, new ones for the rest.

    groups: shape (sentences,), the number of each sentence's group or -1. before: the id of its theme so far, None for
    none. seeds: for each group a text that depends on its sentences alone; the id of a new group is made from it.
    taken: all ids ever given, also to retired themes. given: group -> its id, whatever it continues. reserved: themes
    that no other group may continue.
    """
    given = given or {}
    old = sorted({theme for theme in before if theme is not None})
    number = {theme: place for place, theme in enumerate(old)}
    was = np.array([NOWHERE if theme is None else number[theme] for theme in before], np.int64)
    shared = np.zeros((len(old), len(seeds)), np.int64)
    both = (was >= 0) & (groups >= 0)
    np.add.at(shared, (was[both], groups[both]), 1)
    old_sizes = np.bincount(was[was >= 0], minlength=len(old))
    new_sizes = np.bincount(groups[groups >= 0], minlength=len(seeds))
    free = shared.copy()
    free[[place for place, theme in enumerate(old) if theme in reserved]] = 0
    free[:, list(given)] = 0
    continued = _continued(free, old_sizes, new_sizes)
    continued |= {group: number[theme] for group, theme in given.items() if theme in number}
    used = {*taken, *reserved}
    ids = [
        given.get(group) or (old[continued[group]] if group in continued else new_id(seed, used))
        for group, seed in enumerate(seeds)
    ]
    return Matching(ids, _events(old, ids, continued, shared / np.maximum(old_sizes, 1)[:, None]))


def _continued(shared: np.ndarray, old_sizes: np.ndarray, new_sizes: np.ndarray) -> dict[int, int]:
    """New group -> old theme, for the groups that continue a theme."""
    from scipy.optimize import linear_sum_assignment

    rows, columns = linear_sum_assignment(-shared)
    smaller = np.minimum(old_sizes[rows], new_sizes[columns])
    same = shared[rows, columns] >= np.maximum(MIN_CONTINUED * smaller, 1)
    return dict(zip(columns[same].tolist(), rows[same].tolist(), strict=True))


def new_id(seed: str, used: set[str]) -> str:
    """An id that is not in `used`, to which it is added; derived from the seed: a repeated run gives it again."""
    for attempt in range(len(used) + 1):
        candidate = "t_" + hashlib.sha256(f"{seed}\x1f{attempt}".encode()).hexdigest()[:12]
        if candidate not in used:
            break
    used.add(candidate)
    return candidate


def _events(old: list[str], ids: list[str], continued: dict[int, int], went: np.ndarray) -> pa.Table:
    """The events of the matching; went: share of each old theme that is now in each new group, shape (old, new)."""
    events: list[tuple[str, str | None, str | None, float | None]] = []
    for group, theme in enumerate(ids):
        sources = [row for row in range(len(old)) if went[row, group] >= MIN_MOVED and continued.get(group) != row]
        if group in continued:
            events.append(("continued", theme, theme, float(went[continued[group], group])))
        elif not sources:
            events.append(("born", None, theme, None))
        gone = [row for row in sources if row not in continued.values()]
        events += [("merged" if row in gone else "split", old[row], theme, float(went[row, group])) for row in sources]
    accounted = {old[row] for row in continued.values()} | {event[1] for event in events}
    events += [("retired", theme, None, None) for theme in old if theme not in accounted]
    columns = list(zip(*events, strict=True)) if events else [()] * len(LINEAGE_SCHEMA)
    return pa.table(
        [pa.array(*pair) for pair in zip(columns, LINEAGE_SCHEMA.types, strict=True)], schema=LINEAGE_SCHEMA
    )
