"""`vocpipe evaluate outcomes`: families of simulated companies measured by the real outcome code."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from vocpipe.errors import EvaluationError
from vocpipe.evaluate.outcomes.family import Family, Size, Tally, Worlds, families
from vocpipe.evaluate.outcomes.kept import Result, keep, kept
from vocpipe.wording import tell

_PART = 10  # companies that one process simulates at a time


def chosen_families(names: Sequence[str], *, every: bool = False) -> list[Family]:
    """The families with these names; without any the usual ones, or every one.

    Raises EvaluationError if there is no such family.
    """
    known = families()
    for name in names:
        if name not in known:
            raise EvaluationError(tell("evaluate.outcomes.unknown", name=name, known=", ".join(known)))
    if names:
        return [known[name] for name in known if name in names]
    return [family for family in known.values() if every or family.is_usual]


def results_of(chosen: Sequence[Family], worlds: Worlds, folder: Path | None, *, jobs: int = 1) -> list[Result]:
    """The results of the families; with a folder they are kept there, and what it holds of them already is added.

    jobs: processes at a time. Raises EvaluationError if there is nothing to measure or to read, if companies are
    measured twice, or if companies of another size would be kept.
    """
    if folder is None and not worlds.count:
        raise EvaluationError(tell("evaluate.outcomes.nothing"))
    if folder is not None and worlds.size != Size():
        raise EvaluationError(tell("evaluate.outcomes.other_size"))
    found = []
    for family in chosen if worlds.count else ():
        found.append(measured(family, worlds, jobs=jobs))
        if folder is not None:
            keep(folder, found[-1])
    if folder is None:
        return found
    held = kept(folder)
    return [held[family.name] for family in chosen if family.name in held]


def measured(family: Family, worlds: Worlds, *, jobs: int = 1) -> Result:
    """The result of the companies, measured now; the same with any number of jobs."""
    if jobs > 1 and worlds.count > _PART:
        tally, seconds = _in_parts(family, worlds, jobs)
    else:
        tally, seconds = family.measure(worlds)
    today = datetime.now(UTC).date().isoformat()
    return Result(family.name, worlds.seed, worlds.count, round(seconds, 1), today, today, tally)


def _in_parts(family: Family, worlds: Worlds, jobs: int) -> tuple[Tally, float]:
    from joblib import Parallel, delayed

    parts, total, seconds, done = worlds.parts(_PART), Tally(), 0.0, 0
    results = Parallel(n_jobs=jobs, return_as="generator")(delayed(family.measure)(part) for part in parts)
    for part, (tally, spent) in zip(parts, results, strict=True):
        total.include(tally)
        seconds, done = seconds + spent, done + part.count
        worlds.progress(done)
    return total, seconds
