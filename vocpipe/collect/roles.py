"""Which file has which role, where several claim one that only one can have, or none claims it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from vocpipe.collect.companion import Companion
from vocpipe.collect.reader import Reader
from vocpipe.collect.registry import companions
from vocpipe.wording import Text, text


@dataclass(frozen=True, slots=True)
class Role:
    """A reader that recognizes a file, and the companion that its rows belong to, if any."""

    reader: Reader | None = None
    companion: Companion | None = None
    problem: Text | None = None  # why nobody reads the file; also where it is a table that another one comes before
    second: Companion | None = None  # whose only table is another file


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file with all roles that it could have, the most demanding first; `chosen` are those that it gets."""

    path: Path
    group: object  # files with one group are read as one table
    possible: Sequence[Role]
    chosen: Sequence[Role]


def settle(candidates: Iterable[Candidate], wanted: Mapping[str, Path]) -> list[Candidate]:
    """The files with the roles that are left once every companion of one table has its best file only.

    `wanted`: name of a companion -> the file that a person has chosen for it.
    """
    settled = list(candidates)
    for companion in companions().values():
        if not companion.many:
            settled = _one_table(settled, companion, wanted.get(companion.name))
    return settled


def _one_table(files: list[Candidate], companion: Companion, wanted: Path | None) -> list[Candidate]:
    claims = [file for file in files if _claims(file, companion)]
    if not claims:
        return _with_stand_in(files, companion)
    best = next((file for file in claims if file.path == wanted), None) or _strongest(claims, companion.strength)
    return [_second(file, companion, best) if file in claims and file.group != best.group else file for file in files]


def _with_stand_in(files: list[Candidate], companion: Companion) -> list[Candidate]:
    """The files, the strongest of those that can stand in for a table of `companion` being one."""
    others = [other for other in companions().values() if other.stands_in == companion.name]
    able = [(file, other) for other in others for file in files if _claims(file, other)]
    if not able:
        return files
    best, other = max(able, key=lambda pair: pair[1].strength(pair[0].path))
    role = Role(companion.readers[0], companion)
    return [_instead(file, other, role) if file.group == best.group else file for file in files]


def _instead(file: Candidate, companion: Companion, role: Role) -> Candidate:
    return replace(file, chosen=[role if chosen.companion is companion else chosen for chosen in file.chosen])


def _second(file: Candidate, companion: Companion, best: Candidate) -> Candidate:
    """The file in its next role, or as one that nobody reads because there is a better one."""
    rest = [role for role in file.possible if role.companion is not None and role.companion is not companion]
    if rest:
        return replace(file, chosen=rest[:1])
    reason = text("matching.init.second", section=companion.section, file=best.path.name)
    return replace(file, chosen=[Role(problem=reason, second=companion)])


def _claims(file: Candidate, companion: Companion) -> bool:
    return any(role.companion is companion for role in file.chosen)


def _strongest(files: Sequence[Candidate], strength: Callable[[Path], int]) -> Candidate:
    """The strongest file; of equal ones, the first of the largest group."""
    sizes = {key: len(list(group)) for key, group in groupby(sorted(files, key=_key), key=_key)}
    return max(files, key=lambda file: (strength(file.path), sizes[_key(file)]))


def _key(file: Candidate) -> str:
    return repr(file.group)
