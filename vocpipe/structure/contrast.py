"""The clauses of a sentence that sets one thing against another: "The screens are lovely but support is slow".

Each may judge something else, so that its sentiment is told by itself. Words that contrast divide a sentence; in
Japanese Sudachi's parts of speech tell the が of a contrast from that of a subject.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

Span = tuple[int, int]

_MIN_WORDS, _MIN_LETTERS = 2, 2  # of an English and of a Japanese clause
_SIGNS = " \t,;:.、，。–—-"

# The groups are parts of the clause that follows; all else of a link belongs to neither side.
_EN_LINK = re.compile(
    r"(?:\s*[,;:.–—]\s*|\s+-+\s+|\s+)(?:and\s+)?"
    r"(?:(?:but(?!\s+(?:also|for)\b)|yet(?!\s+(?:to|another|again)\b)|even though|although|though|whereas|albeit|except"
    r"(?:\s+that|\s+for)?)\b[,:]?\s*"
    r"|(?P<regret>too bad|(?:it's a |what a )?(?:shame|pity)|(?:i )?(?:just|only) wish)\b)"
    r"|\s*[,;.]\s*(?:(?:while|whilst|however|nevertheless|nonetheless|on the other hand|that said)\b,?\s*"
    r"|(?P<comment>sadly|unfortunately|thankfully|fortunately|luckily)\b)",
    re.IGNORECASE,
)
_EN_BEGIN = re.compile(
    r"\s*(?:even though|although|though|whereas|despite|in spite of|as much as"
    r"|whil(?:e|st)(?!\s+(?:\w+ing|(?:i|we|you|they|he|she|it)\s+(?:was|were|am|are|is))\b))\s",
    re.IGNORECASE,
)
_EN_COMMA = re.compile(r",\s+")
# "Nothing but trouble", "all but one" and "not only fast but cheap" set nothing against anything.
_EN_NO_CONTRAST = re.compile(
    r"\b(?:nothing|all|anything|everything|nobody|none|no (?:one|other|choice)|can(?:not|'t) help)\s*$"
    r"|\bnot (?:only|just|merely)\b",
    re.IGNORECASE,
)
# Who begins so only asks for attention.
_EN_OPENING = re.compile(
    r"\s*(?:sorry|excuse me|forgive me|(?:i )?(?:hate|don't mean) to\b|i (?:may|might|could) be wrong|no offen[sc]e"
    r"|not sure|correct me)\b",
    re.IGNORECASE,
)

_JA_PARTICLES = frozenset(("が", "けど", "けれど", "けれども", "けども", "のに", "ものの", "くせに"))
_JA_STATES = ("助動詞", "形容詞", "形状詞")
_JA_AFTER = re.compile(
    r"(?<=[いただるうくすつぬむぶぐな])(?:ものの|(?<!の)一方(?:で|では)?(?=[、,\w])(?![だで]す?[。!！]|だ)|[反半]面)[、,]?"
    r"|(?:にも(?:かかわら|関わら|拘わら)ず|とは[い言]え(?:ども)?(?![まなる])|割に(?:は)?)[、,]?"
)
_JA_BEFORE = re.compile(
    r"(?<=[、。,!！])\s*(?:しかし|ただし?|でも|だけど|ですが|一方で?|とはいえ|なのに|ところが)(?=[、,ぁ-んァ-ヶ一-龠])"
)
# Who begins so only asks for attention.
_JA_OPENING = re.compile(
    r"(?:す[みい]ません|恐縮|恐れ入り|申し訳|失礼|お手数|ご面倒|念のため|余談|私事|細かい(?:こと|話))[^。]{0,6}$"
)
_JA_HINT = re.compile("が|けど|けれど|のに|ものの|くせに|一方|[反半]面|ず、|とは|割に|しかし|ただ|でも")


def may_contrast(text: str) -> bool:
    """Whether a Japanese sentence has anything that a contrast needs, which is told faster than whether it is one."""
    return bool(_JA_HINT.search(text))


def english_clauses(text: str) -> list[Span]:
    """(start, end) of each clause of the contrast in an English sentence; empty if there is none."""
    places = [_en_link(found) for found in _EN_LINK.finditer(text) if _en_contrasts(text, found)]
    if (begin := _EN_BEGIN.match(text)) and (comma := _EN_COMMA.search(text, begin.end())):
        places = [(comma.start(), comma.end()), *(place for place in places if place[0] > comma.start())]
    return _between(text, places, lambda clause: len(clause.split()) >= _MIN_WORDS)


def japanese_clauses(text: str, words: Sequence[tuple[int, Any]]) -> list[Span]:
    """(start, end) of each clause of the contrast in a Japanese sentence; empty if there is none.

    words: (start, word) of the sentence's words, as spaCy has tokenized them.
    """
    places = sorted({*_ja_particles(words), *_ja_phrases(text)})
    places = [place for place in places if not _JA_OPENING.search(text[: place[0]])]
    return _between(text, places, lambda clause: len(clause) >= _MIN_LETTERS)


def _en_contrasts(text: str, found: re.Match[str]) -> bool:
    before = text[: found.start()]
    return not _EN_NO_CONTRAST.search(before) and not _EN_OPENING.match(before)


def _en_link(found: re.Match[str]) -> Span:
    kept = [found.start(name) for name in ("regret", "comment") if found[name]]
    return found.start(), kept[0] if kept else found.end()


def _ja_particles(words: Sequence[tuple[int, Any]]) -> Iterator[Span]:
    """The particles that end a clause and contrast it with what follows."""
    for (_, before), (start, word), (_, after) in zip(words, words[1:], [*words[2:], words[-1]], strict=False):
        if word.text in _JA_PARTICLES and word.tag_.startswith("助詞-接続助詞"):
            yield start, start + len(word.text) + (word.text == "けれど" and after.text == "も")
        elif word.text == "の" and after.text == "に" and before.tag_.startswith(_JA_STATES):
            yield start, start + 2  # 静かなのに, but not 使うのに


def _ja_phrases(text: str) -> Iterator[Span]:
    for found in _JA_AFTER.finditer(text):
        yield found.span()
    for found in _JA_BEFORE.finditer(text):
        yield found.span()


def _between(text: str, places: list[Span], is_long: Callable[[str], bool]) -> list[Span]:
    """What stands between the links at `places`; empty unless at least two such parts are long enough.

    A part that is too short belongs to the one before it, links included.
    """
    spans: list[Span] = []
    edges = [*places, (len(text), len(text))]
    start = 0
    for number, (end, following) in enumerate(edges):
        if not is_long(text[start:end].strip(_SIGNS)):
            if number == len(edges) - 1 and spans:
                spans[-1] = (spans[-1][0], end)
            continue
        spans.append((start, end))
        start = following
    return [_trimmed(text, *span) for span in spans] if len(spans) > 1 else []


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in _SIGNS:
        start += 1
    while end > start and text[end - 1] in _SIGNS:
        end -= 1
    return start, end
