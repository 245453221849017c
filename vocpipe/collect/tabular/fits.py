"""Whether the cells of a column agree with its name: a column of scores that is called `date` holds no dates."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial

from vocpipe.collect.parsing.columns import Columns
from vocpipe.collect.parsing.scores import SCALES, parse_score
from vocpipe.collect.tabular.names import has_part, is_whole
from vocpipe.collect.tabular.shapes import Sample, Shape
from vocpipe.collect.tabular.times import holds_times

_NEARLY_ALL = 0.9
_MIN_OFF_SCALE = 3  # cells: fewer may be mistakes
_MIN_ROWS = 10  # that show that a column has a few choices only
_MIN_NPS = 15  # rows that show a scale of 5 for sure
_FEW = 0.2  # of the cells are different
_LOOKED = 300
_MIN_SCALE = 5  # numbers that show that they are grades
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

    def why_off_scale(self, at: int, score_type: str) -> str | None:
        """The key of the sentence that says why the numbers are no scores of this type; None if they may be."""
        lowest, highest = SCALES[score_type]
        shape = self.sample.shape(at)
        if shape.numbers < _NEARLY_ALL:
            return None
        numbers = [float(text.replace(",", ".")) for text in self.sample.texts(at) if _is_number(text)]
        off = sum(not lowest <= number <= highest for number in numbers)
        if off >= _MIN_OFF_SCALE and off > (1 - _NEARLY_ALL) * len(numbers):
            return "roles.warning.off_scale"
        if score_type == "nps" and shape.filled >= _MIN_NPS and lowest < shape.low and shape.high <= 5:
            return "roles.warning.narrow_scale"
        return None


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


def numbers_of_a_scale(sample: Sample, taken: Collection[int]) -> list[int]:
    """The free columns of numbers from 0 or 1 to at most 10, of which rows have the same ones, in any order."""
    return [
        at
        for at, name in enumerate(sample.header)
        if at not in taken and not has_part(name, "score", "not_part") and _is_scale(sample, at)
    ]


def _is_scale(sample: Sample, at: int) -> bool:
    shape = sample.shape(at)
    cells = [float(text.replace(",", ".")) for text in sample.texts(at) if _is_number(text)]
    some = shape.filled >= _MIN_SCALE and shape.distinct > 2 and shape.high > 2
    return some and _may_be_score(shape) and cells != sorted(cells)


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


def _is_number(text: str) -> bool:
    try:
        float(text.replace(",", "."))
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
