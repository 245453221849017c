"""A message as Markdown, which is also what people read in plain text."""

import re
from collections.abc import Iterator

from vocpipe.notify.document import Document, Line

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")
_BREAKS = re.compile(r"\s+")


def to_markdown(document: Document) -> str:
    """The message; what comes from data is escaped, so that it is shown as it is."""
    return "\n".join(_lines(document)) + "\n"


def _lines(document: Document) -> Iterator[str]:
    yield from (f"# {escaped(document.title)}", "", escaped(document.lead), "")
    for figure in document.figures:
        yield f"- **{escaped(figure.name)}: {escaped(figure.value)}** ({escaped(figure.basis)})"
    if document.figures:
        yield ""
    for section in document.sections:
        yield from (f"## {escaped(section.heading)}", "")
        yield from map(_line, section.lines)
        if section.more:
            yield f"- {escaped(section.more)}"
        yield ""
    yield from (f"[{escaped(document.link)}]({document.url})", "", escaped(document.footer))


def _line(line: Line) -> str:
    text = f"[{escaped(line.text)}]({line.url})" if line.url else f"**{escaped(line.text)}**"
    return f"- {text}" + (f"  \n  {escaped(line.detail)}" if line.detail else "")


def escaped(text: str) -> str:
    """The text in one line, with nothing in it that Markdown would take for a mark."""
    return _SPECIAL.sub(r"\\\1", _BREAKS.sub(" ", text).strip())
