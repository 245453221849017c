"""The claim of a Japanese sentence: 「請求書がPDFで出せないので困っています」 claims 「請求書がPDFで出せない」."""

import re
from collections.abc import Iterator
from functools import cache

from vocpipe.lexicon import lexicon
from vocpipe.themes.naming.plain_japanese import Word, closed, in_base_form, words_of

# Words after a clause that is complete without what follows; the clause before a contrast alone would mislead.
_LINKS = frozenset(("ので", "から", "し"))
_CONTRASTS = frozenset(("が", "けど", "けれど", "けれども", "のに"))
_OPENINGS = ("接続詞", "感動詞", "副詞", "補助記号", "助詞", "助動詞", "空白", "接尾辞")
_NOUNS = ("名詞", "形状詞", "接尾辞", "記号", "代名詞")
_BRACKETS = "「『（(【"
_SIGNS = " 、,。.!！?？…"
_MIN_BEFORE = 4  # characters of a claim that stands before a feeling
# What begins with one of these particles has lost the words before it; で is left of ので.
_TORN_OFF = ("助詞-格助詞", "助詞-係助詞", "助詞-副助詞")
# A claim has at least one of these; 良い, ある and numbers alone claim nothing.
_CONTENT = ("名詞-普通名詞", "名詞-固有名詞", "動詞", "形容詞-一般", "形状詞")
_EMPTY = frozenset(("する", "ある", "いる", "なる", "できる", "出来る", "ござる", "おる", "思う", "言う", "いう"))
_MAX_DEGREE = 3  # words of which Sudachi makes one word of degree: 総合 的 に


def claims(text: str) -> Iterator[tuple[str, bool]]:
    """The claims of a sentence, and whether each is all of it; the whole comes first, then its clauses."""
    words, seen = words_of(_requested(text)), set()
    asks = text.rstrip(" 。").endswith(("?", "？"))
    starts = [0, *(end + 1 for end, _ in _boundaries(words))]
    ends = [(len(words), True), *_boundaries(words)]
    for end, may_end in sorted(ends, key=lambda item: -item[0]):
        for start in starts:
            if not may_end or start >= end:
                continue
            claim = plain(words[start:end])
            if claim and asks and end == len(words) and not claim.endswith(("か", "ほしい")):
                claim += "？"
            if claim and claim not in seen:
                seen.add(claim)
                yield claim, start == 0 and end == len(words)


def plain(words: list[Word]) -> str:
    """The words as a title: without openings, politeness, feelings and words of degree; "" if they make none."""
    words = _without_degree(words)
    while words and words[0].part.startswith(_OPENINGS) and words[0].text not in _BRACKETS:
        if words[0].part.startswith(_TORN_OFF) and words[0].text != "で":
            return ""
        if words[0].part.startswith("副詞") and words[1:] and words[1].base == "する":
            break  # ゆっくりする
        words = words[1:]
    text = _without_feelings("".join(word.text for word in closed(words)).strip(_SIGNS))
    left = words_of(text)
    return text.replace("は、", "は") if _may_end(left) and _has_content(left) else ""


def _without_degree(words: list[Word]) -> list[Word]:
    """The words without those of degree, one of which may be several words of Sudachi's."""
    left, at = [], 0
    while at < len(words):
        length = next((n for n in range(_MAX_DEGREE, 0, -1) if _is_degree(words[at : at + n], n)), 0)
        left += [] if length else [words[at]]
        at += max(length, 1)
    return left


def _is_degree(words: list[Word], count: int) -> bool:
    first, text = words[0], "".join(word.text for word in words)
    if count == 1:
        is_adverb = first.part.startswith("副詞") or first.form.startswith("連用形")
        return is_adverb and bool(_listed("degree") & {first.base if first.part.startswith("副詞") else text})
    return len(words) == count and text.endswith("に") and text in _listed("degree")


def _has_content(words: list[Word]) -> bool:
    return any(word.part.startswith(_CONTENT) and word.base not in _EMPTY for word in words)


def _may_end(words: list[Word]) -> bool:
    """Whether a title may end after these words."""
    last = words[-1] if words else None
    if last is None or last.base in _listed("hanging") or last.text in ("じゃ", "は", "も"):
        return False
    return last.is_finite or last.part.startswith(_NOUNS) or last.text in ("か", "まだ")


def _boundaries(words: list[Word]) -> list[tuple[int, bool]]:
    """The places of the words at which clauses end, and whether what stands before is a claim by itself."""
    found, depth = [], 0
    for at, word in enumerate(words):
        depth += (word.text in _BRACKETS) - (word.text in "」』）)】")
        if at and not depth:
            claims_before = _ends_clause(words[at - 1], word, words[at + 1 : at + 2])
            found += [] if claims_before is None else [(at, claims_before)]
    return found


def _ends_clause(before: Word, word: Word, after: list[Word]) -> bool | None:
    """Whether what stands before `word` is a claim by itself; None if no clause ends there."""
    if word.text in "、,：:" and word.part.startswith("補助記号"):
        if before.part.startswith("名詞-数詞"):
            return None
        return not before.part.startswith("助詞-接続助詞") or before.text in (*_LINKS, "て", "で")
    if word.part.startswith("助詞-準体助詞") and before.is_finite and after and after[0].text == "で":
        return True  # ので, of which Sudachi makes two words
    links = word.part.startswith("助詞-接続助詞") and before.is_finite and word.text in _LINKS | _CONTRASTS
    return word.text in _LINKS if links and after and after[0].text not in "、," else None


def _requested(text: str) -> str:
    """The text with what it asks for in one plain form: 「…てほしい」."""
    text = text.strip(_SIGNS)
    for pattern, instead in _requests():
        found, count = pattern.subn(instead, text, count=1)
        if count:
            return found
    return text


def _without_feelings(text: str) -> str:
    """The text without what somebody feels or thinks about it at its end."""
    for pattern in _feelings():
        found = pattern.search(text)
        if found and found.start() >= _MIN_BEFORE and _may_end(words_of(text[: found.start()])):
            return _without_feelings(text[: found.start()])
    found = _felt().search(text)
    if found and found.start() >= _MIN_BEFORE:
        words = in_base_form(words_of(text[: found.start()]))
        return "".join(word.text for word in words) if _may_end(words) else text
    return text


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(lexicon("titles")["ja"][name].split())


@cache
def _requests() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(pattern), instead) for pattern, instead in lexicon("titles")["ja"]["requests"]]


@cache
def _feelings() -> list[re.Pattern[str]]:
    return [re.compile(pattern) for pattern in lexicon("titles")["ja"]["feelings"]]


@cache
def _felt() -> re.Pattern[str]:
    return re.compile(lexicon("titles")["ja"]["after_te"])
