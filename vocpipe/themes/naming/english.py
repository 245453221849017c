"""The claim of an English sentence: "Honestly, I think the app crashes, which is sad" claims "The app crashes".

No parser is needed for what people write here: openings that only lead to a claim, words after which a complete clause
stands before, and words of degree are few, and are listed.
"""

import re
from collections.abc import Iterator
from functools import cache

from vocpipe.lexicon import alternatives, lexicon

_MIN_WORDS = 2
_MIN_CORE = 4  # words of a clause without what is added at its end
_DENIES = re.compile(r"\b(?:but|not|no|never|nobody|nothing|except|cannot)\b|n't\b", re.IGNORECASE)
_MIN_BEFORE = 3  # words of a clause that is complete without what follows
_SIGNS = " ,;:.!?…-–—~()*_"
_CLAUSE = re.compile(r"\s*[;:]\s+|\s+[-–—]+\s+|,\s+|\s*\.\.+\s*|\s*[(\[]\s*|\s*[)\]]\s*")
_OPEN_END = re.compile(
    r"\b(?:a|an|the|of|to|for|with|from|at|in|on|by|and|or|but|is|are|was|were|be|been|am|has|have|had|not|my|our|your|their"
    r"|its|this|these|that|than|as|if|when|so|very|too|no|can|could|will|would|should|because|into|about|like|who|which|whose|i|we|i'm|it's)$",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"^(?:who|what|when|where|why|how|which|is|are|was|were|do|does|did|can|could|will|would|should|has|have|am|any)\b",
    re.IGNORECASE,
)
# What begins so is no claim by itself, and what stands before a contrast would mislead without it.
_HANGING = re.compile(
    r"^(?:who|whose|which|as|because|since|while|when|whenever|if|although|though|unless|until|after|before|once|and|or"
    r"|nor|but|yet|not|that|than|every|all|with|without|even|only|to|of|in|on|at|by|for|from|sent)\b",
    re.IGNORECASE,
)
_CONTRAST = re.compile(
    r"^(?:but|although|though|even though|however|yet|except|unless|only|while|whereas|instead)\b", re.IGNORECASE
)
# Listed words -> what has to stand before and after one of them.
_AROUND = {
    "openings": ("^", r"(?=[\s,:]|$)[\s,:]*"),
    "endings": (r"[\s,]+", r"[\s.!?,]*$"),
    "subordinate": (r"[\s,]+", r"(?![\w'])"),
    "additions": (r"\s+", r"\s"),
}


def claims(text: str) -> Iterator[tuple[str, bool]]:
    """The claims of a sentence, and whether each is all of it; the whole comes first, then its clauses."""
    text = text.replace("’", "'").replace("`", "'").strip()
    asks = text.rstrip(" \"')").endswith("?")
    seen = set()
    for part, is_whole, is_last in _parts(text):
        claim = plain(part)
        if not claim or claim.casefold() in seen or (not is_whole and _HANGING.match(claim)):
            continue
        seen.add(claim.casefold())
        yield claim + "?" * (asks and is_last and bool(_QUESTION.match(claim))), is_whole


def plain(text: str) -> str:
    """The text without openings, words of degree and endings that say nothing of the claim; "" if nothing is left."""
    text = text.strip(_SIGNS)
    for _ in range(4):
        shorter = _listed("openings").sub("", text, count=1).lstrip(_SIGNS)
        if shorter == text or len(shorter.split()) < _MIN_WORDS:
            break
        text = shorter
    text = _degree().sub("", text)
    for _ in range(2):
        shorter = _listed("endings").sub("", text).rstrip(_SIGNS)
        if shorter == text or len(shorter.split()) < _MIN_WORDS:
            break
        text = shorter
    text = _quoted(" ".join(text.split()).strip(_SIGNS))
    if len(text.split()) < _MIN_WORDS or _OPEN_END.search(text):
        return ""
    return text


def _quoted(text: str) -> str:
    """The text without a quotation mark that has no partner."""
    if text.count('"') % 2:
        text = text.replace('"', "")
    opening, closing = re.findall(r"(?<!\w)'(?=\w)", text), re.findall(r"(?<=\w)'(?!\w)", text)
    return re.sub(r"(?<!\w)'|'(?!\w)", "", text) if len(opening) != len(closing) else text


def _parts(text: str) -> Iterator[tuple[str, bool, bool]]:
    """The text, its clauses and the beginning of each that is complete; with whether it is all, or ends as the text."""
    yield text, True, True
    clauses = [clause for clause in _CLAUSE.split(text) if clause.strip(_SIGNS)]
    if len(clauses) > 2:  # a list, whose parts have their subject or verb elsewhere
        clauses = clauses[-1:]
    for clause, after in zip([text, *clauses], [*("",) * (len(clauses) > 0), *clauses[1:], ""], strict=True):
        if _CONTRAST.match(after):
            continue
        if clause != text:
            yield clause, False, not after
        found = _listed("subordinate").search(clause)
        if found and len(clause[: found.start()].split()) >= _MIN_BEFORE:
            yield clause[: found.start()], False, False
        for found in _listed("additions").finditer(clause):
            before = clause[: found.start()]
            if len(before.split()) >= _MIN_CORE and not _DENIES.search(clause[found.start() :]):
                yield before, False, False


@cache
def _listed(name: str) -> re.Pattern[str]:
    """What matches one of the listed words where they count."""
    before, after = _AROUND[name]
    return re.compile(f"{before}(?:{alternatives(lexicon('titles')['en'][name])}){after}", re.IGNORECASE)


@cache
def _degree() -> re.Pattern[str]:
    return re.compile(rf"\b{lexicon('titles')['en']['degree']}\b\s*", re.IGNORECASE)
