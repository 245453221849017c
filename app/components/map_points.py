"""The points of the map: their groups and colors, which of them are lit, and where the names of themes stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from vocpipe.app.components.palette import palette
from vocpipe.app.context import PageContext
from vocpipe.app.words import folded

Places = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]
Corners = Sequence[tuple[float, float]]

BY = ("theme", "sentiment", "language", "source", "time")
FEWEST = 5  # people behind anything that is shown
_COLUMN = {"theme": "theme_id", "time": "month"}
_CELLS = 30  # of the map, to each side, in which the densest place of a theme is looked for


@dataclass(frozen=True, slots=True)
class Groups:
    """What points are colored by: each group's name, color and number of points; `of` is the group of each point."""

    names: list[str]
    colors: list[str]
    counts: list[int]
    of: npt.NDArray[np.uint8]


def people(points: pa.Table, among: Flags | None = None) -> int:
    """How many people said the points."""
    persons = points["person"] if among is None else points["person"].filter(pa.array(among))
    return int(pc.count_distinct(persons).as_py())


def is_few(points: pa.Table, among: Flags | None = None) -> bool:
    """Whether so few people stand behind the points that nothing may be said of them."""
    return people(points, among) < FEWEST


def groups(context: PageContext, points: pa.Table, by: str) -> Groups:
    """The groups of the points; what has no color of its own, or fewer than five people, is in the last, gray one."""
    words, column = context.words, points[_COLUMN.get(by, by)]
    shown = _shown(points, column, by)
    if by == "time":
        parts = [list(part) for part in np.array_split(np.array(shown, object), len(palette().times)) if len(part)]
    else:
        parts = [[value] for value in shown]
    place = {value: number for number, part in enumerate(parts) for value in part}
    of = np.array([place.get(value, len(parts)) for value in column.to_pylist()], np.uint8)
    counts = np.bincount(of, minlength=len(parts) + 1).tolist()
    names = [_name(context, by, part) for part in parts]
    colors = _colors(by, shown, len(parts))
    if not counts[-1]:
        return Groups(names, colors, counts[:-1], of)
    return Groups([*names, words(f"map.other_{by}")], [*colors, palette().neutral], counts, of)


def _shown(points: pa.Table, column: pa.ChunkedArray, by: str) -> list[Any]:
    """The values that have a color: months in order, others the most frequent first."""
    table = pa.table({"value": column, "person": points["person"]}).group_by("value")
    found = table.aggregate([("person", "count_distinct"), ("person", "count")]).to_pylist()
    enough = [row for row in found if row["value"] is not None and row["person_count_distinct"] >= FEWEST]
    if by == "time":
        return sorted(row["value"] for row in enough)
    enough.sort(key=lambda row: (-row["person_count"], row["value"]))
    return [row["value"] for row in enough[: len(palette().groups)]]


def _colors(by: str, shown: Sequence[Any], count: int) -> list[str]:
    colors = palette()
    if by == "sentiment":
        return [colors.sentiments[value] for value in shown]
    if by != "time":
        return list(colors.groups[:count])
    steps = np.linspace(0, len(colors.times) - 1, count).round().astype(int)
    return [colors.times[step] for step in steps]


def _name(context: PageContext, by: str, part: list[Any]) -> str:
    words = context.words
    if by == "theme":
        return names(context)[part[0]]
    if by != "time":
        return words.of(by, part[0])
    first, last = words.month(part[0]), words.month(part[-1])
    return first if first == last else words("map.months", first=first, last=last)


def names(context: PageContext) -> dict[str, str]:
    """Theme -> its name, whole."""
    return {row["theme_id"]: context.words.theme(row) for row in context.rows("map_themes")}


def labels(context: PageContext, points: pa.Table) -> list[tuple[float, float, str, int]]:
    """The names on the map: x, y, name, and how many points a theme has, which decides whose name is drawn first."""
    places, persons = coordinates(points), _numbers(points["person"])
    themes = pc.index_in(points["theme_id"], pa.array(known := names(context))).to_numpy()
    width, found = np.ptp(places, axis=0).max() if len(places) else 0, []
    for number, name in enumerate(known.values()):
        here = themes == number
        if len(np.unique(persons[here])) >= FEWEST:
            x, y = densest(places[here], width)
            found.append((round(x, 2), round(y, 2), name, int(here.sum())))
    return found


def _numbers(column: pa.ChunkedArray) -> npt.NDArray[np.int64]:
    """A number for each value, equal where the values are."""
    numbers: npt.NDArray[np.int64] = column.combine_chunks().dictionary_encode().indices.to_numpy(zero_copy_only=False)
    return numbers


def densest(places: Places, width: float) -> tuple[float, float]:
    """Where most of the places are: the middle of those in the fullest cell of a grid over a map of this width."""
    columns, rows = (np.floor((places - places.min(axis=0)) / max(width / _CELLS, 1e-6)).astype(np.int64)).T
    cell = columns * (rows.max() + 1) + rows
    x, y = places[cell == np.bincount(cell).argmax()].mean(axis=0).tolist()
    return x, y


def coordinates(points: pa.Table) -> Places:
    """x and y of each point, shape (points, 2)."""
    return np.column_stack([points["x"].to_numpy(), points["y"].to_numpy()]).astype(np.float32)


def lit(points: pa.Table, searched: str) -> Flags:
    """Which points have all the words of a search; all of them if there is no search."""
    wanted = folded(searched).split()
    if not wanted:
        return np.ones(points.num_rows, dtype=bool)
    texts = (folded(text or "") for text in points["sentence"].to_pylist())
    return np.fromiter((all(word in text for word in wanted) for text in texts), bool, points.num_rows)


def inside(places: Places, corners: Corners) -> Flags:
    """Which places lie inside the polygon: those from which a ray crosses its border an odd number of times."""
    x, y = places.T
    within = np.zeros(len(places), dtype=bool)
    for (ax, ay), (bx, by) in zip(corners, [*corners[1:], *corners[:1]], strict=True):
        if ay != by:
            within ^= ((ay > y) != (by > y)) & (x < (bx - ax) * (y - ay) / (by - ay) + ax)
    return within


def read_region(text: str) -> list[tuple[float, float]]:
    """The corners in an address, "x,y;x,y;…"; none if it is not a polygon."""
    try:
        corners = [(float(x), float(y)) for x, y in (corner.split(",") for corner in text.split(";"))]
    except ValueError:
        return []
    return corners if 3 <= len(corners) <= 100 and np.isfinite(corners).all() else []


def write_region(corners: Any) -> str:
    """Corners as an address has them."""
    return ";".join(f"{x:.1f},{y:.1f}" for x, y in corners or [])
