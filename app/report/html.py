"""A report as one HTML file that asks nothing of any network: charts inside as SVG, no script, no remote address."""

import re
from pathlib import Path

from vocpipe.app.components.cells import Table
from vocpipe.app.components.picture import Picture, svg
from vocpipe.app.report.document import Block, Quote, Report
from vocpipe.app.text import escaped

_STYLE = (Path(__file__).parent / "report.css").read_text(encoding="utf-8")
# Nothing may be loaded, whatever stands in the file.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_NAMESPACES = re.compile(r' xmlns(:xlink)?="[^"]*"')
_OWN_IDS = re.compile(r'(\bid="|url\(#|href="#)')


def to_html(report: Report) -> bytes:
    """The file."""
    blocks = "\n".join(_block(report, block, place) for place, block in enumerate(report.blocks))
    note = "".join(f"<p>{escaped(line)}</p>" for line in report.note.splitlines() if line.strip())
    return (
        f'<!doctype html>\n<html lang="{report.language}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{escaped(_POLICY)}">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{escaped(report.title)}</title>'
        f"<style>{_STYLE}</style></head><body><header><h1>{escaped(report.title)}</h1>{note}"
        f'<p class="origin">{escaped(report.origin)}</p></header>\n<main>{blocks}</main></body></html>\n'
    ).encode()


def _block(report: Report, block: Block, place: int) -> str:
    figure = ""
    if block.figure:
        figure = _drawing(block, place) + _behind(report.wording.table, block.figure.behind)
    table = _table(block.table) if block.table else ""
    lines = "".join(f"<li>{escaped(line)}</li>" for line in block.lines)
    quotes = "".join(map(_quote, block.quotes))
    return (
        f"<section><h2>{escaped(block.title)}</h2>{figure}{table}"
        f'{f"<ul>{lines}</ul>" if lines else ""}{quotes}<p class="origin">{escaped(block.origin)}</p></section>'
    )


def _drawing(block: Block, place: int) -> str:
    """The chart as a part of the page: its inner names are made its own, since all charts start from the same."""
    if block.figure is None:
        return ""
    drawing = _NAMESPACES.sub("", svg(Picture(block.figure.chart, stretch=1.2)))
    drawing = _OWN_IDS.sub(rf"\g<1>b{place}-", drawing)
    title = escaped(block.figure.title)
    return f'<figure role="img" aria-label="{title}">{drawing}</figure>'


def _behind(label: str, table: Table) -> str:
    return f"<details><summary>{escaped(label)}</summary>{_table(table)}</details>"


def _table(table: Table) -> str:
    css = [' class="n"' if column in set(table.numeric) else "" for column in range(len(table.head))]
    head = "".join(f'<th scope="col"{css[i]}>{escaped(name)}</th>' for i, name in enumerate(table.head))
    rows = "".join(
        "<tr>" + "".join(f"<td{css[i]}>{escaped(cell)}</td>" for i, cell in enumerate(row)) + "</tr>"
        for row in table.rows
    )
    return f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'


def _quote(quote: Quote) -> str:
    lang = f' lang="{escaped(quote.lang)}"' if quote.lang else ""
    return f"<blockquote{lang}>{escaped(quote.text)}<footer>{escaped(quote.origin)}</footer></blockquote>"
