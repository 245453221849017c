"""How good a title is by itself: its words, its sentiment and its wording."""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from vocpipe.themes.clauses import key
from vocpipe.themes.naming.frequency import WordingFrequency
from vocpipe.themes.naming.language_view import LanguageView
from vocpipe.themes.naming.readability import awkwardness
from vocpipe.themes.naming.statements import Statements
from vocpipe.themes.naming.titles import is_question
from vocpipe.themes.naming.weights import WEIGHTS
from vocpipe.themes.space import Indices
from vocpipe.themes.words import Words

# The minimum of the absolute sentiment that is not neutral, and the share of sentences that is a majority.
_MIN_SENTIMENT = 0.2
_MIN_MAJORITY = 0.6
# The number of a title's keywords that count.
_MAX_KEYWORDS = 3


@dataclass(frozen=True, slots=True)
class TitleScorer:
    """The score of titles from a group's sentences of one language.

    mood: the majority's sentiment: -1, 1, or 0 without a majority. questions: the share of questions.
    """

    language: str
    words: Words
    wordings: WordingFrequency
    keywords: dict[str, float]
    frequency: Counter[str]
    mood: int
    questions: float

    @classmethod
    def of(cls, own: Indices, words: Words, view: LanguageView, statements: Statements, *, mood: int) -> "TitleScorer":
        """The scorer of the group's sentences `own` of the view's language."""
        questions = sum(is_question(words.texts[row]) for row in own.tolist()) / len(own)
        keywords = statements.keywords[view.language]
        return cls(view.language, words, view.frequency, keywords, statements.frequency, mood, questions)

    def sentiment_penalty(self, row: int) -> float:
        """The penalty for a sentence whose sentiment differs from the majority's."""
        felt = _sign(row, self.words)
        if felt * self.mood < 0:
            return WEIGHTS.opposite_sentiment
        return WEIGHTS.no_sentiment if felt == 0 and self.mood != 0 else 0.0

    def for_part(self, part: str, doubts: int, tokens: list[str]) -> float:
        """The score of a part of a sentence as a title; doubts: words in it that look mistyped. tokens: its words."""
        folded = part.casefold()
        weights = sorted((self.keywords.get(token, 0.0) for token in set(tokens) if token in folded), reverse=True)
        return float(
            WEIGHTS.keywords * sum(weights[:_MAX_KEYWORDS]) / _MAX_KEYWORDS
            + WEIGHTS.frequency * np.log(max(self.frequency[key(part)], 1))
            - WEIGHTS.mistyped * doubts
            - WEIGHTS.unusual * self.wordings.unusual(part)
            - awkwardness(part, self.language)
            - WEIGHTS.question * is_question(part) * max(1 - self.questions / _MIN_MAJORITY, 0)
        )


def mood(rows: Indices, words: Words) -> int:
    """The majority's sentiment: -1, 1, or 0 without a majority."""
    feelings = [_sign(row, words) for row in rows.tolist()]
    for side in (-1, 1):
        if feelings.count(side) >= _MIN_MAJORITY * len(feelings):
            return side
    return 0


def feeling(row: int, words: Words) -> float:
    """The sentiment of a sentence, -1 to 1; 0 if unknown."""
    value = words.sentiment[row] if words.sentiment else None
    return 0.0 if value is None else value


def _sign(row: int, words: Words) -> int:
    """The sentiment as -1, 0 or 1."""
    value = feeling(row, words)
    return 0 if abs(value) < _MIN_SENTIMENT else int(np.sign(value))
