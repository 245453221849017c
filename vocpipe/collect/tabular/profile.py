"""A vendor's table as its TOML file declares it: how it is recognized, and what its columns and codes mean."""

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from vocpipe.collect.parsing.columns import code, fold
from vocpipe.collect.parsing.grid import header_of
from vocpipe.collect.reader import Format, Reader, Reading
from vocpipe.records import Outcome
from vocpipe.store.workspace import statement

_PACKAGE = "vocpipe.collect.readers"


@dataclass(frozen=True, slots=True)
class Rule:
    """Rows whose cell in `column` is one of the codes in `values`; no values: any cell that is not empty.

    `reason`: the key of the sentence that says why such a row is not a voice.
    """

    column: str
    values: frozenset[str]
    reason: str = ""

    def applies(self, cell: str) -> bool:
        """Whether the row with this cell is one of them."""
        return code(cell) in self.values if self.values else bool(cell.strip())


@dataclass(frozen=True, slots=True)
class ScoreRule:
    """What the scores of a vendor's table are.

    `type`: of every row, unless the code in column `by` tells it row by row, by `types`. `values`: a code -> the score
    that it stands for.
    """

    type: str | None = None
    by: str | None = None
    types: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SurveyRule:
    """What the columns of a survey are that hold no answers, by their names; * stands for anything in them.

    `attrs` are kept with the feedback, `private` ones only in the raw row, and `unread` ones too, but it is said.
    `partial`: the rows of respondents who did not finish. `timezone`: of the export's times, which do not show it.
    """

    attrs: Sequence[str] = ()
    private: Sequence[str] = ()
    unread: Sequence[str] = ()
    partial: Sequence[Rule] = ()
    timezone: str | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of one vendor's table. A field that is in `columns` takes none of the usual synonyms.

    `headers`: a table is the vendor's if it has all columns of one of them. `several_texts`: each text column is an
    answer of its own, with its name as the question. `left_out` and `deleted`: rows that are not voices, or no longer.
    """

    name: str
    kind: str
    order: int
    headers: Sequence[frozenset[str]]
    columns: Mapping[str, Sequence[str]]
    score: ScoreRule
    left_out: Sequence[Rule]
    deleted: Sequence[Rule]
    several_texts: bool
    snapshot: bool
    format: Format
    survey: SurveyRule = SurveyRule()

    def recognizes(self, path: Path) -> bool:
        """Whether the file has the columns of one of the vendor's exports."""
        header = frozenset(map(fold, header_at(path)))
        return any(names <= header for names in self.headers)


def header_at(path: Path) -> list[str]:
    """The header of the table at `path`, read once for as long as the file does not change; empty if it is no table."""
    try:
        status = path.stat()
    except OSError:
        return []
    return list(_header(path, status.st_mtime_ns, status.st_size))


def vendor_reader(name: str, read: Callable[[Reading, Profile], Iterator[Outcome]]) -> Reader:
    """The reader of the vendor's table that `readers/<name>.toml` declares."""
    profile = profile_of(name)
    return Reader(
        profile.name,
        profile.kind,
        lambda reading: read(reading, profile),
        profile.recognizes,
        snapshot=profile.snapshot,
        order=profile.order,
        format=profile.format,
    )


@cache
def profile_of(name: str) -> Profile:
    """The profile in `readers/<name>.toml`."""
    content = tomllib.loads(statement(_PACKAGE, f"{name}.toml"))
    return Profile(
        name=name,
        kind=content["kind"],
        order=content.get("order", 5),
        headers=[frozenset(map(fold, names)) for names in content["headers"]],
        columns=content["columns"],
        score=_score(content.get("score", {})),
        left_out=list(map(_rule, content.get("left_out", []))),
        deleted=list(map(_rule, content.get("deleted", []))),
        several_texts=content.get("several_texts", False),
        snapshot=content.get("snapshot", False),
        format=_format(content["format"]),
        survey=_survey(content.get("survey", {})),
    )


def format_of(name: str) -> Format:
    """What `readers/<name>.toml` says of a format under [format], for readers that are written in Python."""
    return _format(tomllib.loads(statement(_PACKAGE, f"{name}.toml"))["format"])


@lru_cache(maxsize=256)
def _header(path: Path, modified: int, size: int) -> tuple[str, ...]:
    """The header of the file in this version, which `modified` and `size` tell from others."""
    return tuple(header_of(path))


def _score(content: Mapping[str, Any]) -> ScoreRule:
    return ScoreRule(
        content.get("type"),
        content.get("by"),
        {code(word): score_type for word, score_type in content.get("types", {}).items()},
        {code(word): value for word, value in content.get("values", {}).items()},
    )


def _survey(content: Mapping[str, Any]) -> SurveyRule:
    return SurveyRule(**{**content, "partial": list(map(_rule, content.get("partial", [])))})


def _rule(content: Mapping[str, Any]) -> Rule:
    return Rule(content["column"], frozenset(map(code, content.get("values", ()))), content.get("reason", ""))


def _format(content: Mapping[str, Any]) -> Format:
    return Format(**{**content, "exports": tuple(content["exports"])})
