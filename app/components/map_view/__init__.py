"""The interactive view of the map: up to hundreds of thousands of points, drawn by the viewer's graphics card.

The points travel as one packed block of bytes; embedding-atlas's view draws them, see the README beside this file.
"""

import json
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import streamlit as st

from vocpipe.app.components.map_points import Corners, Flags, Groups
from vocpipe.app.components.own_script import register
from vocpipe.app.components.palette import DARK, palette

_HTML = '<div class="v-map"><div class="v-map-view"></div><div class="v-map-legend"></div></div>'
_FOLDER = Path(__file__).parent
_LONGEST = 120  # characters of a sentence that the pointer reads


@dataclass(frozen=True, slots=True)
class View:
    """What the view shows: points (map_points.sql), their groups and counts, which are lit, names, and the frame."""

    points: pa.Table
    groups: Groups
    lit: Flags
    labels: list[tuple[float, float, str, int]]
    counts: list[str]
    region: Corners
    hidden: str  # in place of a sentence that may not be shown
    buttons: tuple[str, str]  # what the two buttons do: frame points by a rectangle, or freely


def show_view(view: View, *, height: int, on_region: Callable[[], None]) -> Any:
    """Draw the view; the result has `picked` (the number of a point that was just clicked) and `region` (corners)."""
    css = (_FOLDER / "view.css").read_text(encoding="utf-8") + f".v-map-view {{ height: {height}px; }}"
    mount = st.components.v2.component(register("map_view", _FOLDER), html=_HTML, css=css, js="view.js")
    return mount(key="map", data=packed(view), on_picked_change=lambda: None, on_region_change=on_region)


def packed(view: View) -> bytes:
    """The points and what belongs to them in one block; view.js says how it is laid out."""
    head = json.dumps(_head(view), ensure_ascii=False).encode()
    columns = (
        view.points["x"].to_numpy().astype("<f4"),
        view.points["y"].to_numpy().astype("<f4"),
        np.arange(view.points.num_rows, dtype="<u4"),
        view.groups.of,
        view.lit.astype(np.uint8),
    )
    texts = "\n".join(_short(view.points["sentence"], view.hidden).to_pylist())
    packed_texts = zlib.compress(texts.encode(), level=1)
    return b"".join((len(head).to_bytes(4, "little"), head, *(column.tobytes() for column in columns), packed_texts))


def _head(view: View) -> dict[str, Any]:
    colors = palette()
    return {
        "n": view.points.num_rows,
        "colors": view.groups.colors,
        "groups": list(zip(view.groups.names, view.counts, strict=True)),
        "labels": view.labels,
        "region": [{"x": x, "y": y} for x, y in view.region] or None,
        "buttons": view.buttons,
        "scheme": "dark" if colors == DARK else "light",
        "font": st.get_option("theme.font") or "system-ui, sans-serif",
        "size": 4 if view.points.num_rows < 20_000 else 2,
        **{name: getattr(colors, name) for name in ("text", "page", "dim")},
    }


def _short(texts: pa.ChunkedArray, hidden: str) -> pa.ChunkedArray:
    """Each sentence on one line, cut where the pointer's box would grow too large."""
    lines = pc.ascii_trim_whitespace(pc.replace_substring_regex(pc.fill_null(texts, hidden), r"\s+", " "))
    cut = pc.binary_join_element_wise(pc.utf8_slice_codeunits(lines, 0, _LONGEST), "…", "")
    return pc.if_else(pc.greater(pc.utf8_length(lines), _LONGEST), cut, lines)
