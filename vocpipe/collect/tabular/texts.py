"""Which of a table's columns of text are read: what a customer wrote, each answer of a form, and what is left aside."""

import re
from collections.abc import Collection, Sequence
from html import unescape

from vocpipe.collect.parsing.columns import Columns
from vocpipe.collect.parsing.free_text import MIN_LENGTH, guess_text
from vocpipe.collect.reader import Evidence
from vocpipe.collect.tabular.names import has_part, is_whole, patterns
from vocpipe.collect.tabular.replies import style
from vocpipe.collect.tabular.shapes import Sample

_MIN_LONG = 12  # characters on average, of an answer whose column's name is no question
_MAX_CHOICE = 60  # characters
_CHOICES = 0.8  # of the cells are answers that a form gives to choose from
_COMPANY = 0.6
_MIN_SENTENCES = 0.15  # of the cells, where a column is text by its cells alone
_LOOKED = 300
_FORMS = ("survey", "review")
_NEARLY_ALL = 0.9
_TAG = re.compile(r"<[^<>]*>")


def main_text(sample: Sample, taken: Collection[int]) -> int | None:
    """The free column that reads most like what a customer wrote: a form's question first, then any of sentences."""
    own = _own(sample, taken)
    asked = [at for at in own if has_part(sample.header[at], "question") and _is_free(sample, at)]
    found = guess_text(sample.rows, asked)
    return guess_text(sample.rows, [at for at in own if sample.shape(at).is_prose]) if found is None else found


def any_text(sample: Sample, taken: Collection[int]) -> int | None:
    """The free column whose cells read most like free text at all, if only by their length."""
    free = [at for at in _free(sample, taken) if sample.shape(at).sentences >= _MIN_SENTENCES]
    found = guess_text(sample.rows, [at for at in free if at in _own(sample, taken)])
    return guess_text(sample.rows, free) if found is None else found


def other_answers(sample: Sample, kind: str, taken: Collection[int]) -> list[int]:
    """The columns of a form that hold more answers in a customer's own words, beside the main one."""
    if kind not in _FORMS:
        return []
    read = set(taken)
    found = []
    for at in _free(sample, taken):
        if _is_answer(sample, at, any_name=kind == "survey") and not any(
            _says_the_same(sample, at, one) for one in read
        ):
            found.append(at)
            read.add(at)
    return found


def unread_texts(sample: Sample, taken: Collection[int]) -> list[int]:
    """The columns of sentences that hold no field."""
    return [at for at in sample.prose if at not in taken and sample.shape(at).length >= _MIN_LONG]


def settle_title(sample: Sample, columns: Columns) -> None:
    """Let a summary be the title only beside a longer text; if there is no text, it may be the text itself."""
    at, text = columns.first("title"), columns.first("text")
    if at is None or columns.evidence["title"] is not Evidence.NAME or not is_whole(sample.header[at], "short_text"):
        return
    if text is not None and sample.shape(at).length <= sample.shape(text).length:
        return
    if text is None and not sample.shape(at).is_prose:
        return
    del columns.of["title"]
    if text is None:
        columns.give("text", [at], Evidence.CELLS)


def _free(sample: Sample, taken: Collection[int]) -> list[int]:
    return [at for at in range(len(sample.header)) if at not in taken]


def _own(sample: Sample, taken: Collection[int]) -> list[int]:
    """The free columns whose names are not those of something else than a customer's own words."""
    names = sample.header
    return [
        at for at in _free(sample, taken) if not has_part(names[at], "internal") and not has_part(names[at], "copy")
    ]


def _is_answer(sample: Sample, at: int, *, any_name: bool) -> bool:
    name, shape = sample.header[at], sample.shape(at)
    is_question = has_part(name, "question") or has_part(name, "question", "ask")
    if has_part(name, "copy") or (has_part(name, "internal") and not is_question):
        return False
    cells = sample.texts(at)
    if _are_choices(cells) or style(cells) >= _COMPANY:
        return False
    if is_question:
        return _is_free(sample, at)
    return any_name and shape.is_prose and shape.length >= _MIN_LONG


def _says_the_same(sample: Sample, at: int, other: int) -> bool:
    """Whether the column repeats the words of `other`, perhaps with or without markup: a copy, and no answer."""
    if not sample.shape(other).is_prose:
        return False
    pairs = [(row[at], row[other]) for row in sample.rows[:_LOOKED] if row[at].strip()]
    return sum(_bare(one) == _bare(two) for one, two in pairs) >= _NEARLY_ALL * len(pairs) > 0


def _bare(text: str) -> str:
    return "".join(unescape(_TAG.sub(" ", text)).split())


def _is_free(sample: Sample, at: int) -> bool:
    shape = sample.shape(at)
    return (shape.free >= MIN_LENGTH or shape.is_prose) and not _are_choices(sample.texts(at))


def _are_choices(cells: Sequence[str]) -> bool:
    """Whether the cells are answers that a form gives to choose from, such as "very satisfied" and 週に数回."""
    some = cells[:_LOOKED]
    choice = patterns("choice", "whole")
    n = sum(len(cell) <= _MAX_CHOICE and choice.fullmatch(cell) is not None for cell in some)
    return bool(some) and n >= _CHOICES * len(some)
