"""How well guided themes find what belongs to them, given a name and a few examples, and how well the rest is found."""

import re
from dataclasses import dataclass
from statistics import fmean, stdev

import numpy as np
import numpy.typing as npt

from vocpipe.errors import EvaluationError
from vocpipe.evaluate.corpus import Corpus, compare, embed_rows, embed_texts
from vocpipe.evaluate.rows import LabelledRows
from vocpipe.settings import GuidedThemeSettings, Settings
from vocpipe.structure.boundaries import JAPANESE
from vocpipe.structure.guide import guide_texts
from vocpipe.themes.discovery.discover import discover
from vocpipe.themes.guided.guide import Guide, Taught
from vocpipe.themes.guided.take import take
from vocpipe.themes.space import NOWHERE, Indices, Labels
from vocpipe.themes.words import Words
from vocpipe.wording import tell

_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class TaxonomyScores:
    """How well guided themes agree with labels, over several draws of labels that are given.

    labels: in the file. guided, examples: labels that are given, and examples of each, besides its name. f1: mean over
    the given labels and the draws, without the examples; f1_sd: between draws; precision, recall: the same means.
    rest_ari: agreement of the other labels' rows with the themes, guided or discovered; rest_ari_alone: that without a
    guide; both are means over the draws.
    """

    rows: int
    labels: int
    guided: int
    examples: int
    draws: int
    f1: float
    f1_sd: float
    precision: float
    recall: float
    rest_ari: float
    rest_ari_alone: float


@dataclass(frozen=True, slots=True)
class _Draw:
    """The labels that are given, and the rows that are their examples."""

    labels: list[str]
    examples: list[Indices]


def evaluate_taxonomy(
    rows: LabelledRows, settings: Settings, *, guided: int, examples: int, draws: int, seed: int = 0
) -> TaxonomyScores:
    """Give `guided` of the labels as themes with a name and examples, and compare what they take; over several draws.

    A label's name is its own text. Raises EvaluationError if too few labels have more rows than examples.
    """
    return measure_taxonomy(
        embed_rows(rows, settings), settings, guided=guided, examples=examples, draws=draws, seed=seed
    )


def measure_taxonomy(
    corpus: Corpus, settings: Settings, *, guided: int, examples: int, draws: int, seed: int = 0
) -> TaxonomyScores:
    """The scores on a corpus; the arguments are those of `evaluate_taxonomy`."""
    alone = discover(corpus.space, corpus.words, settings.themes).themes[corpus.places]
    marks, rest = [], []
    for number in range(draws):
        draw = _draw(corpus, guided, examples, np.random.default_rng([seed, number]))
        groups = _groups(corpus, draw, settings)
        marks += [_marks(corpus, draw, theme, groups) for theme in range(guided)]
        others = np.flatnonzero(~np.isin(corpus.rows.labels, draw.labels))
        labels = [corpus.rows.labels[row] for row in others]
        rest.append((compare(labels, groups[others])[0], compare(labels, alone[others])[0]))
    f1, precision, recall = (np.array([mark[place] for mark in marks]).reshape(draws, guided) for place in range(3))
    by_draw = f1.mean(axis=1).tolist()
    return TaxonomyScores(
        rows=len(corpus.places),
        labels=len(set(corpus.rows.labels)),
        guided=guided,
        examples=examples,
        draws=draws,
        f1=fmean(by_draw),
        f1_sd=stdev(by_draw) if draws > 1 else 0.0,
        precision=float(precision.mean()),
        recall=float(recall.mean()),
        rest_ari=fmean(with_guide for with_guide, _ in rest),
        rest_ari_alone=fmean(without for _, without in rest),
    )


def _draw(corpus: Corpus, guided: int, examples: int, random: np.random.Generator) -> _Draw:
    labels = np.array(corpus.rows.labels)
    known, counts = np.unique(labels, return_counts=True)
    able = known[counts > examples]
    if len(able) < guided:
        raise EvaluationError(tell("evaluate.taxonomy.few_labels", labels=len(able), guided=guided, examples=examples))
    chosen = random.choice(able, guided, replace=False).tolist()
    return _Draw(chosen, [random.choice(np.flatnonzero(labels == label), examples, replace=False) for label in chosen])


def _groups(corpus: Corpus, draw: _Draw, settings: Settings) -> Labels:
    """The theme of each row: the number of a guided one, or after these that of a discovered one; -1 for none."""
    themes = [
        _theme(label, [corpus.rows.texts[row] for row in rows])
        for label, rows in zip(draw.labels, draw.examples, strict=True)
    ]
    taken = take(corpus.space, corpus.words, guide_of(settings.model_copy(update={"theme": themes})), Taught()).themes
    rest = np.flatnonzero(taken == NOWHERE)
    found = discover(*corpus.part(rest), settings.themes).themes
    taken[rest] = np.where(found == NOWHERE, NOWHERE, len(themes) + found)
    return taken[corpus.places]


def _theme(label: str, examples: list[str]) -> GuidedThemeSettings:
    name = " ".join(_SIGNS.sub(" ", label).split()) or label
    named = {"name_ja" if JAPANESE.search(name) else "name_en": name}
    return GuidedThemeSettings.model_validate({**named, "examples": examples})


def guide_of(settings: Settings) -> Guide:
    """The guided themes of the settings, embedded as in a refresh."""
    rows = guide_texts(settings)
    ids = [theme.theme_id for theme in settings.theme]
    texts = rows["text"].to_pylist()
    return Guide(
        ids,
        [theme.words for theme in settings.theme],
        embed_texts(texts, settings),
        Words(texts, rows["tokens"].to_pylist()),
        np.array([ids.index(theme_id) for theme_id in rows["theme_id"].to_pylist()], np.int64),
        np.array(rows["is_example"].to_pylist(), bool),
    )


def _marks(corpus: Corpus, draw: _Draw, theme: int, groups: Labels) -> tuple[float, float, float]:
    """F1, precision and recall of one guided theme, over the rows that are nobody's examples."""
    counted: npt.NDArray[np.bool_] = np.ones(len(groups), bool)
    counted[np.concatenate(draw.examples)] = False
    belongs = (np.array(corpus.rows.labels) == draw.labels[theme]) & counted
    taken = (groups == theme) & counted
    right = int((belongs & taken).sum())
    precision, recall = right / max(int(taken.sum()), 1), right / max(int(belongs.sum()), 1)
    return 2 * right / max(int(taken.sum() + belongs.sum()), 1), precision, recall
