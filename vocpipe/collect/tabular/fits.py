"""Whether the cells of a column agree with its name: a column of scores that is called `date` holds no dates."""

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial

from vocpipe.collect.parsing.columns import Columns
from vocpipe.collect.parsing.scores import number_in, parse_score
from vocpipe.collect.tabular.names import has_part, is_whole
from vocpipe.collect.tabular.scales import why_off_scale
from vocpipe.collect.tabular.shapes import Sample, Shape
from vocpipe.collect.tabular.times import holds_times

_NEARLY_ALL = 0.9
_MIN_ROWS = 10  # that show that a column has a few choices only
_FEW = 0.2  # of the cells are different
_MIN_GRADES = 5
_LOOKED = 300
_TYPES = ("nps", "csat", "ces", "stars")


@dataclass(frozen=True, slots=True)
class Fits:
    """Which columns can hold what, by their cells. `replies`: columns with the company's words."""

    sample: Sample
    replies: Collection[int]
    trusted: Collection[int]  # columns that the settings or the vendor name
    any_scale: bool = False  # the settings say of which type the scores are
    late: Collection[int] = ()  # columns that may tell when the company answered

    def barred(self, field: str, *, empty: bool = True) -> set[int]:
        """The columns that can't hold `field`, or scores of a type; `empty`: nor the empty ones."""
        every = [at for at in range(len(self.sample.header)) if at not in self.trusted]
        return {at for at in every if self._is_barred(field, at, empty=empty)}

    def _is_barred(self, field: str, at: int, *, empty: bool) -> bool:
        shape = self.sample.shape(at)
        if not shape.filled:
            return empty
        check = _CHECKS.get(field)
        if check is not None and check(shape):
            return True
        if field in ("created_at", "updated_at"):
            return at in self.late or not holds_times(self.sample, at)
        if field in ("text", "title"):
            return at in self.replies or (field == "text" and self._is_choice(shape, at))
        return field in _TYPES and not self.any_scale and self._is_no_score(shape, at, field)

    def _is_no_score(self, shape: Shape, at: int, score_type: str) -> bool:
        if self.why_off_scale(at, score_type) is not None:
            return True
        return shape.is_prose and not _share_of_scores(self.sample, at, score_type)

    def _is_choice(self, shape: Shape, at: int) -> bool:
        """Whether the column holds a few choices, and another one has sentences."""
        if shape.filled < _MIN_ROWS or shape.varied > _FEW or shape.is_prose:
            return False
        return any(other != at and other not in self.replies for other in self.sample.prose)

    def holds_scores(self, at: int, score_type: str) -> bool:
        """Whether nearly all cells are scores of the type, and nothing speaks against it."""
        good = _share_of_scores(self.sample, at, score_type) >= _NEARLY_ALL
        return good and self.why_off_scale(at, score_type) is None

    def why_off_scale(self, at: int, score_type: str) -> str | None:
        """The key of the sentence that says why the numbers are no scores of this type; None if they may be."""
        if self.sample.shape(at).numbers < _NEARLY_ALL:
            return None
        return why_off_scale(numbers_in(self.sample, at), score_type)


def numbers_in(sample: Sample, at: int) -> Counter[float]:
    """The numbers in a column of the sample."""
    return Counter(number for text in sample.texts(at) if (number := number_in(text)) is not None)


def share_that_fits(sample: Sample, columns: Columns, score_type: str | None) -> dict[int, float]:
    """Column -> the share of its filled cells that its field can take, for times, e-mail addresses, scores and ids."""
    found: dict[int, float] = {}
    for field, numbers in columns.of.items():
        at = numbers[0]
        shape = sample.shape(at)
        if not shape.filled:
            continue
        if field in ("created_at", "updated_at"):
            found[at] = max(shape.times, shape.stamps)
        elif field == "time_of_day":
            found[at] = shape.clocks
        elif field == "email":
            found[at] = shape.emails
        elif field == "id":
            found[at] = shape.varied
        elif field == "score" and score_type:
            found[at] = _share_of_scores(sample, at, score_type)
    return {at: round(share, 3) for at, share in found.items()}


def stars_by_cells(sample: Sample, at: int, kind: str) -> bool:
    """Whether the column's numbers are stars: from 1 to 5, in a table of reviews, by `kind` or its columns."""
    shape = sample.shape(at)
    if not shape.filled or not (kind == "review" or any(has_part(name, "review") for name in sample.header)):
        return False
    return shape.low >= 1 and shape.high <= 5 and _share_of_scores(sample, at, "stars") >= 0.95


def scores_by_cells(sample: Sample, taken: Collection[int]) -> list[int]:
    """The free columns of a few numbers whose names may be those of a score."""
    return [
        at
        for at, name in enumerate(sample.header)
        if at not in taken
        and (has_part(name, "score") or is_whole(name, "score"))
        and not has_part(name, "score", "not_part")
        and _may_be_score(sample.shape(at))
    ]


def grades_asked_for(sample: Sample, taken: Collection[int]) -> list[int]:
    """The free columns of a few numbers, as many as make a scale, whose names are questions."""
    named = (at for at, name in enumerate(sample.header) if at not in taken and has_part(name, "question"))
    return [at for at in named if may_be_grades(sample, at)]


def may_be_grades(sample: Sample, at: int) -> bool:
    """Whether a column holds a few numbers from 0 to 10, more than yes and no need, in most rows."""
    shape = sample.shape(at)
    if has_part(sample.header[at], "score", "not_part") or shape.filled < _MIN_GRADES:
        return False
    return 2 < shape.distinct < shape.filled and _may_be_score(shape)


def _may_be_score(shape: Shape) -> bool:
    return shape.numbers >= _NEARLY_ALL and shape.low >= 0 and shape.high <= 10


def _share_of_scores(sample: Sample, at: int, score_type: str) -> float:
    cells = sample.texts(at)[:_LOOKED]
    return sum(map(partial(_is_score, score_type=score_type), cells)) / len(cells) if cells else 0.0


def _is_score(text: str, score_type: str) -> bool:
    try:
        parse_score(text, score_type)
    except ValueError:
        return False
    return True


def _is_no_text(shape: Shape) -> bool:
    return shape.records > 0.5 or max(shape.numbers, shape.times, shape.emails, shape.urls, shape.clocks) >= _NEARLY_ALL


def _is_no_title(shape: Shape) -> bool:
    return max(shape.numbers, shape.times, shape.emails, shape.urls) >= _NEARLY_ALL


def _is_no_id(shape: Shape) -> bool:
    return (shape.filled >= 3 and shape.distinct == 1) or shape.is_prose or shape.emails >= _NEARLY_ALL


# What contradicts a field's name.
_CHECKS: dict[str, Callable[[Shape], bool]] = {
    "text": _is_no_text,
    "title": _is_no_title,
    "id": _is_no_id,
    "thread_id": lambda shape: shape.is_prose,
    "customer_id": lambda shape: shape.is_prose or shape.emails >= _NEARLY_ALL or shape.times >= _NEARLY_ALL,
    "email": lambda shape: shape.emails == 0,
    "time_of_day": lambda shape: shape.clocks == 0,
    "lang": lambda shape: shape.is_prose or shape.length > 40,
    "url": lambda shape: shape.is_prose or shape.numbers >= _NEARLY_ALL,
}
