"""The themes of the demo company next to the topics that were planted in it, sentence by sentence."""

import tomllib
from collections import Counter, defaultdict
from dataclasses import dataclass
from importlib import resources

from vocpipe.errors import EvaluationError
from vocpipe.evaluate.purity import purity
from vocpipe.store.workspace import Workspace
from vocpipe.themes.clauses import key
from vocpipe.themes.load import load_opinions
from vocpipe.themes.space import NOWHERE
from vocpipe.wording import tell

_GRAM = 3
# A sentence is a planted one that shares this share of the shorter one's 3-grams, and of the planted one's own.
_MIN_SHARED, _MIN_WHOLE = 0.5, 0.3


@dataclass(frozen=True, slots=True)
class PlantedScores:
    """The themes of the demo. purity, mixed, found_once: see Purity.

    sentences: those that a planted one is recognized in. coverage: the share of them in a theme.
    """

    sentences: int
    topics: int
    themes: int
    coverage: float
    purity: float
    mixed: float
    found_once: float


def evaluate_planted(workspace: Workspace) -> PlantedScores:
    """Measure the themes of a workspace of the demo. Raises EvaluationError if it holds none of its sentences."""
    with workspace.connect_read_only() as connection:
        opinions = load_opinions(connection)
    finder = PlantedFinder()
    number: dict[str | None, int] = {None: NOWHERE}
    groups, labels = [], []
    times = opinions.table.column("times").to_pylist()
    for text, theme, count in zip(opinions.texts, opinions.themes, times, strict=True):
        topic = finder.topic(text)
        if topic:
            groups += [number.setdefault(theme, len(number) - 1)] * count
            labels += [topic] * count
    if not labels:
        raise EvaluationError(tell("evaluate.planted.no_demo"))
    measured = purity(groups, labels)
    return PlantedScores(
        sentences=len(labels),
        topics=len(set(labels)),
        themes=len(set(groups) - {NOWHERE}),
        coverage=sum(group != NOWHERE for group in groups) / len(groups),
        purity=measured.purity,
        mixed=measured.mixed,
        found_once=measured.found_once,
    )


class PlantedFinder:
    """Recognizes the demo's planted sentences in what was made of them: with typing mistakes, openings and endings."""

    def __init__(self) -> None:
        self._topics: list[str] = []
        self._grams: list[frozenset[str]] = []
        self._having: defaultdict[str, list[int]] = defaultdict(list)
        folder = resources.files("vocpipe") / "demo" / "topics"
        for file in sorted(folder.iterdir(), key=lambda file: file.name):
            said = tomllib.loads(file.read_text(encoding="utf-8"))
            for sentence in (*said["ja"], *said["en"]):
                self._add(said["id"], sentence)

    def _add(self, topic: str, sentence: str) -> None:
        grams = _grams(sentence)
        for gram in grams:
            self._having[gram].append(len(self._topics))
        self._topics.append(topic)
        self._grams.append(grams)

    def topic(self, text: str) -> str | None:
        """The topic of the planted sentence that the text is most like; None if it is like none."""
        grams = _grams(text)
        shared = Counter(place for gram in grams for place in self._having[gram])
        if not shared:
            return None
        sizes = {place: len(self._grams[place]) for place in shared}
        best = max(shared, key=lambda place: (shared[place] / (len(grams) + sizes[place] - shared[place]), -place))
        whole = sizes[best]
        is_same = shared[best] >= _MIN_SHARED * min(whole, len(grams)) and shared[best] >= _MIN_WHOLE * whole
        return self._topics[best] if is_same else None


def _grams(text: str) -> frozenset[str]:
    folded = key(text)
    return frozenset(folded[at : at + _GRAM] for at in range(max(len(folded) - _GRAM + 1, 1)))
