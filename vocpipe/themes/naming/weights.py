"""What counts for and against a title."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TitleWeights:
    """How much each thing counts, against 1 for where the sentence stands among all sentences of the theme.

    For a title: keywords (the theme's strongest words in it), frequency (how often it was said, by its logarithm),
    across (its likeness to the title in the other language).

    Against it: elsewhere (it is nearer to another theme, by the cosine), opposite_feeling (it feels the opposite of
    what most of the theme feels), no_feeling (it feels nothing where most do), unusual (nobody else uses its words),
    question (it asks where most don't), clause (it is one clause of a long sentence), fragment (it is a piece that
    can't stand alone), length (it is too long or too short), flaw (each thing that stands in the way of reading it
    alone).
    """

    keywords: float = 0.6
    frequency: float = 0.06
    across: float = 1.2
    elsewhere: float = 3.0
    opposite_feeling: float = 0.6
    no_feeling: float = 0.2
    unusual: float = 0.3
    question: float = 0.4
    clause: float = 0.3
    fragment: float = 2.0
    length: float = 0.12
    flaw: float = 0.5


WEIGHTS = TitleWeights()
