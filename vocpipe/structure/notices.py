"""Words that nobody wrote about anything: disclaimers, answers of a mailbox to itself, and what mail programs add."""

import re
from itertools import islice

from vocpipe.lexicon import alternatives, lexicon

_WORDS = lexicon("mail")
_ADDED = re.compile(rf"\s*(?:{alternatives(_WORDS['added'])})\s*$", re.IGNORECASE)
_AUTO_REPLY = re.compile(rf"\W*(?:{alternatives(_WORDS['auto_reply'])})", re.IGNORECASE)
_AWAY = re.compile(rf"\W*(?:{alternatives(_WORDS['away'])})", re.IGNORECASE)
_AWAY_TOO = re.compile(alternatives(_WORDS["away_too"]), re.IGNORECASE)
_MAX_AWAY = 700  # characters of an answer that says when somebody is back

_DISCLAIMER_BEGINS = re.compile(
    rf"(?:^|(?<=[.!?。！？\n])\s*)(?:[*※＊-]\s?){{0,3}}(?={alternatives(_WORDS['disclaimer_begins'])})", re.IGNORECASE
)
_SECRET = re.compile(alternatives(_WORDS["disclaimer_secret"]), re.IGNORECASE)
_ELSE = tuple(re.compile(pattern, re.IGNORECASE) for pattern in _WORDS["disclaimer_else"])
_FIRST_PERSON = re.compile(r"\b(?:I|I['’]m|[Mm]y|me|[Ii]ch|[Mm]ein\w*|je|mon|ma)\b|私|自分|僕")
_MAX_LINE = 400  # characters of a line that a program adds
_MAX_BEGINNINGS, _MAX_DISCLAIMER = 20, 3_000  # of a paragraph; characters of what is taken for a disclaimer
_PARAGRAPH = re.compile(r"\n[ \t]*\n")


def is_auto_reply(text: str) -> bool:
    """Whether a mailbox gave this answer by itself: "Automatic reply: …", 自動返信, somebody is out of the office."""
    if _AUTO_REPLY.match(text):
        return True
    return len(text) <= _MAX_AWAY and bool(_AWAY.match(text) and _AWAY_TOO.search(text))


def without_notices(text: str) -> str:
    """`text` without disclaimers and without lines that mail programs and guards against viruses add."""
    text = "\n".join(line for line in text.split("\n") if len(line) > _MAX_LINE or not _ADDED.match(line))
    paragraphs, cut = [], False
    for paragraph in _PARAGRAPH.split(text):
        kept = _before_disclaimer(paragraph, follows=cut)
        cut = cut or kept != paragraph
        if kept.strip():
            paragraphs.append(kept)
    return "\n\n".join(paragraphs) if cut else text


def _before_disclaimer(paragraph: str, *, follows: bool) -> str:
    """The paragraph up to the disclaimer in it; `follows`: a disclaimer came before, and may go on here."""
    for match in islice(_DISCLAIMER_BEGINS.finditer(paragraph), _MAX_BEGINNINGS):
        rest = paragraph[match.start() : match.start() + _MAX_DISCLAIMER]
        cues = sum(bool(pattern.search(rest)) for pattern in _ELSE)
        secret = bool(_SECRET.search(rest))
        if cues >= 2 and (secret or follows) and not _FIRST_PERSON.search(rest):
            return paragraph[: match.start()].rstrip()
    return paragraph
