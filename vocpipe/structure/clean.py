"""What a person wrote, without markup, links, odd characters and mail clutter.

People are shown this text, so it keeps their words.
"""

import html
import re
import unicodedata
from dataclasses import dataclass

from vocpipe.structure.mail import strip_mail
from vocpipe.structure.mojibake import mended
from vocpipe.structure.translated import without_translation

_ODD_BYTES = re.compile(r"(?:\\x[0-9a-f]{2})+")  # how the decoder marks bytes that fit no encoding
_TAGS = (
    "a|abbr|aside|b|blockquote|body|br|center|code|dd|div|dl|dt|em|font|h[1-6]|head|hr|html|i|img|li|meta|ol|p|pre|s"
    "|script|section|small|span|strong|style|sub|sup|table|tbody|td|th|thead|tr|u|ul"
)
_HTML = re.compile(rf"</?(?:{_TAGS})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_LAYOUT = "blockquote|body|br|center|div|dl|h[1-6]|head|hr|html|img|li|ol|p|pre|script|section|style|table|tr|ul"
# Tags that do something alone: layout, any tag with attributes, and the end of what a word closes.
_SURE_TAG = re.compile(
    rf"<(?:{_LAYOUT})(?:\s[^<>]*)?/?>|<(?:{_TAGS})\s[^<>]*=[^<>]*>|(?<=[\w.!?。！？])</(?:{_TAGS})>", re.IGNORECASE
)
_PAIR = re.compile(rf"<({_TAGS})(?:\s[^<>]*)?>([^<>]+)</\1>", re.IGNORECASE)
# A tag that somebody writes about: the <br> tag, "<p>", <p>タグ.
_MENTION_BEFORE = re.compile(
    r"(?:[\"'`「『“‘]|\b(?:an?|the|this|that|your|all|every|use[ds]?|using|with|without|typ(?:e|ed|ing)|and|or|of|for)\s+)\Z",
    re.IGNORECASE,
)
_MENTION_AFTER = re.compile(
    r"[\"'`」』”’]|\s*(?:(?:html\s+)?(?:tags?|elements?|buttons?|codes?)\b|タグ|要素|ボタン)", re.I
)
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-f]+|[a-z]{2,8}\d?);", re.IGNORECASE)
_MAX_ESCAPES = 3
_BLOCKS = re.compile(
    "^(?:address|article|aside|blockquote|center|dd|div|dl|dt|footer|form|h[1-6]|header|hr|li|main|nav|ol|p|pre|section"
    "|table|tr|ul)$"
)
_BLOCK_ENDS = re.compile(r"\s*\n\s*")
_UNSEEN = ["script", "style", "head", "title", "template", "noscript"]
_SURE_QUOTES = ".gmail_quote, .yahoo_quoted, .moz-cite-prefix, blockquote[type=cite], aside.quote"

_WRITTEN_BREAK = re.compile(r"(?<=\S)(?:\\r)?\\n|(?:\\r)?\\n(?=\S)")  # how databases write line breaks
_A_PATH = re.compile(r"[A-Za-z]:\\|\\\\\w|\\[^rnt\s]")  # or a regular expression, in which \n is meant
_NEWLINE = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_BLANK = re.compile("[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# A joiner inside an emoji stays; every other invisible or control character goes.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff]|\u200d(?![\u2600-\u27bf\U0001f000-\U0001faff])"
)
# Full-width letters and digits are typing habits; full-width 。、！？（） belong to Japanese, and stay.
_WIDE = re.compile(
    "[\uff61-\uff9f]+|[０-９Ａ-Ｚａ-ｚ＠＃％＆＋＿＝]|(?<=[0-9０-９])[．，／：](?=[0-9０-９])"
    "|(?<=[0-9０-９A-Za-zＡ-Ｚａ-ｚ])－(?=[0-9０-９A-Za-zＡ-Ｚａ-ｚ])"
)

_LINK = re.compile(
    r"(?:(?:https?|ftp)://|www\.|\bpic\.twitter\.com/|\bt\.co/)[\w/:%#$&?()~.=+,;@!*'\-\[\]|]*(?<![).,;:!?'\]])",
    re.ASCII | re.IGNORECASE,
)
_LABELED_LINK = re.compile(r"<https?://[^\s|<>]*\|([^<>]*)>|\[([^\[\]\n]+)\]\(https?://[^\s()]+\)")
_MENTIONS = re.compile(r"\A[\s.]*(?:RT\s+)?(?:@\w{1,30}[\s:,、]*)+(?!\w)", re.ASCII)
_RETWEET = re.compile(r"(?:\A|(?<=\s))RT\b:?\s*(?=@|\Z)")
_HASHTAG = re.compile(r"(?<![\w#&/])#(?=[^\W\d_])")

# Hashtags after the end of a sentence, at the end of a line: labels, which keep their #.
_LABELS = re.compile(r"(?:(?<=[.!?。！？…♪)）」\u2600-\u27bf\U0001f300-\U0001faff])|(?<=\n))[ ]*(?:#\w+[ ]*)+(?=\n|\Z)")
_TERMINATED = re.compile(r"[.!?。！？…:：;」』）)\]♪☆★]\s*\Z")
_JOINS_JA = re.compile(r"(?:、|[ぁ-んァ-ヶー一-龥々][はがをにのともへ]|[いう]て|ので|から)\Z")
_RULE = re.compile(r"\s*[-‐－—_=＝*＊━─~〜・#+]{3,}\s*\Z")
_BULLET = re.compile(r"\s*(?:[・•●○■□◆◇▪※*\-–—]|\d{1,2}[.)．）]|[(（]\d{1,2}[)）]|[①-⑳])")


@dataclass(frozen=True, slots=True)
class Clean:
    """The text that is left (may be empty), the share that was cut (0-1), and whether a wrong encoding was mended."""

    text: str
    cut_share: float
    was_mended: bool = False


def clean(raw: str) -> Clean:
    """`raw` as a person would read it, without clutter: odd bytes, HTML, mail parts, links and line wraps."""
    written = strip_odd(raw)
    readable = mended(written)
    everything, unquoted = map(mended, html_to_text(readable))  # again: an entity may be a part of a wrong character
    body = strip_mail(without_translation(in_lines(characters(unquoted)))).text
    text = lines(without_links(body))
    before = _solid(characters(everything))
    return Clean(text, round(1 - min(_solid(text), before) / before, 4) if before else 0.0, readable != written)


def strip_odd(text: str) -> str:
    """`text` without the `\\xNN` marks of bytes that fit no encoding."""
    return _ODD_BYTES.sub("", text) if "\\x" in text else text


def in_lines(text: str) -> str:
    """`text` with line breaks for the \\n that databases write for them; not where it may be a path or a code."""
    if "\\n" not in text or "\n" in text.strip() or _A_PATH.search(text):
        return text
    return _WRITTEN_BREAK.sub("\n", text)


def html_to_text(text: str) -> tuple[str, str]:
    """(all the text that HTML shows, its text without quoted mail); both are plain text if it is not HTML.

    HTML may be escaped, once or more often. A text that only speaks about tags keeps them.
    """
    if is_markup(text):
        return _shown(text)
    plain = unescaped(text)
    return _shown(plain) if plain != text and is_markup(plain) else (plain, plain)


def is_markup(text: str) -> bool:
    """Whether tags are there to be obeyed: around words, or for the layout, and not only mentioned."""
    if not _HTML.search(text):
        return False
    if any(not (words[0].isspace() and words[-1].isspace()) for _, words in _PAIR.findall(text)):
        return True
    return any(
        not (
            _MENTION_BEFORE.search(text[max(0, tag.start() - 20) : tag.start()])
            or _MENTION_AFTER.match(text, tag.end())
        )
        for tag in _SURE_TAG.finditer(text)
    )


def unescaped(text: str) -> str:
    """`text` with its HTML entities as characters, also if they were escaped again."""
    for _ in range(_MAX_ESCAPES):
        if not _ENTITY.search(text):
            break
        text = html.unescape(text)
    return text


def _shown(text: str) -> tuple[str, str]:
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(text, "html.parser")
    for tag in soup(_UNSEEN):
        tag.decompose()
    for string in soup.find_all(string=True):
        if string.find_parent("pre") is None:
            string.replace_with(re.sub(r"\s+", " ", str(string)))
    for tag in soup.find_all("br"):
        tag.replace_with("\n")
    for tag in soup.find_all(_BLOCKS):
        tag.insert(0, "\n- " if tag.name == "li" else "\n")
        tag.append("\n")
    for tag in soup.find_all("td"):
        tag.append(" ")
    everything = _BLOCK_ENDS.sub("\n", soup.get_text())
    sure = soup.select(_SURE_QUOTES)
    for tag in [*sure, *soup.find_all("blockquote")]:
        tag.extract()
    unquoted = _BLOCK_ENDS.sub("\n", soup.get_text())
    return everything, unquoted if unquoted.strip() or sure else everything


def characters(text: str) -> str:
    """`text` in NFC, with plain line breaks and blanks, nothing invisible, and letters and digits of normal width."""
    text = unicodedata.normalize("NFC", text)
    text = _INVISIBLE.sub("", _BLANK.sub(" ", _NEWLINE.sub("\n", text)))
    text = _WIDE.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    return text.replace("～", "〜")  # CP932 and Unicode disagree about which of the two a Japanese 〜 is


def without_links(text: str) -> str:
    """`text` without links, RT and the @mentions a reply begins with; hashtags in sentences become plain words."""
    text = _LABELED_LINK.sub(lambda match: match[1] or match[2] or "", text)
    text = _LINK.sub(" ", text)
    if "@" in text:
        text = _RETWEET.sub("", _MENTIONS.sub("", text))
    text = text.strip()
    labels = [match.span() for match in _LABELS.finditer(text)] if "#" in text else []
    return _HASHTAG.sub(lambda tag: "#" if any(start <= tag.start() < end for start, end in labels) else "", text)


def lines(text: str) -> str:
    """`text` with single blanks, at most one empty line in a row, and wrapped lines joined again."""
    out: list[str] = []
    width = 0  # of the previous line, as it was typed
    for typed in text.split("\n"):
        line = "" if _RULE.match(typed) else " ".join(typed.split())
        if out and out[-1] and line and (glue := _glue(out[-1], line, width)) is not None:
            out[-1] += glue + line
        elif line or (out and out[-1]):
            out.append(line)
        width = len(line)
    return "\n".join(out).strip()


def _glue(before: str, line: str, width: int) -> str | None:
    """What joins `line` to the line before it, or None if the line break was intended."""
    if sum(char.isalnum() for char in line) < 2 and not _BULLET.match(line):
        return " "  # an emoji or a stray mark belongs to what it comments on
    if _BULLET.match(line) or _TERMINATED.search(before):
        return None
    if width >= 40 and line[0].islower() and line[0].isascii():
        return " "
    if before.endswith("、") or (width >= 20 and _JOINS_JA.search(before)):
        return ""
    return None


def _solid(text: str) -> int:
    return len("".join(text.split()))
