"""Which column holds the score, and of which type it is."""

from vocpipe.collect.parsing.columns import Columns
from vocpipe.collect.parsing.headers import score_type_of
from vocpipe.collect.reader import Evidence, Reading
from vocpipe.collect.tabular.fits import Fits, numbers_of_a_scale, scores_by_cells, stars_by_cells
from vocpipe.collect.tabular.profile import Profile
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


def _find(sample: Sample, columns: Columns, reading: Reading, kind: str) -> int | None:
    """A column of scores by its cells; one that may be of scores, or whose scale is not what its name says, is told."""
    likely = scores_by_cells(sample, columns.taken)
    stars = [at for at in likely if stars_by_cells(sample, at, kind)]
    if stars:
        columns.give("score", [stars[0]], Evidence.CELLS)
        columns.score_type = "stars"
        return None
    fits = Fits(sample, (), ())
    for at in (at for at in range(len(sample.header)) if at not in columns.taken):
        named = score_type_of(sample.header[at])
        key = fits.why_off_scale(at, named) if named and sample.shape(at).numbers else None
        if key:
            shape, name = sample.shape(at), sample.header[at]
            reading.warnings.append(say(key, column=name, score_type=named, low=shape.low, high=shape.high))
            return None
    if not likely:
        _tell_of_numbers(sample, columns, reading, kind)
        return None
    reading.warnings.append(say("collect.warning.which_score", column=sample.header[likely[0]]))
    return likely[0]


def _tell_of_numbers(sample: Sample, columns: Columns, reading: Reading, kind: str) -> None:
    """Say which columns of reviews and answers hold a few numbers up to 5 or 10, whatever they are called."""
    if kind not in ("review", "survey"):
        return
    for at in numbers_of_a_scale(sample, columns.taken):
        shape, name = sample.shape(at), sample.header[at]
        reading.unread.append(say("roles.unread.score_perhaps", column=name, low=shape.low, high=shape.high))
