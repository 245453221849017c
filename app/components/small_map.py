"""A small, still map of what customers talk about, with the names of the largest themes and a way to the whole map."""

from base64 import b64encode
from typing import Any

import streamlit as st

from vocpipe.app.components.layout import note
from vocpipe.app.components.map_points import FEWEST, names
from vocpipe.app.components.palette import palette
from vocpipe.app.context import PageContext
from vocpipe.app.text import escaped, plain

_POINTS = 1500
_WIDTH, _HEIGHT = 360, 200


def show_small_map(context: PageContext) -> None:
    """Draw it with a link to the map; one gray line if there is nothing to draw, or too few people said it."""
    words = context.words
    rows = context.rows("map_small", size=_POINTS)
    st.markdown(f"**{plain(words('map.small_title'))}**")
    if not rows or rows[0]["people"] < FEWEST:
        note(words("map.few", n=FEWEST))
        return
    known, colors = names(context), palette().groups
    sizes = {row["theme_id"]: row["n_theme"] for row in rows if row["theme_id"]}
    largest = sorted(sizes, key=lambda theme: (-sizes[theme], theme))
    color = dict(zip(largest, colors, strict=False))
    alt = words("map.small_alt", n=words.number(rows[0]["n"]))
    drawn = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}">{_dots(rows, color)}</svg>'
    # Streamlit takes drawings out of HTML, but not pictures.
    picture = f"data:image/svg+xml;base64,{b64encode(drawn.encode()).decode()}"
    st.html(f'<img src="{picture}" alt="{escaped(alt)}" style="width:100%">')
    lines = (
        f'<div><span style="color:{color[theme]}">●</span> {escaped(known[theme])} '
        f'<span class="v-note">{words.number(sizes[theme])}</span></div>'
        for theme in largest
    )
    st.html("".join(lines))
    context.link("map", words("map.open"))


def _dots(rows: list[dict[str, Any]], color: dict[str, str]) -> str:
    """The points, the gray ones first; what lies far outside is left out."""
    xs, ys = (sorted(row[axis] for row in rows) for axis in ("x", "y"))
    low, high = len(rows) // 100, len(rows) - 1 - len(rows) // 100
    scale = min(_WIDTH / max(xs[high] - xs[low], 1), _HEIGHT / max(ys[high] - ys[low], 1)) * 0.95
    middle = (xs[low] + xs[high]) / 2, (ys[low] + ys[high]) / 2
    dots, neutral = [], palette().neutral
    for row in sorted(rows, key=lambda row: row["theme_id"] is not None):
        x, y = _WIDTH / 2 + (row["x"] - middle[0]) * scale, _HEIGHT / 2 - (row["y"] - middle[1]) * scale
        fill = color.get(row["theme_id"], neutral)
        dots.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="1.6" fill="{fill}"/>')
    return "".join(dots)
