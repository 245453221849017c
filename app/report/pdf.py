"""A report as PDF: a page per block, charts as drawings, and the font inside, so that every machine shows the same."""

import json
from pathlib import Path
from typing import Any

from vocpipe.app.components.cells import Table
from vocpipe.app.components.picture import FONT, Picture, fonts, size, svg
from vocpipe.app.report.document import Block, Report
from vocpipe.app.text import columns

_TEMPLATE = Path(__file__).parent / "report.typ"
_WIDTH, _HEIGHT = 17.0, 18.0  # centimeters that a chart may have
_WHOLE = 1_200  # letters of a block that is not split between pages
_NARROW, _LONGEST = 26, 70  # half-width columns: as wide as its texts below, no wider than above


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
        str(_TEMPLATE), font_paths=[fonts()], sys_inputs={"report": json.dumps(content, ensure_ascii=False)}
    )
    return pages


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
    widths = [0 if n <= _NARROW else min(n, _LONGEST) for n in longest]
    rows = [[str(cell) for cell in row] for row in table.rows]
    return {"head": list(table.head), "rows": rows, "numeric": list(table.numeric), "widths": widths}
