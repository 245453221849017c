"""`vocpipe evaluate outcomes`: families of simulated companies measured by the real outcome code."""

from collections.abc import Sequence
from pathlib import Path

from vocpipe.errors import EvaluationError
from vocpipe.evaluate.outcomes.family import Family, Size, Worlds, families
from vocpipe.evaluate.outcomes.kept import Result, keep, kept, measured
from vocpipe.wording import tell


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


def results_of(chosen: Sequence[Family], worlds: Worlds, folder: Path | None) -> list[Result]:
    """The results of the families; with a folder they are kept there, and what it holds of them already is added.

    Raises EvaluationError if there is nothing to measure or to read, if companies are measured twice, or if companies
    of another size would be kept.
    """
    if folder is None and not worlds.count:
        raise EvaluationError(tell("evaluate.outcomes.nothing"))
    if folder is not None and worlds.size != Size():
        raise EvaluationError(tell("evaluate.outcomes.other_size"))
    found = []
    for family in chosen if worlds.count else ():
        found.append(measured(family, worlds))
        if folder is not None:
            keep(folder, found[-1])
    if folder is None:
        return found
    held = kept(folder)
    return [held[family.name] for family in chosen if family.name in held]
