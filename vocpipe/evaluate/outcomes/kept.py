"""Results of families kept as files in a folder, so that companies measured one after the other are added up."""

import json
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path

from vocpipe.errors import EvaluationError
from vocpipe.evaluate.outcomes.family import Tally
from vocpipe.wording import tell


@dataclass(frozen=True, slots=True)
class Result:
    """What came out of so many companies of a family, with the seeds from `seed` on.

    seconds: of one core; since, until: the days on which they were measured.
    """

    family: str
    seed: int
    worlds: int
    seconds: float
    since: str
    until: str
    tally: Tally


def keep(folder: Path, result: Result) -> None:
    """Write the result to a file in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{result.family}-{result.seed}.json"
    path.write_text(json.dumps(asdict(result), indent=1) + "\n", encoding="utf-8")


def kept(folder: Path) -> dict[str, Result]:
    """The results in the folder by family, added up.

    Raises EvaluationError if a file can't be read, or two hold the same company.
    """
    found: dict[str, list[Result]] = {}
    for path in sorted(folder.glob("*.json")):
        result = _read(path)
        found.setdefault(result.family, []).append(result)
    return {family: _sum(sorted(results, key=lambda one: one.seed)) for family, results in found.items()}


def _read(path: Path) -> Result:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return Result(**content | {"tally": Tally(**content["tally"])})
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise EvaluationError(tell("evaluate.outcomes.unreadable", path=path, problem=error)) from error


def _sum(results: list[Result]) -> Result:
    for before, after in pairwise(results):
        if after.seed < before.seed + before.worlds:
            raise EvaluationError(tell("evaluate.outcomes.twice", family=after.family, seed=after.seed))
    total = Tally()
    for result in results:
        total.include(result.tally)
    return Result(
        results[0].family,
        results[0].seed,
        sum(result.worlds for result in results),
        sum(result.seconds for result in results),
        min(result.since for result in results),
        max(result.until for result in results),
        total,
    )
