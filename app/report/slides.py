"""A report as PowerPoint slides: a slide per block, charts as pictures, tables as tables that can be edited."""

import io
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from vocpipe.app.components.cells import Table
from vocpipe.app.components.palette import LIGHT
from vocpipe.app.components.picture import Picture, png, size, svg
from vocpipe.app.report.document import Block, Report
from vocpipe.app.text import columns, wrapped

_WIDTH, _HEIGHT = 13.333, 7.5  # inches, 16:9
_LEFT, _TOP, _BOTTOM = 0.6, 1.45, 6.85
_INNER = _WIDTH - 2 * _LEFT
_SIDE = 4.0  # inches for the texts beside a chart
_SHAPES = {False: 760, True: 600}  # pixels of a chart's inner part: alone on its slide, beside texts
_STRETCH = 1.6
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_FONTS = {"latin": "Segoe UI", "ea": "Yu Gothic"}
_TITLE_ONLY = 5  # layout of the template
_LINES_ALONE = "{5940675A-B579-460E-94D1-54222C63F5DA}"  # PowerPoint's table style "No Style, Table Grid"
_CELL = 12  # points
Said = tuple[str, int, str]  # a paragraph: the text, its points and its color


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


def _tables(deck: Any, report: Report, block: Block, table: Table, said: Sequence[Said]) -> None:
    """The table on as many slides as it needs, the texts below the last part."""
    widths = _widths(table)
    below = sum(_lines(text, points, _INNER) * points / 55 for text, points, _ in said)
    parts = _split([_height(row, widths) for row in table.rows], _BOTTOM - _TOP - _height(table.head, widths) - below)
    for place, (start, stop) in enumerate(parts, start=1):
        title = block.title
        if len(parts) > 1:
            title = report.wording.continued.format(title=title, n=place, all=len(parts))
        slide = _slide(deck, title, block.origin)
        bottom = _table(slide, table, table.rows[start:stop], widths)
        if place == len(parts) and said:
            _texts(slide, said, (_LEFT, bottom + 0.1, _INNER))


def _split(heights: Sequence[float], room: float) -> list[tuple[int, int]]:
    """(first, behind the last) row of each slide, so that the rows of a slide fit."""
    parts, start, used = [], 0, 0.0
    for place, height in enumerate(heights):
        if used + height > room and place > start:
            parts.append((start, place))
            start, used = place, 0.0
        used += height
    return [*parts, (start, len(heights))]


def _height(row: Sequence[Any], widths: Sequence[float]) -> float:
    """Inches that a row of the table needs."""
    return 0.2 + 0.2 * max(_lines(str(cell), _CELL, width - 0.2) for cell, width in zip(row, widths, strict=True))


def _lines(text: str, points: float, width: float) -> int:
    """Lines of a text in a box of that width in inches."""
    return len(wrapped(text, max(int(width * 72 / (points * 0.52)), 4)))


def _slide(deck: Any, title: str, origin: str, *, top: float = 0.4, points: int = 24) -> Any:
    from pptx.enum.shapes import MSO_SHAPE
    from pptx.util import Inches

    slide = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
    box = slide.shapes.title
    box.left, box.top, box.width, box.height = (Inches(value) for value in (_LEFT, top, _INNER, 0.95))
    _fill(box.text_frame, [(title, points if len(title) < 60 else points - 5, LIGHT.text)])
    band = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, Inches(_WIDTH), Inches(0.09))
    band.fill.solid()
    band.fill.fore_color.rgb = _rgb(LIGHT.accent)
    band.line.fill.background()
    _texts(slide, [(origin, 10, LIGHT.muted)], (_LEFT, 6.95, _INNER))
    return slide


def _texts(slide: Any, said: Sequence[Said], place: tuple[float, float, float]) -> None:
    """Paragraphs (text, points, color) in a box at (left, top, width) in inches."""
    from pptx.util import Inches

    if said:
        left, top, width = (Inches(value) for value in place)
        _fill(slide.shapes.add_textbox(left, top, width, Inches(0.4)).text_frame, said)


def _fill(frame: Any, said: Sequence[Said]) -> None:
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
    from pptx.util import Pt

    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = 0
    for number, (text, points, color) in enumerate(said):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment, paragraph.space_after = PP_ALIGN.LEFT, Pt(points / 4)
        _run(paragraph, text, points, color)


def _run(paragraph: Any, text: str, points: float, color: str) -> None:
    from pptx.util import Pt

    run = paragraph.add_run()
    run.text = " ".join(text.split())
    run.font.size, run.font.bold = Pt(points), False
    run.font.color.rgb = _rgb(color)
    run.font.name = _FONTS["latin"]
    # The library names no font for Japanese; without one PowerPoint takes that of the template.
    properties = run._r.get_or_add_rPr()
    east = properties.makeelement(f"{_A}ea", {"typeface": _FONTS["ea"]})
    properties.find(f"{_A}latin").addnext(east)


def _rgb(color: str) -> Any:
    """A color as the library has it, of "#1f4f8f"."""
    from pptx.dml.color import RGBColor

    made: Any = RGBColor  # which has no types
    return made(*bytes.fromhex(color.removeprefix("#")))


def _picture(slide: Any, block: Block, *, beside: bool) -> None:
    """The chart as large as it fits, with its finding as the alternative text."""
    from pptx.util import Inches

    if block.figure is None:
        return
    room, tall = _INNER - _SIDE - 0.3 if beside else _INNER, _BOTTOM - _TOP
    drawn = Picture(block.figure.chart, width=_SHAPES[beside], stretch=_STRETCH)
    width, height = size(svg(drawn))
    if height * room > width * tall:  # wider instead, so that a chart of many rows fills the room
        drawn = replace(drawn, width=round(drawn.width * height * room / (width * tall)))
        width, height = size(svg(drawn))
    scale = min(room / width, tall / height)
    image = slide.shapes.add_picture(io.BytesIO(png(drawn)), Inches(_LEFT), Inches(_TOP), width=Inches(width * scale))
    image._element.nvPicPr.cNvPr.set("descr", block.figure.title)


def _table(slide: Any, table: Table, rows: Sequence[Sequence[Any]], widths: Sequence[float]) -> float:
    """Draw the rows; the bottom of the table in inches."""
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Inches

    lines = [table.head, *rows]
    heights = [_height(row, widths) for row in lines]
    place = [Inches(value) for value in (_LEFT, _TOP, _INNER, sum(heights))]
    shape = slide.shapes.add_table(len(lines), len(table.head), *place)
    _plain_style(shape)
    for column, width in enumerate(widths):
        shape.table.columns[column].width = Inches(width)
    for number, row in enumerate(lines):
        shape.table.rows[number].height = Inches(heights[number])
        for column, cell in enumerate(row):
            paragraph = shape.table.cell(number, column).text_frame.paragraphs[0]
            paragraph.alignment = PP_ALIGN.RIGHT if column in set(table.numeric) else PP_ALIGN.LEFT
            _run(paragraph, str(cell), _CELL, LIGHT.muted if number == 0 else LIGHT.text)
    return _TOP + sum(heights)


def _plain_style(shape: Any) -> None:
    """Thin lines alone, no bands."""
    properties = shape._element.graphic.graphicData.tbl.tblPr
    properties.find(f"{_A}tableStyleId").text = _LINES_ALONE
    shape.table.horz_banding = shape.table.first_row = False


def _widths(table: Table) -> list[float]:
    """Inches of each column, by its longest text."""
    longest = [
        min(max([columns(str(row[i])) for row in table.rows] + [columns(name), 8]), 60) + 3
        for i, name in enumerate(table.head)
    ]
    return [_INNER * n / sum(longest) for n in longest]
