"""Which column holds the score, and of which type it is."""

from vocpipe.collect.parsing.columns import Columns
from vocpipe.collect.parsing.headers import score_type_of
from vocpipe.collect.parsing.labels import steps_of
from vocpipe.collect.parsing.scores import is_reversed
from vocpipe.collect.reader import Evidence, Reading
from vocpipe.collect.tabular.fits import (
    Fits,
    grades_asked_for,
    may_be_grades,
    numbers_in,
    scores_by_cells,
    stars_by_cells,
)
from vocpipe.collect.tabular.profile import Profile
from vocpipe.collect.tabular.scales import other_scale
from vocpipe.collect.tabular.shapes import Sample
from vocpipe.wording import say


def settle_score(
    sample: Sample, columns: Columns, reading: Reading, profile: Profile | None
) -> tuple[str | None, int | None]:
    """The type of every row's score, as far as it shows, and the column that may be of scores of some type.

    That column is not read, as long as the settings do not say of which type it is.
    """
    score_type = reading.source.score_type or (profile.score.type if profile else None) or columns.score_type
    if profile is not None and (profile.score.by or "score" in profile.columns):
        return score_type, None
    kind = profile.kind if profile else reading.source.kind
    at = columns.first("score")
    if at is None:
        untyped = _find(sample, columns, reading, kind)
        return score_type or columns.score_type, untyped
    if score_type is None and stars_by_cells(sample, at, kind):
        columns.give("score", [at], Evidence.CELLS)
        return "stars", None
    if score_type is not None:
        return score_type, None
    del columns.of["score"]
    reading.warnings.append(say("collect.warning.which_score", column=sample.header[at]))
    return None, at


def steps_in_words(sample: Sample, at: int | None, score_type: str | None) -> dict[str, float]:
    """Label -> score, if the cells of the column of scores are steps of satisfaction in words."""
    return (steps_of(sample.texts(at)) or {}) if at is not None and score_type == "csat" else {}


def _find(sample: Sample, columns: Columns, reading: Reading, kind: str) -> int | None:
    """A column of scores by its cells; one that may be of scores, or whose scale is not what its name says, is told."""
    likely = scores_by_cells(sample, columns.taken) or (
        grades_asked_for(sample, columns.taken) if kind == "survey" else []
    )
    stars = [at for at in likely if stars_by_cells(sample, at, kind)]
    if stars:
        columns.give("score", [stars[0]], Evidence.CELLS)
        columns.score_type = "stars"
        return None
    fits = Fits(sample, (), ())
    for at in (at for at in range(len(sample.header)) if at not in columns.taken):
        named = score_type_of(sample.header[at])
        key = fits.why_off_scale(at, named) if named and sample.shape(at).numbers else None
        if key and named:
            reading.warnings.append(other_scale(key, sample.header[at], numbers_in(sample, at), named))
            return None
    if not likely:
        _note_grades(sample, columns, reading, kind)
        return None
    if reading.source.score_type:
        columns.give("score", [likely[0]], Evidence.CELLS)
        return None
    reading.warnings.append(say("collect.warning.which_score", column=sample.header[likely[0]]))
    return likely[0]


def further_scores(sample: Sample, columns: Columns, score_type: str | None, told: set[int]) -> dict[int, str]:
    """The free columns of scores of other types, on whose scales their numbers are; the first one of each type."""
    found: dict[int, str] = {}
    fits = Fits(sample, (), ())
    for at in (at for at in range(len(sample.header)) if at not in told | columns.taken):
        named = score_type_of(sample.header[at])
        if (
            named is None
            or is_reversed(sample.header[at])
            or named in {score_type, *found.values()}
            or not fits.holds_scores(at, named)
        ):
            continue
        found[at] = named
    return found


def _note_grades(sample: Sample, columns: Columns, reading: Reading, kind: str) -> None:
    """Say which columns of answers and reviews hold numbers from 0 to 10, none of which is a score by its name."""
    free = [at for at in range(len(sample.header)) if at not in columns.taken and may_be_grades(sample, at)]
    if kind in ("survey", "review") and free:
        names = "; ".join(sample.header[at] for at in free)
        reading.unread.append(say("vendors.survey.numbers", columns=names))
