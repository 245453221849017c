"""The time and memory that discovery takes on this machine, on made-up sentences with given vectors."""

import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from threadpoolctl import threadpool_info

from vocpipe.settings import ThemesSettings
from vocpipe.themes.discovery.consensus import SAMPLE_SHARE
from vocpipe.themes.discovery.discover import divide
from vocpipe.themes.discovery.neighbors import find_neighbors
from vocpipe.themes.space import NOWHERE, Indices, Matrix, Space
from vocpipe.themes.words import Words

LANGUAGES = ("en", "ja")
_SHARED, _OWN = 512, 384
# These weights give cosines about as MiniLM does: .5 for sentences on one theme, .1 on different ones.
_THEME, _ASPECT, _COMMON = 1.0, 0.6, 0.5
_THEME_WORDS = 30
_LENGTH = 12


@dataclass(frozen=True, slots=True)
class ScaleScores:
    """Time and memory of a discovery.

    sentences; threads: of numpy's BLAS; seconds_neighbors: words, neighbors; seconds_level: the level of detail;
    seconds_groups: themes and sub-themes at that level; seconds: all three. memory_gb: the process' maximum, with the
    sentences themselves. themes; ari: agreement with the planted themes.
    """

    sentences: int
    threads: int
    seconds_neighbors: float
    seconds_level: float
    seconds_groups: float
    seconds: float
    memory_gb: float
    themes: int
    ari: float


@dataclass(frozen=True, slots=True)
class World:
    """Made-up sentences in two languages, and the theme each was made for; shape (sentences,)."""

    space: Space
    words: Words
    truth: Indices


@dataclass(slots=True)
class _Watch:
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def time(self, name: str) -> Iterator[None]:
        start = time.monotonic()
        yield
        self.seconds[name] = time.monotonic() - start


def evaluate_scale(sentences: int, settings: ThemesSettings, *, seed: int = 0) -> ScaleScores:
    """Seconds and memory that discovery takes on this number of made-up sentences."""
    from sklearn.metrics import adjusted_rand_score

    world = make_world(sentences, seed=seed)
    watch = _Watch()
    with watch.time("neighbors"):
        neighbors = find_neighbors(world.space, world.words, sample_share=SAMPLE_SHARE)
    start = time.monotonic()
    levels = [start]
    with watch.time("divide"):
        discovery = divide(world.space, neighbors, settings, progress=lambda *_: levels.append(time.monotonic()))
    level = levels[-1] - start
    return ScaleScores(
        sentences=sentences,
        threads=max((int(pool["num_threads"]) for pool in threadpool_info() if pool["user_api"] == "blas"), default=1),
        seconds_neighbors=watch.seconds["neighbors"],
        seconds_level=level,
        seconds_groups=watch.seconds["divide"] - level,
        seconds=sum(watch.seconds.values()),
        memory_gb=_peak_bytes() / 1e9,
        themes=int(discovery.themes.max(initial=NOWHERE)) + 1,
        ari=float(adjusted_rand_score(world.truth, discovery.themes)),
    )


def make_world(sentences: int, *, seed: int = 0) -> World:
    """Sentences about themes of very different sizes, each with several aspects; half in each language."""
    random = np.random.default_rng(seed)
    themes = max(2, round(sentences**0.5 / 2))
    sizes = 1 / (np.arange(themes) + 5.0)
    truth = random.choice(themes, sentences, p=sizes / sizes.sum())
    aspects = truth * 4 + random.integers(0, 4, sentences)
    languages: npt.NDArray[np.str_] = np.array(LANGUAGES, dtype=np.str_)[random.integers(0, 2, sentences)]
    english = np.flatnonzero(languages == "en")
    own = {"en": _vectors(truth[english], aspects[english], _OWN, random)}
    tokens = _tokens(truth, languages, random)
    return World(
        Space(_vectors(truth, aspects, _SHARED, random), languages, own),
        Words([" ".join(words) for words in tokens], tokens),
        truth,
    )


def _vectors(truth: Indices, aspects: Indices, dimensions: int, random: np.random.Generator) -> Matrix:
    """Unit vectors, shape (sentences, dimensions): sums of a common part, the theme, its aspect and the sentence."""

    def directions(count: int) -> Matrix:
        drawn: Matrix = random.standard_normal((count, dimensions), np.float32)
        return drawn / np.float32(dimensions**0.5)

    themes, parts, common = directions(int(truth.max()) + 1), directions(int(aspects.max()) + 1), directions(1)
    vectors = directions(len(truth)) + _THEME * themes[truth] + _ASPECT * parts[aspects] + _COMMON * common
    unit: Matrix = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit


def _tokens(truth: Indices, languages: npt.NDArray[np.str_], random: np.random.Generator) -> list[list[str]]:
    """A third of the words belong to the theme, the others to all themes, with the frequencies of Zipf's law."""
    common = random.zipf(1.3, (len(truth), _LENGTH)) % 50_000
    themes = random.integers(0, _THEME_WORDS, (len(truth), _LENGTH))
    of_theme = random.random((len(truth), _LENGTH)) < 1 / 3
    return [
        [f"{lang}t{theme}x{mine}" if own else f"{lang}w{other}" for mine, other, own in zip(*row, strict=True)]
        for lang, theme, row in zip(
            languages.tolist(),
            truth.tolist(),
            zip(themes.tolist(), common.tolist(), of_theme.tolist(), strict=True),
            strict=True,
        )
    ]


def _peak_bytes() -> int:
    """The most memory that this process has held; Linux counts kilobytes, macOS bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
