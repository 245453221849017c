"""Text that came from outside, made safe to show: what customers wrote is data, never mark-up."""

import html
import re
import unicodedata

# Every character that Markdown or one of Streamlit's directives could read as mark-up.
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$&^=])")
_BLANKS = re.compile(r"\s+")
_UNBROKEN = re.compile(
    r"[!-~\u00a1-\u024f\u2212]+\s*|.", re.DOTALL
)  # words of alphabets; elsewhere a line may end anywhere


def plain(text: str) -> str:
    """The text escaped for Markdown, on one line."""
    # A word joiner behind the colon: ":red[" and ":smile:" are read before backslashes are.
    return _MARKDOWN.sub(r"\\\1", _BLANKS.sub(" ", text)).replace(":", ":\u2060")


def escaped(text: object) -> str:
    """The text escaped for HTML."""
    return html.escape(str(text))


def marked(text: str, *pieces: str | None) -> str:
    """The whole text as HTML, with the first occurrence of each of the pieces marked, whatever its blanks."""
    html, done = "", 0
    for start, end in sorted(span for piece in pieces if (span := _find(text, piece))):
        if start >= done:
            html += f"{escaped(text[done:start])}<mark>{escaped(text[start:end])}</mark>"
            done = end
    return html + escaped(text[done:])


def excerpt(text: str, *pieces: str | None, around: int = 180) -> tuple[str, bool]:
    """A long text cut to what surrounds the first of the pieces in it, as HTML, and whether anything was cut."""
    start, end = min((span for piece in pieces if (span := _find(text, piece))), default=(0, 0))
    first, last = max(0, start - around), min(len(text), end + around)
    if len(text) <= 3 * around or (first == 0 and last == len(text)):
        return marked(text, *pieces), False
    piece = marked(text[first:last], *pieces)
    return ("… " if first else "") + piece + (" …" if last < len(text) else ""), True


def wrapped(text: str, columns: int) -> list[str]:
    """The whole text in lines of at most `columns` half-width columns; a longer word has a line of its own."""
    lines, width = [""], 0
    for piece in _UNBROKEN.findall(text):
        wide = sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in piece.rstrip())
        if lines[-1] and width + wide > columns:
            lines.append("")
            width = 0
        lines[-1] += piece
        width += wide + len(piece) - len(piece.rstrip())
    return [line.strip() for line in lines]


def columns(text: str) -> int:
    """The half-width columns of the longest line."""
    lines = text.split("\n")
    return max(sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in line) for line in lines)


def address_of(url: str | None) -> str | None:
    """The URL if a browser may be sent there, else None."""
    return url if url and re.match(r"https?://[^\s\"'<>]+$", url) else None


def _find(text: str, sentence: str | None) -> tuple[int, int] | None:
    words = (sentence or "").split()
    if not words:
        return None
    match = re.search(r"\s+".join(map(re.escape, words)), text)
    return match.span() if match else None
