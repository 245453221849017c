"""A vendor's table as its TOML file declares it: how it is recognized, and what its columns and codes mean."""

import re
import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from vocpipe.collect.parsing.cells import NULLS
from vocpipe.collect.parsing.columns import code, fold
from vocpipe.collect.parsing.grid import header_of
from vocpipe.collect.parsing.headers import vendor_headers
from vocpipe.collect.reader import Format, Reader, Reading
from vocpipe.records import Outcome
from vocpipe.store.workspace import statement

_PACKAGE = "vocpipe.collect.readers"
_DAY = re.compile(r"\d{4}\D\d{1,2}\D\d{1,2}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\d{10}")  # or a unix time


@dataclass(frozen=True, slots=True)
class Rule:
    """Rows whose cell in one of `columns` is one of the codes in `values`; no values: any cell that says something.

    `others`: the rows whose cell is none of the codes. `contains`: the rows whose cell has one of these words in it.
    `required`: every row of a table without the columns. `dated`: the rows whose cell is a day too, on which it was so.
    `reason`: the key of the sentence that says why a row is none.
    """

    columns: Sequence[str]
    values: frozenset[str]
    reason: str = ""
    others: bool = False
    contains: Sequence[str] = ()
    required: bool = False
    dated: bool = False

    def applies(self, cell: str) -> bool:
        """Whether the row with this cell is one of them."""
        if self.contains:
            return any(fold(words) in fold(cell) for words in self.contains)
        if self.dated and _DAY.match(code(cell)):
            return True
        if self.values:
            return (code(cell) in self.values) != self.others
        return code(cell) not in NULLS


@dataclass(frozen=True, slots=True)
class OtherScale:
    """A scale of the vendor's on which scores of `type` may be instead: `values`, number -> score.

    `proof`: the number that only this scale has. `is_only`: the vendor has no scores on the type's own scale.
    `sentence`: the key of what is said when it is found.
    """

    type: str
    values: Mapping[float, float]
    sentence: str
    proof: float | None = None
    is_only: bool = False

    def holds(self, numbers: Collection[float]) -> bool:
        """Whether all of the numbers are on this scale, and show it."""
        return set(numbers) <= self.values.keys() and (self.proof is None or self.proof in numbers)

    def leaves(self, numbers: Collection[float], scale: tuple[float, float]) -> bool:
        """Whether all of the numbers are on the type's own `scale`, and some on that alone."""
        own = all(scale[0] <= number <= scale[1] for number in numbers)
        return not self.is_only and own and not set(numbers) <= self.values.keys()


@dataclass(frozen=True, slots=True)
class ScoreRule:
    """What the scores of a vendor's table are.

    `type`: of every row, unless the code in one of the columns `by` tells it row by row, by `types`. `values`: a code
    -> the score that it stands for. `apart`: the score judges not what the text is about, but the answer to it.
    `scales`: others that the vendor has had.
    """

    type: str | None = None
    by: Sequence[str] = ()
    types: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, float] = field(default_factory=dict)
    apart: bool = False
    scales: Sequence[OtherScale] = ()


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
    `without_text`: the key of the warning about a table that has no column of text. `customer_prefix`: begins every
    customer's id, so that ids of the vendor's own are not taken for the company's. `titled`: the rows whose title is
    their own, none without its column; None: all. `attrs`: name in attrs -> the vendor's names of it. `aside`: columns
    that are kept in the raw row alone, such as authors' names and the company's replies. `cut`: what is not the
    author's own in a text, such as a quote.
    """

    name: str
    kind: str
    order: int
    headers: Sequence[frozenset[str]]
    columns: Mapping[str, Sequence[str]]
    score: ScoreRule
    left_out: Sequence[Rule]
    deleted: Sequence[Rule]
    titled: Rule | None
    attrs: Mapping[str, Sequence[str]]
    aside: Sequence[str]
    cut: re.Pattern[str] | None
    several_texts: bool
    snapshot: bool
    without_text: str | None
    customer_prefix: str
    format: Format
    survey: SurveyRule = SurveyRule()

    def recognizes(self, path: Path) -> bool:
        """Whether the file has the columns of one of the vendor's exports."""
        header = frozenset(map(fold, header_of(path)))
        return any(names <= header for names in self.headers)


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
    spellings = ["{}", *content.get("spellings", [])]
    return Profile(
        name=name,
        kind=content["kind"],
        order=content.get("order", 5),
        headers=vendor_headers(content),
        columns={name: _spelled(names, spellings) for name, names in content["columns"].items()},
        score=_score(content.get("score", {}), spellings),
        left_out=[_rule(rule, spellings) for rule in content.get("left_out", [])],
        deleted=[_rule(rule, spellings) for rule in content.get("deleted", [])],
        titled=_rule(content["titled"], spellings) if "titled" in content else None,
        attrs=content.get("attrs", {}),
        aside=content.get("aside", ()),
        cut=re.compile(content["cut"], re.DOTALL) if "cut" in content else None,
        several_texts=content.get("several_texts", False),
        snapshot=content.get("snapshot", False),
        without_text=content.get("without_text"),
        customer_prefix=content.get("customer_prefix", ""),
        format=Format.of(content["format"]),
        survey=_survey(content.get("survey", {})),
    )


def format_of(name: str) -> Format:
    """What `readers/<name>.toml` says of a format under [format], for readers that are written in Python."""
    return Format.of(tomllib.loads(statement(_PACKAGE, f"{name}.toml"))["format"])


def _spelled(names: Sequence[str], spellings: Sequence[str]) -> list[str]:
    """Every name in every spelling, the better names first."""
    return [spelling.format(name) for name in names for spelling in spellings]


def _score(content: Mapping[str, Any], spellings: Sequence[str]) -> ScoreRule:
    by = content.get("by", [])
    return ScoreRule(
        content.get("type"),
        _spelled([by] if isinstance(by, str) else by, spellings),
        {code(word): score_type for word, score_type in content.get("types", {}).items()},
        {code(word): value for word, value in content.get("values", {}).items()},
        content.get("apart", False),
        [_scale(scale) for scale in content.get("scales", [])],
    )


def _scale(content: Mapping[str, Any]) -> OtherScale:
    values = {float(number): score for number, score in content["values"].items()}
    return OtherScale(content["type"], values, content["sentence"], content.get("proof"), content.get("is_only", False))


def _survey(content: Mapping[str, Any]) -> SurveyRule:
    return SurveyRule(**{**content, "partial": [_rule(rule, ["{}"]) for rule in content.get("partial", [])]})


def _rule(content: Mapping[str, Any], spellings: Sequence[str]) -> Rule:
    column = content["column"]
    return Rule(
        _spelled([column] if isinstance(column, str) else column, spellings),
        frozenset(map(code, content.get("values", content.get("other_than", ())))),
        content.get("reason", ""),
        others="other_than" in content,
        contains=content.get("contains", ()),
        required=content.get("required", False),
    )
