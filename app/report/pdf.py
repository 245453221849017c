"""A report as PDF: a page per block, charts as drawings, and the font inside, so that every machine shows the same."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from unicodedata import category, east_asian_width

from vocpipe.app.components.cells import Table
from vocpipe.app.components.picture import FONT, Picture, fonts, size, svg
from vocpipe.app.report.document import Block, Report
from vocpipe.app.text import columns

_TEMPLATE = Path(__file__).parent / "report.typ"
_WIDTH, _HEIGHT = 17.0, 18.0  # centimeters that a chart may have
_WHOLE = 1_200  # letters of a block that is not split between pages
_PAGE = 105  # half-width letters side by side on a page
_NARROW, _LONGEST, _LEAST = 26, 70, 12  # half-width letters: as wide as its texts, no wider, and no narrower
_EDGES = 3  # half-width letters that the edges of a cell take


def to_pdf(report: Report) -> bytes:
    """The file; texts stay texts, which can be searched and copied."""
    import typst

    content = {
        "title": report.title,
        "note": [line for line in report.note.splitlines() if line.strip()],
        "origin": report.origin,
        "language": report.language,
        "page": report.wording.page,
        "font": FONT,
        "blocks": [_block(report, block) for block in report.blocks],
    }
    pages: bytes = typst.compile(
        str(_TEMPLATE),
        font_paths=[fonts()],
        sys_inputs={"report": _without_emoji(json.dumps(content, ensure_ascii=False))},
    )
    return pages


def _without_emoji(text: str) -> str:
    """The text without pictures, which the font has not: an empty box in their place would only disturb."""
    return "".join(letter for letter in text if not _is_emoji(letter))


def _is_emoji(letter: str) -> bool:
    is_wide = category(letter) == "So" and east_asian_width(letter) == "W" and not "\u2e80" <= letter <= "\uffff"
    return is_wide or letter in "\ufe0f\u200d" or "\U0001f3fb" <= letter <= "\U0001f3ff"  # skin tones


def _block(report: Report, block: Block) -> dict[str, Any]:
    said = [*block.lines, *(quote.text for quote in block.quotes)]
    behind = [block.figure.behind] if block.figure and report.with_tables else []
    return {
        "title": block.title,
        "origin": block.origin,
        "lines": list(block.lines),
        "drawing": _drawing(block),
        "tables": [_table(table) for table in [*([block.table] if block.table else []), *behind]],
        "whole": block.table is None and not behind and len("".join(said)) < _WHOLE,
        "quotes": [{"text": quote.text, "origin": quote.origin} for quote in block.quotes],
    }


def _drawing(block: Block) -> dict[str, Any] | None:
    if block.figure is None:
        return None
    drawing = svg(Picture(block.figure.chart, stretch=1.2))
    width, height = size(drawing)
    return {"svg": drawing, "alt": block.figure.title, "width": min(_WIDTH, _HEIGHT * width / height)}


def _table(table: Table) -> dict[str, Any]:
    """Narrow columns are as wide as their texts (0), the others share the rest."""
    longest = [max([columns(str(row[i])) for row in table.rows] + [columns(name)]) for i, name in enumerate(table.head)]
    narrow = _narrow(longest)
    widths = [0 if n <= narrow else min(max(n, _LEAST), _LONGEST) for n in longest]
    rows = [[str(cell) for cell in row] for row in table.rows]
    return {"head": list(table.head), "rows": rows, "numeric": list(table.numeric), "widths": widths}


def _narrow(longest: Sequence[int]) -> int:
    """Up to which length a column is as wide as its texts, so that the others find room beside all of them."""
    for most in range(_NARROW, 0, -1):
        wide = sum(n > most for n in longest)
        if sum(n + _EDGES for n in longest if n <= most) + wide * (_LEAST + _EDGES) <= _PAGE:
            return most
    return 0
