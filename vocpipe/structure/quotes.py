"""Where the mails begin that a mail quotes or forwards, as mail programs of many languages mark them."""

import re

from vocpipe.lexicon import alternatives, lexicon
from vocpipe.structure.signatures import ADDRESS, RULER

_WORDS = lexicon("mail")
QUOTED = re.compile(r"\s*(?:>|＞)(?![_.:;<＜=＿﹏(（＞]|\s*$)|\s*>+\s*$|\s*(?:>\s?){2,}")
_MARKS = re.compile(r"[\s>|]*")
_SIGN = r"[-‐－—–―_=*#~<>＝＊＃━─…+|•▼▲↑]"

_MAX_LINES, _MAX_WIDTH = 5, 320  # of the introduction of a quotation
_WROTE = rf"(?:{alternatives(_WORDS['wrote'])})"
_DAY = r"(?:\d{4}[年/.-]\s?\d{1,2}[月/.-]\s?\d{1,2}日?|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4})"
_DATED = rf"(?:(?:{alternatives(_WORDS['introduction'])})(?:.*\d| ?(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? ?$)|{_DAY})"
_BEGINS_INTRODUCTION = re.compile(rf"\W*(?:{_DATED}.*|.{{0,60}}{ADDRESS}.*|.{{0,60}}[<＜]\s*)$", re.IGNORECASE)
_BEGINS_DATED = re.compile(rf"\W*{_DATED}", re.IGNORECASE)
_ENDS_SENTENCE = re.compile(r"[.!?。！？]\s*$(?<![ap]\.m\.)", re.IGNORECASE)
_INTRODUCES = re.compile(
    rf"\W*(?:.{{0,260}}{_WROTE}(?:\s.{{0,80}})?|{_DAY}.{{0,120}}|.{{0,60}}{ADDRESS})\s*[:：]?\s*-*\s*$", re.IGNORECASE
)
# Nothing without any of these introduces a mail.
_MAY_INTRODUCE = re.compile(rf"[\d@＠<＜]|(?:mon|tue|wed|thu|fri|sat|sun)|{_WROTE}", re.IGNORECASE)
_COLON = re.compile(r"[:：]\s*-*\s*$|-{2,}\s*$")
_NAMES_VERB = re.compile(_WROTE, re.IGNORECASE)
_TIME = re.compile(r"\d{1,2}\s?[:：.h時]\s?\d{2}|\b(?:19|20)\d\d\b|(?:19|20)\d\d年")

_SEPARATOR = re.compile(
    rf"[\s>]*{_SIGN}{{2,}}\s*(?:{alternatives(_WORDS['separator'])})\s*:?\s*{_SIGN}{{2,}}\s*$"
    rf"|[\s>]*(?:{alternatives(_WORDS['separator_alone'])})\s*$",
    re.IGNORECASE,
)
_LABELS = {name: alternatives(_WORDS[name]) for name in ("sender", "date", "subject", "recipient")}
_ANY_LABEL = "|".join(_LABELS.values())
_HEADER = re.compile(rf"[\s>]*[*_]*(?:{_ANY_LABEL})[*_]*\s?[:：](?:[*_]*\s|[*_]*$|(?<=：)|[*_]*(?=\S))", re.IGNORECASE)
_SENDER = re.compile(rf"[\s>]*[*_]*(?:{_LABELS['sender']})[*_]*\s?[:：]", re.IGNORECASE)
_TELLING = re.compile(rf"[\s>]*[*_]*(?:{_LABELS['date']}|{_LABELS['subject']})[*_]*\s?[:：]", re.IGNORECASE)
_IN_ONE_LINE = re.compile(
    rf"[\s>]*[*_]*(?:{_LABELS['sender']})[*_]*\s?[:：].{{1,120}}\s[*_]*(?:{_ANY_LABEL})[*_]*\s?[:：]"
    rf".{{1,120}}\s[*_]*(?:{_ANY_LABEL})[*_]*\s?[:：]",
    re.IGNORECASE,
)

_REPLY_LINE = re.compile(alternatives(_WORDS["reply_line"]), re.IGNORECASE)
_REPLY_LINE_WITH_SIGNS = re.compile(alternatives(_WORDS["reply_line_with_signs"]), re.IGNORECASE)
_SIGNS = re.compile(rf"\s*(?P<front>(?:{_SIGN}|\s)*)(?P<words>.*?)(?P<back>(?:{_SIGN}|\s)*)$")
_SIGNED_REPLY_LINE = re.compile(
    rf"(?<!{_SIGN}){_SIGN}{{2,}}+\s*(?:{alternatives(_WORDS['reply_line'])}){_SIGN}{{2,}}", re.IGNORECASE
)
_MAX_REPLY_LINE = 160
_MAX_LINE = 1_000  # characters of a line that a mail program may have written


def above_reply_line(text: str) -> str:
    """What stands above the line that asks the customer to write above it; all of `text` if there is no such line.

    `##- Please type your reply above this line -##` is found inside a line too: some exports join the lines of a mail.
    """
    match = _SIGNED_REPLY_LINE.search(text)
    text = text[: match.start()] if match else text
    lines = text.split("\n")
    before = ""
    for at, line in enumerate(lines):
        if len(line) <= _MAX_REPLY_LINE and _asks_to_write_above(line, before):
            return "\n".join(lines[:at]).rstrip()
        before = line if line.strip() else before
    return text


def _asks_to_write_above(line: str, before: str) -> bool:
    match = _SIGNS.match(line)
    words = match["words"].strip(" .。!！[](){}【】") if match else ""
    if not words or match is None:
        return False
    if _REPLY_LINE.fullmatch(words):
        return True
    signed = len(match["front"].strip()) >= 2 and len(match["back"].strip()) >= 2
    return (signed or bool(RULER.match(before))) and _REPLY_LINE_WITH_SIGNS.fullmatch(words) is not None


def without_quotes(lines: list[str]) -> list[str]:
    """`lines` without quoted lines, their introductions, and all that follows the header of an older mail."""
    own_lines: list[str] = []
    at = 0
    while at < len(lines):
        if len(lines[at]) > _MAX_LINE:
            own_lines.append(lines[at])
            at += 1
            continue
        if _SEPARATOR.match(lines[at]):
            break
        size = _header_size(lines, at)
        if size and not "".join(own_lines).strip():
            at += size  # a pasted mail: the words below the header may be all there is
        elif size:
            break
        elif (after := _introduced(lines, at)) is not None:
            if after == len(lines) or not QUOTED.match(lines[after]):
                break  # Outlook: all that follows is the old mail
            at = after
        elif QUOTED.match(lines[at]):
            at += 1
        else:
            own_lines.append(lines[at])
            at += 1
    return own_lines


def _introduced(lines: list[str], at: int) -> int | None:
    """The index of the first line of the mail that line `at` introduces ("On … wrote:"), or None.

    Mail programs break the introduction over up to five lines, and not after the end of a sentence.
    """
    if len(lines[at]) > _MAX_WIDTH or not _MAY_INTRODUCE.search(lines[at]):
        return None
    if not _BEGINS_INTRODUCTION.match(lines[at]) and not _INTRODUCES.match(lines[at]):
        return None
    introduction = ""
    for end in range(at, min(at + _MAX_LINES, len(lines))):
        line = _MARKS.sub("", lines[end], count=1).strip()
        introduction = f"{introduction} {line}".strip()
        if not line or len(introduction) > _MAX_WIDTH or (end > at and _BEGINS_DATED.match(line)):
            return None
        if _INTRODUCES.match(introduction) and _COLON.search(introduction):
            after = next((n for n in range(end + 1, len(lines)) if lines[n].strip()), len(lines))
            return after if _is_sure(introduction, lines, after) else None
        if _ENDS_SENTENCE.search(line):
            return None
    return None


def _is_sure(introduction: str, lines: list[str], after: int) -> bool:
    """Whether a mail follows: a date with a colon may head a person's own notes, and a person may tell who wrote."""
    if after < len(lines) and QUOTED.match(lines[after]):
        return bool(re.search(r"\d|@", introduction))
    if after == len(lines) and not introduction.endswith((":", "：")):
        return False
    if re.search(ADDRESS, introduction):
        return True
    return bool(_NAMES_VERB.search(introduction) and _TIME.search(introduction))


def _header_size(lines: list[str], at: int) -> int:
    """The number of lines of the block of mail headers at line `at`; 0 if there is none."""
    if _IN_ONE_LINE.match(lines[at]):
        return 1
    if not _HEADER.match(lines[at]):
        return 0
    block = [at]
    for n in range(at + 1, min(at + 24, len(lines))):
        if _HEADER.match(lines[n]):
            block.append(n)
        elif lines[n].strip() and (n > block[-1] + 1 or not _wraps(lines, n)):
            break  # a header may be wrapped, and may have an empty line below it
    headers = [lines[n] for n in block]
    tells = any(_TELLING.match(line) or re.search(ADDRESS, line) for line in headers)
    return block[-1] + 1 - at if len(block) >= 2 and tells and any(map(_SENDER.match, headers)) else 0


def _wraps(lines: list[str], at: int) -> bool:
    """Whether line `at` is the wrapped rest of a header: it has an address or is indented, and a header follows."""
    rest = bool(re.search(ADDRESS, lines[at])) or lines[at].startswith((" ", "\t"))
    return rest and at + 1 < len(lines) and bool(_HEADER.match(lines[at + 1]))
