"""Names: for each theme the short sentence, or clause of one, that says best what its sentences say.

No model writes them: a name is something that customers said, so it reads like an opinion and can be trusted. Keywords
are weighted by class-based TF-IDF (Grootendorst 2022): often in this theme, seldom in the others.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from vocpipe.themes.consensus import Labels
from vocpipe.themes.graph import Indices, Space
from vocpipe.themes.lexical import Words

KEYWORDS = 8
_CANDIDATES = 60
_OFTEN = 0.1
# A first clause as short as this leads in: "One more thing:", 「正直に言うと、」.
_LEAD_IN = {"ja": 10, "en": 5}
# The length a title reads best at, and how far from it is still good: characters in Japanese, words in English.
_IDEAL = {"ja": (16, 8), "en": (7, 3)}
_BOUNDARY = {
    "ja": re.compile(r"(?<=[、,])|(?<=ので)|(?<=けど)|(?<=ため)"),
    "en": re.compile(r"(?<=[,;:])\s+|\s+(?=but\b|because\b|and then\b)|\s+[-–—]\s+"),
}
_STRAY_HEAD = {
    "ja": re.compile(
        r"^(?:それに|しかも|また|でも|だが|ただ|そして|なので|だから|あと|さらに|正直|ちなみに|けど|が)[、,]?"
    ),
    "en": re.compile(
        r"^(?:(?:and|but|also|because|then|plus)\b[,\s]*|(?:so|well|honestly|actually|however),\s*)", re.IGNORECASE
    ),
}
_TRAILING = re.compile(r"[\s。．.!！、,;:…~〜ー♪]+$")
_MASK = re.compile(r"\[[A-Z]+\]")
# What can't be understood alone: it points back, or begins in the middle of a clause.
_POINTING = re.compile(
    r"^(?:it|this|that|they|these|those|he|she|which)\b|^(?:それ|これ|あれ|その|この|あの|ここ|[はがをにでと](?=[一-鿿ァ-ヶA-Za-z]))",
    re.IGNORECASE,
)
_ODD = re.compile(r"[^\w\s、。，,.'’\"!?！？「」『』（）()・ー〜%％/&+:-]|https?:")


@dataclass(frozen=True, slots=True)
class Name:
    """What a theme is called in each language its sentences are in, and its keywords, best first."""

    by_language: dict[str, str]
    keywords: list[str]


def name_themes(
    labels: Labels, words: Words, space: Space, languages: list[str], *, taken: Mapping[str, set[str]] | None = None
) -> list[Name]:
    """A name for each group in the order of their numbers; distinct among themselves within each language.

    taken: language -> names, case folded, that belong to themes there are and go to no group.
    """
    weights = keyword_weights(labels, words)
    used: dict[str, set[str]] = {language: set((taken or {}).get(language, ())) for language in languages}
    names = []
    for group, weight in enumerate(weights):
        members = np.flatnonzero(labels == group)
        titles = {}
        for language in languages:
            own = members[space.languages[members] == language]
            title = _title(own, words, space, weight, language, used[language])
            if title:
                titles[language] = title
                used[language].add(title.casefold())
        names.append(Name(titles, [word for word, _ in weight.most_common(KEYWORDS)]))
    return names


def keyword_weights(labels: Labels, words: Words) -> list[Counter[str]]:
    """For each group the weight of its words: share in the group times log(1 + average count / count over all)."""
    groups = int(labels.max(initial=-1)) + 1
    counts: list[Counter[str]] = [Counter() for _ in range(groups)]
    for label, tokens in zip(labels.tolist(), words.tokens, strict=True):
        if label >= 0:
            counts[label].update(set(tokens))
    overall: Counter[str] = Counter()
    for count in counts:
        overall.update(count)
    average = sum(overall.values()) / max(groups, 1)
    return [_weigh(count, overall, average) for count in counts]


def _weigh(count: Counter[str], overall: Counter[str], average: float) -> Counter[str]:
    total = max(sum(count.values()), 1)
    weighed = {word: n / total * float(np.log1p(average / overall[word])) for word, n in count.items()}
    # Equal weights stand in the words' own order, whatever the order of the rows was.
    return Counter(dict(sorted(weighed.items(), key=lambda item: (-item[1], item[0]))))


def _title(
    members: Indices, words: Words, space: Space, weight: Counter[str], language: str, used: set[str]
) -> str | None:
    """The best candidate among the sentences nearest the middle of the group; None if there are no sentences."""
    if len(members) == 0:
        return None
    place = np.cumsum(space.languages == language) - 1
    vectors = space.inside(language)[place[members]]
    middle = vectors.mean(axis=0)
    nearness = vectors @ (middle / max(float(np.linalg.norm(middle)), 1e-9))
    best = np.argsort(-nearness, kind="stable")[:_CANDIDATES]
    top = weight.most_common(1)
    strongest = top[0][1] if top else 1.0
    scored = [
        (
            # What was said often in the same words is worded as people word it, and not mistyped.
            _score(part, float(nearness[row]), whole, words.tokens[members[row]], weight, strongest, language)
            + _OFTEN * np.log(words.times[members[row]] if words.times else 1),
            part,
        )
        for row in best
        for part, whole in _parts(words.texts[members[row]], language)
        if part.casefold() not in used
    ]
    return max(scored, key=lambda item: (item[0], item[1]))[1] if scored else None


def _parts(text: str, language: str) -> list[tuple[str, bool]]:
    """The sentence without a lead-in, and its last clause, both tidied; each with whether it says all of it."""
    clauses = (
        [clause for clause in _BOUNDARY[language].split(text) if clause.strip()] if language in _BOUNDARY else [text]
    )
    parts = [(text, True)]
    if len(clauses) > 1:
        if _size(clauses[0], language) <= _LEAD_IN[language]:
            parts = [(text[text.index(clauses[0]) + len(clauses[0]) :], True)]
        parts.append((clauses[-1], False))
    tidied = [(_tidy(part, language), whole) for part, whole in parts]
    return [(part, whole) for part, whole in tidied if part]


def _tidy(text: str, language: str) -> str:
    text = _TRAILING.sub("", text.strip())
    if language in _STRAY_HEAD:
        text = _STRAY_HEAD[language].sub("", text).strip()
    return text[:1].upper() + text[1:] if language == "en" else text


def _size(text: str, language: str) -> int:
    """Characters in Japanese, words elsewhere."""
    return len(text) if language == "ja" else len(text.split())


def _score(
    part: str, nearness: float, whole: bool, tokens: list[str], weight: Counter[str], strongest: float, language: str
) -> float:
    """How good a title it is: near the middle, with telling words, of a title's length, standing on its own."""
    folded = part.casefold()
    telling = sum(sorted((weight[token] / strongest for token in set(tokens) if token in folded), reverse=True)[:3]) / 3
    ideal, spread = _IDEAL.get(language, (7, 3))
    awkward = abs(_size(part, language) - ideal) / spread
    flaws = (
        bool(_MASK.search(part)) * 2
        + bool(_POINTING.search(part))
        + bool(_ODD.search(part))
        + 0.5 * part.endswith(("?", "？"))
    )
    return float(nearness + telling - 0.12 * awkward**1.5 - 0.5 * flaws - (0.0 if whole else 0.05))
