"""What counts for and against a title."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TitleWeights:
    """The weight of each feature of a title, against 1 for how central the sentence is in the theme.

    For a title: keywords (the theme's strongest words in it), frequency (the logarithm of how often it occurs), across
    (its similarity to the title in the other language).

    Against it: elsewhere (it is nearer to another theme, by cosine), opposite_sentiment (its sentiment is the opposite
    of the majority's), no_sentiment (it is neutral unlike the majority), unusual (nobody else uses its words), question
    (it is a question unlike most), clause (it is one clause of a long sentence), fragment (it can't stand alone),
    length (it is too long or too short), flaw (anything that makes it hard to understand alone).
    """

    keywords: float = 0.6
    frequency: float = 0.12
    across: float = 2.0
    elsewhere: float = 3.0
    opposite_sentiment: float = 0.6
    no_sentiment: float = 0.2
    unusual: float = 0.3
    question: float = 0.4
    clause: float = 0.1
    fragment: float = 2.0
    length: float = 0.2
    mistyped: float = 1.0
    kind: float = 0.3
    negation: float = 0.2
    feeling: float = 0.45
    apart: float = 0.8
    meaning: float = 1.0
    flaw: float = 0.5


WEIGHTS = TitleWeights()
