"""A report as PowerPoint slides: a slide per block, charts as pictures, tables as tables that can be edited."""

import io
from collections.abc import Sequence
from typing import Any

from vocpipe.app.components.cells import Table
from vocpipe.app.components.palette import LIGHT
from vocpipe.app.components.picture import Picture, png, size, svg
from vocpipe.app.report.document import Block, Report

_WIDTH, _HEIGHT = 13.333, 7.5  # inches, 16:9
_LEFT, _TOP, _BOTTOM = 0.6, 1.45, 6.85
_INNER = _WIDTH - 2 * _LEFT
_SIDE = 4.0  # inches for the texts beside a chart
_ROWS = 9  # of a table on one slide
_WIDE = 1_000  # pixels of a chart's inner part on a slide of its own
_NARROW = 640  # beside texts
_FONTS = {"latin": "Segoe UI", "ea": "Yu Gothic"}
_TITLE_ONLY = 5  # layout of the template


def to_slides(report: Report) -> bytes:
    """The file: a slide with the title, then the blocks; each slide names where its numbers come from."""
    import pptx
    from pptx.util import Inches

    deck = pptx.Presentation()
    deck.slide_width, deck.slide_height = Inches(_WIDTH), Inches(_HEIGHT)
    deck.core_properties.title = report.title
    first = _slide(deck, report.title, report.origin, top=2.4, points=36)
    _texts(first, [(line, 18, LIGHT.text) for line in report.note.splitlines() if line.strip()], (_LEFT, 3.7, _INNER))
    for block in report.blocks:
        _block(deck, report, block)
    written = io.BytesIO()
    deck.save(written)
    return written.getvalue()


def _block(deck: Any, report: Report, block: Block) -> None:
    said = [(line, 14, LIGHT.text) for line in block.lines]
    for quote in block.quotes:
        said += [(quote.text, 14, LIGHT.accent), (quote.origin, 10, LIGHT.muted)]
    if block.figure:
        slide = _slide(deck, block.title, block.origin)
        _picture(slide, block, beside=bool(said))
        if said:
            _texts(slide, said, (_WIDTH - _LEFT - _SIDE, _TOP, _SIDE))
        if report.with_tables:
            _tables(deck, report, block, block.figure.behind, [])
    elif block.table:
        _tables(deck, report, block, block.table, said)
    else:
        _texts(_slide(deck, block.title, block.origin), said, (_LEFT, _TOP, _INNER))


def _tables(deck: Any, report: Report, block: Block, table: Table, said: Sequence[tuple[str, int, str]]) -> None:
    """The table on as many slides as it needs, the texts below the last part."""
    parts = [table.rows[start : start + _ROWS] for start in range(0, len(table.rows), _ROWS)]
    for place, rows in enumerate(parts, start=1):
        title = block.title
        if len(parts) > 1:
            title = report.wording.continued.format(title=title, n=place, all=len(parts))
        slide = _slide(deck, title, block.origin)
        bottom = _table(slide, table, rows)
        if place == len(parts) and said:
            _texts(slide, said, (_LEFT, bottom + 0.15, _INNER))


def _slide(deck: Any, title: str, origin: str, *, top: float = 0.4, points: int = 24) -> Any:
    from pptx.util import Inches

    slide = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
    box = slide.shapes.title
    box.left, box.top, box.width, box.height = (Inches(value) for value in (_LEFT, top, _INNER, 0.95))
    _fill(box.text_frame, [(title, points if len(title) < 60 else points - 5, LIGHT.text)])
    _texts(slide, [(origin, 10, LIGHT.muted)], (_LEFT, 6.95, _INNER))
    return slide


def _texts(slide: Any, said: Sequence[tuple[str, int, str]], place: tuple[float, float, float]) -> None:
    """Paragraphs (text, points, color) in a box at (left, top, width) in inches."""
    from pptx.util import Inches

    if said:
        left, top, width = (Inches(value) for value in place)
        _fill(slide.shapes.add_textbox(left, top, width, Inches(0.4)).text_frame, said)


def _fill(frame: Any, said: Sequence[tuple[str, int, str]]) -> None:
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN

    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = 0
    for number, (text, points, color) in enumerate(said):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        _run(paragraph, text, points, color)


def _run(paragraph: Any, text: str, points: float, color: str) -> None:
    from pptx.dml.color import RGBColor
    from pptx.util import Pt

    run = paragraph.add_run()
    run.text = " ".join(text.split())
    run.font.size, run.font.bold = Pt(points), False
    run.font.color.rgb = RGBColor.from_string(color.removeprefix("#").upper())
    run.font.name = _FONTS["latin"]
    # The library names no font for Japanese; without one PowerPoint takes that of the template.
    properties = run._r.get_or_add_rPr()
    east = properties.makeelement(
        "{http://schemas.openxmlformats.org/drawingml/2006/main}ea", {"typeface": _FONTS["ea"]}
    )
    properties.find("{http://schemas.openxmlformats.org/drawingml/2006/main}latin").addnext(east)


def _picture(slide: Any, block: Block, *, beside: bool) -> None:
    """The chart as large as it fits, with its finding as the alternative text."""
    from pptx.util import Inches

    if block.figure is None:
        return
    drawn = Picture(block.figure.chart, width=_NARROW if beside else _WIDE)
    width, height = size(svg(drawn))
    room = _INNER - _SIDE - 0.3 if beside else _INNER
    scale = min(room / width, (_BOTTOM - _TOP) / height)
    image = slide.shapes.add_picture(io.BytesIO(png(drawn)), Inches(_LEFT), Inches(_TOP), width=Inches(width * scale))
    image._element.nvPicPr.cNvPr.set("descr", block.figure.title)


def _table(slide: Any, table: Table, rows: Sequence[Sequence[Any]]) -> float:
    """Draw the rows; the bottom of the table in inches, at least: PowerPoint lets rows grow with their texts."""
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Inches

    height = 0.42
    bottom = _TOP + height * (len(rows) + 1)
    shape = slide.shapes.add_table(
        len(rows) + 1, len(table.head), Inches(_LEFT), Inches(_TOP), Inches(_INNER), Inches(bottom - _TOP)
    )
    _plain_style(shape)
    right = set(table.numeric)
    for column, width in enumerate(_widths(table)):
        shape.table.columns[column].width = Inches(width)
    for number, row in enumerate([table.head, *rows]):
        for column, cell in enumerate(row):
            paragraph = shape.table.cell(number, column).text_frame.paragraphs[0]
            paragraph.alignment = PP_ALIGN.RIGHT if column in right else PP_ALIGN.LEFT
            _run(paragraph, str(cell), 12, LIGHT.muted if number == 0 else LIGHT.text)
    return bottom


def _plain_style(shape: Any) -> None:
    """Thin lines alone: PowerPoint's own style "No Style, Table Grid" without bands."""
    properties = shape._element.graphic.graphicData.tbl.tblPr
    properties.find("{http://schemas.openxmlformats.org/drawingml/2006/main}tableStyleId").text = _LINES_ALONE
    shape.table.horz_banding = shape.table.first_row = False


_LINES_ALONE = "{5940675A-B579-460E-94D1-54222C63F5DA}"


def _widths(table: Table) -> list[float]:
    """Inches of each column, by its longest text."""
    longest = [
        min(max([len(str(row[i])) for row in table.rows] + [len(name), 6]), 36) for i, name in enumerate(table.head)
    ]
    return [_INNER * n / sum(longest) for n in longest]
