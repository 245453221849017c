"""How well a title reads by itself."""

import re
from functools import cache

from vocpipe.lexicon import alternatives, lexicon
from vocpipe.themes.clauses import size
from vocpipe.themes.naming.weights import WEIGHTS

# The best length of a title, and the deviation that is still good: characters in Japanese, else words.
_IDEAL = {"ja": (14, 6), "en": (5, 1.7)}
# A shorter title says too little.
_MIN_SIZE = {"ja": 6, "en": 3}
_MASK = re.compile(r"\[[A-Z]+\]")
# A code, such as an order number, belongs to one customer.
_CODE = re.compile(r"\b(?=\w*\d{3})\w*[A-Za-z]\w*|\b\d{4,}\b")
# Words that can't be understood alone: they point back, or begin in the middle of a clause.
_POINTING = re.compile(
    r"^(?:it|this|that|they|these|those|he|she|which|its|their|at|by|of|to|from|with|because|than|as)\b"
    r"|^(?:それ|これ|あれ|その|この|あの|ここ|という|[はがをにでと](?=[一-鿿ァ-ヶA-Za-z]))",
    re.IGNORECASE,
)
# A sentence without a subject, unless it is a question.
_HEADLESS = re.compile(r"^(?:(?:is|was|has|does)(?:n't)?|are|were|have|had|did|will|would)\b.*[^?？]$", re.IGNORECASE)
# Two sentences in one, words run together as in a hashtag, and politeness in the middle.
_JOINED = re.compile(r"\.\.|[?？!！](?=.)|\b[A-Za-z][a-z]{2,}[A-Z][a-z]{2,}|(?:です|ます|でした|ました|ません)(?=.)")
_DRAWLED = re.compile(r"[ぁぃぅぇぉ]|[っッ](?=[、。]|$)")  # 字ぃ小さっ
_CUT_OFF = re.compile(r"\b(?:of|to|the|a|an|and|or|with|for|from|at|my|your|is|are|that)$", re.IGNORECASE)
_ODD = re.compile(r"[^\w\s、。，,.'’\"!?！？「」『』（）()・ー〜%％/&+:;-]|https?:|@\w|(?<!\w)i(?=['’ ])")


def awkwardness(part: str, language: str) -> float:
    """How far a title is from a good length, plus what makes it hard to understand alone; 0 is best."""
    ideal, spread = _IDEAL.get(language, _IDEAL["en"])
    flaws = bool(_MASK.search(part)) * 2 + bool(_POINTING.search(part)) + bool(_ODD.search(part))
    flaws += bool(_JOINED.search(part)) + bool(_DRAWLED.search(part)) + bool(_is_rude(language).search(part))
    flaws += bool(_HEADLESS.search(part)) + bool(_CUT_OFF.search(part)) + bool(_CODE.search(part))
    flaws += size(part, language) < _MIN_SIZE.get(language, _MIN_SIZE["en"])
    too_far = (abs(size(part, language) - ideal) / spread) ** 1.25
    return float(WEIGHTS.length * too_far + WEIGHTS.flaw * flaws)


@cache
def _is_rude(language: str) -> re.Pattern[str]:
    """What matches words that no report would print; nothing in a language without a list."""
    words = lexicon("titles").get(language)
    return re.compile(alternatives(words["rude"]) if words else r"(?!)", re.IGNORECASE)
