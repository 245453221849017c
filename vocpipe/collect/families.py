"""The files in inputs/ as families: what belongs to one source, under which name and which pattern."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from glob import escape
from itertools import groupby
from pathlib import Path

from vocpipe.collect.companion import Companion
from vocpipe.collect.faults import recognizes
from vocpipe.collect.find import Found, any_case_suffix, find
from vocpipe.collect.parsing.free_text import guess_text
from vocpipe.collect.parsing.grid import header_of, problem_of
from vocpipe.collect.parsing.headers import feedback_columns
from vocpipe.collect.parsing.look import look_at_table
from vocpipe.collect.parsing.names import is_named, stem_of, suffix_of
from vocpipe.collect.parsing.running_text import why_no_list
from vocpipe.collect.parsing.survey_design import is_survey_design
from vocpipe.collect.parsing.tables import holds_records
from vocpipe.collect.reader import Reader
from vocpipe.collect.readers.table import READER as ANY_TABLE
from vocpipe.collect.registry import companions, readers
from vocpipe.collect.roles import Candidate, Role, settle
from vocpipe.wording import Text, text
from vocpipe.wording.translate import OF_FILES, translated

_FROM_NUMBER = re.compile(r"[\s_.()（）-]*\d.*$")
_OWN_LISTS = (
    *("master", "catalog", "inventory", "price_list", "pricelist", "product_list", "manual", "inspection"),
    *("マスタ", "カタログ", "商品一覧", "在庫", "価格表", "マニュアル", "点検", "保守記録"),
)
_OWN_WORDS = (
    *("faq", "press_release", "press release", "meeting_minutes", "meeting minutes"),
    *("よくある質問", "よくあるご質問", "想定問答", "お知らせ", "プレスリリース", "議事録"),
)
_TAIL = re.compile(r"[\d\s_.()（）年月日-]+$")


@dataclass(frozen=True, slots=True)
class InputFile:
    """One file: the reader that recognizes it and the companion it belongs to, if any, and the header of a table.

    `problem`: why it can't be read as a table, if no reader recognizes it and it should be one. `second`: the companion
    that has another file as its only table. `folder`: that of the export, where one export is many files.
    """

    path: Path  # relative to the workspace
    reader: Reader | None = None
    companion: Companion | None = None
    header: tuple[str, ...] = ()
    problem: Text | None = None
    second: Companion | None = None
    folder: Path | None = None  # relative to the workspace

    @property
    def family(self) -> tuple[str, str, str, str, tuple[str, ...]]:
        """What files of one source share: folder, name without its date or number, suffix, reader, columns."""
        whole = stem_of(self.path)
        talks = self.reader is not None and self.reader.kind_of is not None  # named by day and customer
        stem = (
            _FROM_NUMBER.sub("", whole) if talks else _TAIL.sub("", whole)
        )  # nothing, if it is named by its day alone
        reader = self.reader.name if self.reader else ""
        if self.folder is not None:
            name = self.folder.name if len(self.folder.parts) > 1 else reader  # not "inputs"
            return (self.folder.as_posix(), name, suffix_of(self.path), reader, ())
        header = () if holds_records(self.path) else self.header  # a month's records may lack a field that others have
        return (self.path.parent.as_posix(), stem, suffix_of(self.path), reader, header)


def look_at(root: Path, wanted: Mapping[str, Path]) -> list[InputFile]:
    """Every file in `root`/inputs, with the reader that recognizes it; one with two roles comes twice.

    `wanted`: name of a companion that has one table -> the file that a person has chosen for it.
    """
    in_order = _in_order()
    chosen = {name: root / path for name, path in wanted.items()}
    found = find(root, "inputs/**")
    settled = settle((_candidate(root, file.path, in_order) for file in found if file.problem is None), chosen)
    files = [_input_file(root, file.path, role) for file in settled for role in file.chosen]
    return files + [_refused(root, file) for file in found if file.problem is not None]


def families_of(files: Iterable[InputFile]) -> list[list[InputFile]]:
    """The files of each family, families in the order of their folders and names."""
    ordered = sorted(files, key=lambda file: file.family)
    return [list(group) for _, group in groupby(ordered, key=lambda file: file.family)]


def name_of(file: InputFile, taken: set[str]) -> str:
    """A name for the file's family that is not in `taken` yet; it is added there."""
    folder = file.path.parent.name if len(file.path.parts) > 2 else ""  # not "inputs"
    base = re.sub(r"[^\w.-]+", "-", file.family[1] or folder).strip("-.")
    base = base or (file.reader.name if file.reader else "source")
    single = {companion.name for companion in companions().values() if not companion.many}
    name, number = base, 2
    while name in taken | single:
        name, number = f"{base}-{number}", number + 1
    taken.add(name)
    return name


def pattern_of(family: Sequence[InputFile], everything: Iterable[InputFile]) -> str:
    """A path with a * for what differs, or will differ next month, if that matches no other family's file."""
    if family[0].folder is not None:
        return _pattern_in(family[0].folder, family, everything)
    first, start = family[0].path, family[0].family[1]
    rest = stem_of(first).removeprefix(start)
    if len(family) == 1 and not rest:
        return first.as_posix()
    folder, between = escape(first.parent.as_posix()), re.match(r"\D*", rest)
    digits = f"{between[0] if between else ''}[0-9]*"
    patterns = [f"{folder}/{escape(start)}{varying}{suffix_of(first)}" for varying in ("*", digits)]
    own = {file.path for file in family}
    others = [file.path.as_posix() for file in everything if file.path not in own]
    for pattern in patterns:
        if not any(fnmatchcase(path, any_case_suffix(pattern)) for path in others):
            return pattern
    return first.as_posix() if len(family) == 1 else patterns[-1]


def _pattern_in(folder: Path, family: Sequence[InputFile], everything: Iterable[InputFile]) -> str:
    """A path for every file in the folder of an export; only for those in folders of it, if others are there too."""
    suffix, inside = family[0].path.suffix.lower(), escape(folder.as_posix())
    strangers = [file for file in everything if file not in family and file.path.is_relative_to(folder)]
    alone = not any(file.path.suffix.lower() == suffix for file in strangers)
    return f"{inside}/{'**' if alone else '*'}/*{suffix}"


def _in_order() -> list[Reader]:
    """Every reader, the most demanding first."""
    tables = [reader for companion in companions().values() for reader in companion.readers]
    return sorted([*readers().values(), *tables], key=lambda reader: (reader.order, reader.name))


def _refused(root: Path, found: Found) -> InputFile:
    english = found.problem or ""
    problem = Text(english, translated(english, "ja", group=OF_FILES))
    return InputFile(found.path.relative_to(root), problem=problem)


def _candidate(root: Path, path: Path, in_order: Sequence[Reader]) -> Candidate:
    """The file with the role of its first reader, and of those that also read what others recognize."""
    possible = [Role(reader, _companion_of(reader)) for reader in in_order if recognizes(reader, path)] or [Role()]
    if possible[0].reader is ANY_TABLE and (key := _why_no_voices(path)):
        possible = [Role(problem=text(key))]
    beside = [role for role in possible[1:] if role.reader and role.reader.beside]
    file = _input_file(root, path, possible[0])
    return Candidate(path, file.family, possible, [possible[0], *beside])


def _why_no_voices(path: Path) -> str | None:
    """The key of the sentence that says why the table holds no voices; None if it may.

    A column has to be named as text or a score, or to read like what somebody said in a file that is not called by a
    list of the company's own. Usual questions, news and minutes are the company's too.
    """
    if is_named(path, _OWN_WORDS):
        return "matching.init.own_list"
    look = look_at_table(path)
    if is_survey_design(look.header):
        return "matching.init.survey_design"
    columns = feedback_columns(look.header, {})
    if columns.fields & {"text", "score", "title"}:
        return None
    if guess_text(look.rows, set(range(len(look.header))) - columns.taken) is None:
        return "matching.init.no_voices"
    return "matching.init.own_list" if is_named(path, _OWN_LISTS) else why_no_list(path)


def _companion_of(reader: Reader) -> Companion | None:
    return next((companion for companion in companions().values() if reader in companion.readers), None)


def _input_file(root: Path, path: Path, role: Role) -> InputFile:
    header = tuple(header_of(path)) if role.companion or role.reader is ANY_TABLE else ()
    problem = role.problem or (_problem(path) if role.reader is None else None)
    folder = role.reader.folder(path) if role.reader and role.reader.folder else None
    own = path.relative_to(root)
    inside = folder.relative_to(root) if folder else None
    return InputFile(own, role.reader, role.companion, header, problem, role.second, inside)


def _problem(path: Path) -> Text | None:
    """Why no table can be read from `path`."""
    english = problem_of(path)
    return Text(english, translated(english, "ja", group=OF_FILES)) if english else None
