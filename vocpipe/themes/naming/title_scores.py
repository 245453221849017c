"""How good a title is by itself: its words, its feeling and its wording."""

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

# Sentiment from which a sentence feels something; the share of sentences that is most of them.
_MIN_SENTIMENT = 0.2
_MIN_MAJORITY = 0.6
# So many of a title's keywords count.
_MAX_KEYWORDS = 3


@dataclass(frozen=True, slots=True)
class TitleScorer:
    """What holds for all of a group's sentences of one language.

    mood: what most of them feel: -1, 1, or 0 where there is no such majority. questions: the share that asks something.
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

    def against_feeling(self, row: int) -> float:
        """What counts against a sentence that does not feel as most do."""
        feeling = _feeling(row, self.words)
        if feeling * self.mood < 0:
            return WEIGHTS.opposite_feeling
        return WEIGHTS.no_feeling if feeling == 0 and self.mood != 0 else 0.0

    def for_part(self, part: str, tokens: list[str]) -> float:
        """What counts for a part of a sentence with these words as a title, less what counts against it."""
        folded = part.casefold()
        weights = sorted((self.keywords.get(token, 0.0) for token in set(tokens) if token in folded), reverse=True)
        return float(
            WEIGHTS.keywords * sum(weights[:_MAX_KEYWORDS]) / _MAX_KEYWORDS
            + WEIGHTS.frequency * np.log(max(self.frequency[key(part)], 1))
            - WEIGHTS.unusual * self.wordings.unusual(part)
            - awkwardness(part, self.language)
            - WEIGHTS.question * is_question(part) * max(1 - self.questions / _MIN_MAJORITY, 0)
        )


def mood(rows: Indices, words: Words) -> int:
    """What most of the sentences feel: -1, 1, or 0 where there is no such majority."""
    feelings = [_feeling(row, words) for row in rows.tolist()]
    for sign in (-1, 1):
        if feelings.count(sign) >= _MIN_MAJORITY * len(feelings):
            return sign
    return 0


def _feeling(row: int, words: Words) -> int:
    """-1, 0 or 1; 0 too where it is not known."""
    value = words.sentiment[row] if words.sentiment else None
    return 0 if value is None or abs(value) < _MIN_SENTIMENT else int(np.sign(value))
