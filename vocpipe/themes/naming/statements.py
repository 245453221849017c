"""The statements of a theme: its sentences without their lead-ins."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from vocpipe.themes.clauses import key
from vocpipe.themes.naming.titles import title_parts
from vocpipe.themes.space import Indices, Space
from vocpipe.themes.words import Words

# A word with at least this share of the heaviest word's weight is a keyword of the statements.
_MIN_WEIGHT = 0.15


@dataclass(frozen=True, slots=True)
class Group:
    """A theme to name: its number, the places of its sentences, and the weight of each of its words."""

    number: int
    members: Indices
    weights: Counter[str]


@dataclass(frozen=True, slots=True)
class Statements:
    """The statements of a group's sentences.

    keys: place of a sentence -> key of its statement. frequency: key -> how often it occurs. keywords: language ->
    the keywords of its sentences with their weights; the heaviest has weight 1.
    """

    members: Indices
    keys: dict[int, str]
    frequency: Counter[str]
    keywords: dict[str, dict[str, float]]

    @classmethod
    def of(cls, group: Group, words: Words, space: Space, leading: Mapping[str, frozenset[str]]) -> "Statements":
        """The statements of a group; leading: language -> lead-ins."""
        keys, frequency, keywords = {}, Counter[str](), {}
        for language, lead_ins in leading.items():
            own = group.members[space.languages[group.members] == language].tolist()
            spoken = {token for row in own for token in words.tokens[row]}
            heavy = keywords[language] = _heaviest(group.weights, spoken)
            for row in own:
                statement, _ = title_parts(words.texts[row], language, heavy, lead_ins)[0]
                keys[row] = key(statement)
                frequency[keys[row]] += words.times[row] if words.times else 1
        return cls(group.members, keys, frequency, keywords)

    def without(self, titles: Mapping[str, str]) -> "Statements":
        """The statements without the keywords that occur in the titles (language -> title)."""
        left = {
            language: {word: weight for word, weight in keywords.items() if word not in titles[language].casefold()}
            for language, keywords in self.keywords.items()
            if language in titles
        }
        return replace(self, keywords=self.keywords | left)

    def weights(self, rows: Indices) -> npt.NDArray[np.float64]:
        """The weight of each sentence, shape (rows,): a statement weighs 1 in all, however often it occurs."""
        return np.array([1 / self.frequency[self.keys[row]] if row in self.keys else 1.0 for row in rows.tolist()])


def _heaviest(weights: Counter[str], spoken: set[str]) -> dict[str, float]:
    """The keywords among the words that occur in a language, with their weights relative to the heaviest."""
    own = {token: weight for token, weight in weights.items() if token in spoken}
    heaviest = max(own.values(), default=1.0)
    return {token: weight / heaviest for token, weight in own.items() if weight >= _MIN_WEIGHT * heaviest}
