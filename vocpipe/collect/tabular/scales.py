"""On which scale the scores of a table are, by all of its rows: no score of another scale is read in silence."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from vocpipe.collect.parsing.columns import Columns, code
from vocpipe.collect.parsing.csvfile import Broken
from vocpipe.collect.parsing.grid import cell_text
from vocpipe.collect.parsing.joined import Grid
from vocpipe.collect.parsing.scores import SCALES, is_reversed, number_in
from vocpipe.collect.reader import Reading
from vocpipe.collect.tabular.profile import Profile, ScoreRule
from vocpipe.wording import say

_MIN_OFF_SCALE = 3  # numbers: fewer may be mistakes
_MAX_OFF_SCALE = 0.1  # share of the numbers
_MIN_ROWS = 15  # that show for sure that a scale ends earlier
_ENDS_EARLY = {"nps": 5, "ces": 5, "csat": 3, "stars": 3}  # the highest number of the shorter scales that people use
TypeOf = Callable[[Sequence[str]], str | None]  # a row's cells -> the type of its score


@dataclass(frozen=True, slots=True)
class Scales:
    """What is to be done with scores, by type. `refused`: why none is read; `values`: what each number stands for."""

    refused: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[float, float]] = field(default_factory=dict)


def why_off_scale(numbers: Counter[float], score_type: str) -> str | None:
    """The key of the sentence that says why the numbers are no scores of this type; None if they may be.

    Stars that end early may be the bad reviews alone.
    """
    lowest, highest = SCALES[score_type]
    off = sum(n for number, n in numbers.items() if not lowest <= number <= highest)
    if off >= _MIN_OFF_SCALE and off > _MAX_OFF_SCALE * numbers.total():
        return "roles.warning.off_scale"
    return "roles.warning.narrow_scale" if score_type != "stars" and ends_early(numbers, score_type) else None


def ends_early(numbers: Counter[float], score_type: str) -> bool:
    """Whether enough numbers show a scale that is shorter than that of the type."""
    return numbers.total() >= _MIN_ROWS and min(numbers) >= 1 and max(numbers) <= _ENDS_EARLY[score_type]


def other_scale(key: str, column: str, numbers: Counter[float], score_type: str) -> str:
    """The sentence under `key` about a column that is not on the scale of its type."""
    return say(
        key,
        column=column,
        score_type=score_type,
        low=min(numbers),
        high=max(numbers),
        limit=_ENDS_EARLY[score_type],
    )


def scales_of(grid: Grid, columns: Columns, type_of: TypeOf, profile: Profile | None, reading: Reading) -> Scales:
    """On which scale each type of score is; what is odd about one is noted in `reading`.

    What the settings say of the type is believed.
    """
    at = columns.first("score")
    if at is None:
        return Scales()
    if is_reversed(grid.header[at]):
        reason = say("roles.warning.reversed", column=grid.header[at])
        reading.warnings.append(reason)
        return Scales(dict.fromkeys(SCALES, reason))
    if reading.source.score_type is not None:
        return Scales()
    rule = profile.score if profile else ScoreRule()
    refused: dict[str, str] = {}
    values: dict[str, Mapping[float, float]] = {}
    for score_type, numbers in _numbers(grid, at, type_of, rule).items():
        known = next((scale for scale in rule.scales if scale.type == score_type), None)
        places: dict[str, Any] = {"column": grid.header[at], "score_type": score_type}
        if known is not None and known.values.keys() & numbers.keys():
            if known.holds(numbers):
                values[score_type] = known.values
                reading.warnings.append(say(known.sentence, **places))
            elif not known.leaves(numbers, SCALES[score_type]):
                refused[score_type] = say("roles.warning.unclear_scale", **places)
        elif key := _why(numbers, score_type, is_vendors=profile is not None and "score" in profile.columns):
            refused[score_type] = other_scale(key, grid.header[at], numbers, score_type)
        elif score_type == "stars" and profile is None and ends_early(numbers, score_type):
            reading.warnings.append(other_scale("roles.warning.few_stars", grid.header[at], numbers, score_type))
    reading.warnings += refused.values()
    return Scales(refused, values)


def _why(numbers: Counter[float], score_type: str, *, is_vendors: bool) -> str | None:
    """As `why_off_scale`; a vendor's scale is known, so that it does not end early."""
    key = why_off_scale(numbers, score_type)
    return None if is_vendors and key == "roles.warning.narrow_scale" else key


def _numbers(grid: Grid, at: int, type_of: TypeOf, rule: ScoreRule) -> dict[str, Counter[float]]:
    """Type -> the numbers in column `at`, without the vendor's codes, which are sure."""
    found: dict[str, Counter[float]] = {}
    for _, cells in grid.rows():
        if isinstance(cells, Broken) or len(cells) <= at:
            continue
        text = cell_text(cells[at])
        number = None if code(text) in rule.values else number_in(text)
        if number is None:
            continue
        score_type = type_of([*map(cell_text, cells), *[""] * (len(grid.header) - len(cells))])
        if score_type is not None:
            found.setdefault(score_type, Counter())[number] += 1
    return found
