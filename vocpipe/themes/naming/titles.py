"""What a title may be made of: a sentence without its lead-in, or a clause of a long one, and how well it reads."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from vocpipe.mixed_themes import SEPARATOR

# The length a title reads best at, and how far from it is still good: characters in Japanese, words in English.
_IDEAL = {"ja": (18, 9), "en": (7, 3)}
# A shorter one says too little.
_SHORTEST = {"ja": 7, "en": 3}
# A first clause as short as this may lead in: "One more thing:", 「正直に言うと、」.
_LEAD_IN = {"ja": 14, "en": 10}
# A longer sentence is offered clause by clause too, as long as a clause says something.
_LONG = {"ja": 32, "en": 12}
_CLAUSE = {"ja": 9, "en": 4}
# What speaks against a clause of a long sentence, and against a piece that can't stand alone.
_PART, _FRAGMENT = 0.3, 2.0
_BOUNDARY = {
    "ja": re.compile(r"(?<=[、,:：])|(?<=ので)(?![すし、])|(?<=けど)(?!、)|(?<=ため)(?![しるに、])"),
    "en": re.compile(r"(?<=[,;:])\s+|\s+(?=but\b|because\b|and then\b)|\s+[-–—]\s+"),
}
_STRAY_HEAD = {
    "ja": re.compile(
        r"^(?:それに|しかも|また|でも|だが|ただし|ただ|そして|なので|だから|あと|さらに|正直|ちなみに|けど|が)[、,]?"
    ),
    "en": re.compile(
        r"^(?:(?:and|but|also|because|then|plus|oh)\b[,\s]*|yet\s+|(?:well|btw|yes|no|honestly|actually|however|besides),\s*"
        r"|so\s+(?!far\b|much\b|many\b|easy\b|good\b)(?=\w+\s+\w+\s+\w+))",
        re.IGNORECASE,
    ),
}
_TRAILING = re.compile(r"(?:[\s。．.!！、,;:…~〜ー♪♡☆★]|\W:[)(D]|#\w+|[^\w\s?？!！。、.,;:'\"“”’)）」』\]%％&+/-])+$")
_MASK = re.compile(r"\[[A-Z]+\]")
_MASK_AROUND = re.compile(r"^(?:\W*\[HANDLE\]\W*)+|(?:\s*\[HANDLE\]\W*)+$")
# A code, as of a flight or an order, is one customer's.
_CODE = re.compile(r"\b(?=\w*\d{3})\w*[A-Za-z]\w*|\b\d{4,}\b")
# What can't be understood alone: it points back, or begins in the middle of a clause.
_POINTING = re.compile(
    r"^(?:it|this|that|they|these|those|he|she|which|its|their)\b"
    r"|^(?:それ|これ|あれ|その|この|あの|ここ|という|[はがをにでと](?=[一-鿿ァ-ヶA-Za-z]))",
    re.IGNORECASE,
)
# A sentence whose subject is missing, unless it asks.
_HEADLESS = re.compile(r"^(?:is|are|was|were|has|have|had|does|did|will|would)\b.*[^?？]$", re.IGNORECASE)
_CUT_OFF = re.compile(r"\b(?:of|to|the|a|an|and|or|with|for|from|at|my|your|is|are|that)$", re.IGNORECASE)
# A clause that only leads to another one, and one that hangs in the air at its end.
_HANGING = re.compile(
    r"^(?:since|while|when|whenever|if|although|though|unless|until|which|who|whose|as|after|before|once|yet|or|nor|not"
    r"|and|all|with|without|even)\b|(?:ので|から|けど|が|て|で|たら|なら|れば|ため|し|のに|り|と|も|は|を|に)$",
    re.IGNORECASE,
)
_ODD = re.compile(r"[^\w\s、。，,.'’\"!?！？「」『』（）()・ー〜%％/&+:;-]|https?:|@\w|(?<!\w)i(?=['’ ])")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SIGNS = re.compile(r"[\W_]+")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
# In short words another letter makes another word.
_SHORT = 4
# A word is a slip where one letter less, more or other makes a word that is said so many times as often.
_SLIP = 4
# So many different sentences after it make a clause a lead-in.
_BEFORE_MANY = 8
# Of a language's texts so many, in the order of their hashes, tell what is common.
_ENOUGH = 20_000


def lead_ins(texts: list[str], language: str) -> frozenset[str]:
    """First clauses that stand before many different sentences and so say nothing of any: 「実を言うと、」."""
    rests: dict[str, set[str]] = {}
    for text in texts[:_ENOUGH]:
        first, rest = _first_clause(text, language)
        if rest:
            rests.setdefault(first.casefold(), set()).add(rest.casefold())
    return frozenset(first for first, found in rests.items() if len(found) >= _BEFORE_MANY)


def parts(text: str, language: str, telling: Iterable[str], leading: frozenset[str]) -> list[tuple[str, float]]:
    """The sentence without a lead-in and its last clause, tidied; each with what speaks against taking it.

    telling: words, case folded, that tell something; a first clause without them only leads in, as do those in
    `leading`.
    """
    body = _without_lead_in(
        text, language, lambda first: first in leading or not any(word in first for word in telling)
    )
    found = [(tidy(body, language) or text, 0.0)]
    # The last clause alone: what comes before a turn ("and then", "but") must not stand without it.
    *before, last = [tidy(clause, language) for clause in _clauses(body, language)]
    if before and last:
        stands = size(last, language) >= _CLAUSE.get(language, 4) and not _HANGING.search(last)
        found.append((last, _PART if stands and size(body, language) > _LONG.get(language, 12) else _FRAGMENT))
    return found


def _clauses(text: str, language: str) -> list[str]:
    boundary = _BOUNDARY.get(language)
    return [clause for clause in boundary.split(text) if clause.strip()] if boundary else [text]


def _first_clause(text: str, language: str) -> tuple[str, str]:
    """The first clause where it is short, and the rest; the rest is empty where there is no such clause."""
    clauses = _clauses(text, language)
    if len(clauses) < 2 or size(clauses[0], language) > _LEAD_IN[language]:
        return text, ""
    rest = text[text.index(clauses[0]) + len(clauses[0]) :]
    return clauses[0], rest if size(rest, language) >= _CLAUSE[language] - 2 else ""


def bare(text: str, language: str, leading: frozenset[str]) -> str:
    """The sentence without those of the first clauses in `leading` that it begins with."""
    return _without_lead_in(text, language, leading.__contains__)


def _without_lead_in(text: str, language: str, leads_in: Callable[[str], bool]) -> str:
    """`leads_in` is asked about the first clause, case folded."""
    for _ in range(2):  # "To be fair to you, I'll be brief: "
        first, rest = _first_clause(text, language)
        if not rest or not leads_in(first.casefold()):
            break
        text = rest
    return text


def tidy(text: str, language: str) -> str:
    """Without stray heads and tails; English begins with a capital."""
    text = _TRAILING.sub("", _MASK_AROUND.sub("", text.strip())).strip()
    if language in _STRAY_HEAD:
        for _ in range(2):
            text = _STRAY_HEAD[language].sub("", text).strip()
    return text[:1].upper() + text[1:] if language == "en" else text


def key(title: str) -> str:
    """The same for titles that differ in case, width, blanks or signs alone."""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", title).casefold())


def join(title: str, other: str) -> str:
    """One title that says two things."""
    return f"{title}{SEPARATOR}{other}"


def keys(title: str) -> set[str]:
    """The key of a title, and of each thing it says where it says two."""
    return {key(title), *map(key, title.split(SEPARATOR))}


def size(text: str, language: str) -> int:
    """Characters in Japanese, words elsewhere."""
    return len(text) if language == "ja" else len(text.split())


def awkward(part: str, language: str) -> float:
    """How far from a title's length, and how much stands in the way of reading it alone; 0 is best."""
    ideal, spread = _IDEAL.get(language, (7, 3))
    flaws = bool(_MASK.search(part)) * 2 + bool(_POINTING.search(part)) + bool(_ODD.search(part))
    flaws += bool(_HEADLESS.search(part)) + bool(_CUT_OFF.search(part)) + bool(_CODE.search(part))
    flaws += size(part, language) < _SHORTEST.get(language, 3)
    return float(0.12 * (abs(size(part, language) - ideal) / spread) ** 1.5 + 0.5 * flaws)


def is_question(text: str) -> bool:
    """Does it ask?"""
    return text.rstrip().endswith(("?", "？", "か", "か。"))


@dataclass(frozen=True, slots=True)
class Wordings:
    """How common the wordings of a language are: for each word, or three letters of Japanese, the texts with it."""

    language: str
    texts: Counter[str] = field(default_factory=Counter)
    slips: dict[str, bool] = field(default_factory=dict)  # what is known already

    @classmethod
    def of(cls, texts: list[str], language: str) -> "Wordings":
        """What these texts hold."""
        counted: Counter[str] = Counter()
        for text in texts[:_ENOUGH]:
            counted.update(set(_pieces(text, language)))
        return cls(language, counted)

    def strange(self, part: str) -> float:
        """How much of a part nobody else says, 0 to 1, and 2 more for each word that looks mistyped."""
        pieces = _pieces(part, self.language)
        lone = sum(self.texts[piece] <= 1 for piece in pieces) / max(len(pieces), 1)
        return lone + (0 if self.language == "ja" else 2 * sum(self._slipped(word) for word in set(pieces)))

    def _slipped(self, word: str) -> bool:
        if word not in self.slips:
            often = max(self.texts[word], 1) * _SLIP
            self.slips[word] = any(self.texts[other] >= often for other in _one_off(word))
        return self.slips[word]


def _pieces(text: str, language: str) -> list[str]:
    folded = unicodedata.normalize("NFKC", text).casefold()
    if language == "ja":
        return [folded[at : at + 3] for at in range(len(folded) - 2)]
    return [word.replace("’", "'") for word in _WORD.findall(folded)]


def _one_off(word: str) -> Iterator[str]:
    """What an apostrophe, and in a longer word one letter less, more, other or two letters the other way round make of
    it; its end may differ, as "invoices" is no slip for "invoice".
    """
    for at in range(1, len(word)):
        head, tail = word[:at], word[at:]
        yield f"{head}'{tail}"
        if len(word) > _SHORT and len(tail) > 1:
            yield head + tail[1:]
            yield head + tail[1] + tail[0] + tail[2:]
            for letter in _LETTERS:
                yield head + letter + tail
                yield head + letter + tail[1:]
