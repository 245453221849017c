"""Which columns of text are the company's own, beside or instead of those with customers' words."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from vocpipe.collect.tabular.names import has_part, is_whole, patterns
from vocpipe.collect.tabular.shapes import Sample

_MIN_STYLE = 0.3  # of the cells have a company's phrases, where the name may be that of a reply
_SURE_STYLE = 0.6
_MIN_GAP = 0.4  # between the company's column and the customers'
_FEW = 0.5  # of the cells differ, at most, where a column holds a form's questions
_MIN_CELLS = 4
_MIN_SENTENCES = 0.4  # of the cells
_MIN_LONG = 12  # characters on average
_MIN_ASKED = 3
_LOOKED = 300


@dataclass(frozen=True, slots=True)
class Replies:
    """`columns`: those with the company's words. `doubtful`: the only other column of text, if it reads like them.

    `asked`: the column of a form's questions, where each row has one and its answer.
    """

    columns: frozenset[int] = frozenset()
    doubtful: int | None = None
    asked: int | None = None


def find_replies(sample: Sample, believed: Collection[int] = ()) -> Replies:
    """The columns of replies, by their names, and by their cells beside other text; not those that are `believed`.

    A column called 回答 or "Answer" is the customer's in a survey, and the company's beside what a customer asked.
    """
    header = sample.header
    free = [at for at in range(len(header)) if at not in believed]
    named = {at for at in free if _is_named(header[at]) and not sample.shape(at).times >= 0.5}
    perhaps = [at for at in free if at not in named and is_whole(header[at], "reply", "perhaps")]
    others = [at for at in range(len(header)) if at not in named and at not in perhaps and _may_be_asked(sample, at)]
    asked = _questions(sample, others, perhaps)
    if asked is not None:
        return Replies(frozenset(named), asked=asked)
    beside = {at for at in perhaps if any(_is_beside(sample, at, other) for other in others)}
    alike = {at for at in others if at not in believed and _is_unlike(sample, at, others)}
    left = [at for at in (*perhaps, *others) if at not in beside | alike]
    doubtful = next((at for at in left if style(sample.texts(at)) >= _SURE_STYLE and len(left) == 1), None)
    return Replies(frozenset(named | beside | alike), doubtful)


def style(cells: Sequence[str]) -> float:
    """The share of the cells that have a company's phrases: thanks for an inquiry, apologies, advice."""
    some = cells[:_LOOKED]
    if len(some) < _MIN_CELLS:
        return 0.0
    phrases = patterns("company", "phrases")
    return sum(phrases.search(cell) is not None for cell in some) / len(some)


def _is_named(name: str) -> bool:
    return (is_whole(name, "reply") or has_part(name, "reply")) and not has_part(name, "question", "ask")


def _may_be_asked(sample: Sample, at: int) -> bool:
    """Whether the column may hold a customer's words: sentences, or short texts under a name like 質問."""
    shape = sample.shape(at)
    if max(shape.times, shape.emails, shape.urls, shape.numbers, shape.stamps, shape.clocks) >= 0.5:
        return False
    if has_part(sample.header[at], "internal"):
        return False
    sentences = shape.sentences >= _MIN_SENTENCES and shape.length >= _MIN_LONG  # replies repeat, so they need not vary
    return sentences or shape.is_prose or (shape.length >= _MIN_ASKED and _is_asked(sample, at))


def _is_asked(sample: Sample, at: int) -> bool:
    return has_part(sample.header[at], "asked")


def _questions(sample: Sample, others: Sequence[int], perhaps: Sequence[int]) -> int | None:
    """The column of a form's questions: it has few, and customers' answers beside it."""
    for at in others:
        shape = sample.shape(at)
        if perhaps and has_part(sample.header[at], "asked") and shape.filled >= _MIN_CELLS and shape.varied <= _FEW:
            answers = [answer for answer in perhaps if sample.shape(answer).varied > shape.varied]
            if any(style(sample.texts(answer)) < _SURE_STYLE for answer in answers):
                return at
    return None


def _is_beside(sample: Sample, at: int, other: int) -> bool:
    """Whether the column of answers is the company's, as `other` holds what was asked."""
    if _is_asked(sample, other):
        return True
    own, others = style(sample.texts(at)), style(sample.texts(other))
    return own >= _MIN_STYLE and own > others


def _is_unlike(sample: Sample, at: int, others: Sequence[int]) -> bool:
    """Whether the column reads like a company's, beside one that does not."""
    own = style(sample.texts(at))
    if own < _SURE_STYLE or _is_asked(sample, at):  # customers who write politely have such phrases too
        return False
    return any(style(sample.texts(other)) <= own - _MIN_GAP for other in others if other != at)
