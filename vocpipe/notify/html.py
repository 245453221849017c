"""A message as HTML for mail: one column of tables with styles at each place, as mail programs need it."""

from collections.abc import Iterator, Sequence
from html import escape

from vocpipe.notify.document import Document, Figure, Line, Section

_FONT = "font-family:-apple-system,'Segoe UI','Hiragino Sans','Noto Sans JP',Meiryo,Arial,sans-serif"
_INK, _SOFT, _RULE, _LINK, _PAPER = "#1f2733", "#5b6675", "#dfe4ea", "#0b5fb0", "#f4f6f8"
_PAGE = (
    '<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    '<meta name="color-scheme" content="light"><title>{title}</title></head>'
    f'<body style="margin:0;background:{_PAPER};{_FONT};color:{_INK}">'
    f'<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:{_PAPER}"><tr>'
    '<td align="center" style="padding:24px 12px">'
    '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" '
    f'style="max-width:600px;background:#ffffff;border:1px solid {_RULE};border-radius:8px">'
)
_END = "</table></td></tr></table></body></html>\n"
_ROW = '<tr><td style="padding:{padding}">{inner}</td></tr>'


def to_html(document: Document) -> str:
    """The message as a whole page, which loads nothing from anywhere."""
    head = _PAGE.format(language=document.language, title=escape(document.title))
    return head + "".join(_rows(document)) + _END


def _rows(document: Document) -> Iterator[str]:
    title = f'<h1 style="margin:0 0 6px;font-size:20px;line-height:1.35">{escape(document.title)}</h1>'
    lead = f'<p style="margin:0;font-size:14px;line-height:1.6;color:{_SOFT}">{escape(document.lead)}</p>'
    yield _ROW.format(padding="24px 28px 16px", inner=title + lead)
    if document.figures:
        yield _ROW.format(padding="0 28px 8px", inner=_figures(document.figures))
    for section in document.sections:
        yield _ROW.format(padding="12px 28px 4px", inner=_section(section))
    button = (
        f'<a href="{escape(document.url)}" style="display:inline-block;padding:10px 18px;border-radius:6px;'
        f'background:{_LINK};color:#ffffff;font-size:14px;text-decoration:none">{escape(document.link)}</a>'
    )
    footer = f'<p style="margin:18px 0 0;font-size:12px;line-height:1.6;color:{_SOFT}">{escape(document.footer)}</p>'
    yield _ROW.format(padding="16px 28px 24px", inner=button + footer)


def _figures(figures: Sequence[Figure]) -> str:
    """The figures beside each other, or below each other where there is little room."""
    return f'<div style="border-top:2px solid {_INK};padding-top:10px">{"".join(map(_figure, figures))}</div>'


def _figure(figure: Figure) -> str:
    return (
        '<div style="display:inline-block;vertical-align:top;width:128px;padding:0 6px 10px 0">'
        f'<div style="font-size:12px;color:{_SOFT}">{escape(figure.name)}</div>'
        f'<div style="font-size:22px;line-height:1.4;font-weight:600">{escape(figure.value)}</div>'
        f'<div style="font-size:12px;line-height:1.5;color:{_SOFT}">{escape(figure.basis)}</div></div>'
    )


def _section(section: Section) -> str:
    heading = (
        f'<h2 style="margin:0 0 4px;padding-top:12px;border-top:1px solid {_RULE};font-size:15px;line-height:1.5">'
        f"{escape(section.heading)}</h2>"
    )
    more = f'<p style="margin:6px 0;font-size:13px;color:{_SOFT}">{escape(section.more)}</p>' if section.more else ""
    return heading + "".join(map(_line, section.lines)) + more


def _line(line: Line) -> str:
    text = escape(line.text)
    if line.url:
        text = f'<a href="{escape(line.url)}" style="color:{_LINK};text-decoration:none">{text}</a>'
    detail = f'<br><span style="font-size:13px;color:{_SOFT}">{escape(line.detail)}</span>' if line.detail else ""
    return f'<p style="margin:8px 0;font-size:14px;line-height:1.6">{text}{detail}</p>'
