"""A chart as a picture, on white whatever the viewer's theme: SVG and PNG, made on this machine and without a network.

The font that draws Japanese is installed with vocpipe, so that a server without fonts does not draw boxes.
"""

import json
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

import altair as alt

from vocpipe.app.components.palette import LIGHT, on_white
from vocpipe.app.text import wrapped

FONT = "Noto Sans CJK JP"
_FONTS = f"{FONT}, Hiragino Sans, Yu Gothic, Meiryo, sans-serif"
_WIDTH = 720  # pixels of the chart's inner part
_COLUMNS = 84  # half-width columns of a title's line at that width
_SCALE = 2  # pixels of the PNG per pixel
Chart = alt.Chart | alt.LayerChart | alt.VConcatChart


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart with what stands over it: the finding, and where it comes from; both may be empty."""

    chart: Chart
    title: str = ""
    origin: str = ""
    width: int = _WIDTH
    stretch: float = 1.0  # of the height, where the chart has one that does not depend on its rows


def svg(drawn: Picture) -> str:
    """The picture as SVG; its texts stay texts."""
    drawing: str = _converter().vegalite_to_svg(_specification(drawn), allowed_base_urls=[])
    return drawing


def png(drawn: Picture) -> bytes:
    """The picture as PNG, at twice the size."""
    image: bytes = _converter().svg_to_png(svg(drawn), scale=_SCALE)
    return image


@cache
def fonts() -> str:
    """The folder of the font."""
    import noto_cjk_sans_jp_regular as font

    return str(font.FONT_PATH.parent)


@cache
def _converter() -> Any:
    import vl_convert

    vl_convert.register_font_directory(fonts())
    return vl_convert


def _specification(drawn: Picture) -> dict[str, Any]:
    with alt.data_transformers.disable_max_rows():
        chart = json.loads(on_white(json.dumps(drawn.chart.to_dict(), ensure_ascii=False)))
    for part in (chart, *chart.get("vconcat", ())):
        if "vconcat" not in part:
            part["width"] = drawn.width
        if isinstance(part.get("height"), int | float):
            part["height"] *= drawn.stretch
    chart["background"] = LIGHT.page
    chart["padding"] = 8
    chart["config"] = _with_defaults(chart.get("config", {}), _LOOK)
    if drawn.title:
        chart["title"] = {
            "text": wrapped(drawn.title, _COLUMNS),
            "subtitle": wrapped(drawn.origin, _COLUMNS * 4 // 3) if drawn.origin else [],
            "anchor": "start",
            "frame": "bounds",
            "offset": 16,
        }
    return dict(chart)


_LOOK: dict[str, Any] = {
    "font": _FONTS,
    "title": {
        "fontSize": 15,
        "fontWeight": "normal",
        "lineHeight": 21,
        "color": LIGHT.text,
        "subtitleColor": LIGHT.muted,
        "subtitleFontSize": 11,
    },
    "axis": {"labelFontSize": 12, "titleFontSize": 12, "tickColor": LIGHT.grid, "labelLimit": 400},
    "legend": {"labelFontSize": 12, "titleFontSize": 12, "labelLimit": 400},
}


def _with_defaults(given: dict[str, Any], defaults: dict[str, Any]) -> dict[str, Any]:
    """The configuration of a chart, filled up from the defaults wherever it says nothing."""
    filled = {**defaults, **given}
    inner = {
        name: _with_defaults(given[name], value)
        for name, value in defaults.items()
        if name in given and isinstance(value, dict)
    }
    return filled | inner


def size(drawing: str) -> tuple[float, float]:
    """Width and height of an SVG in pixels."""
    found = re.search(r'<svg[^>]* width="([\d.]+)" height="([\d.]+)"', drawing)
    return (float(found[1]), float(found[2])) if found else (1.0, 1.0)
