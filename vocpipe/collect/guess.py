"""A first vocpipe.toml, guessed from the files in inputs/; its comments are in English and Japanese."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from vocpipe.collect.companion import Companion
from vocpipe.collect.families import InputFile, families_of, look_at, name_of, pattern_of
from vocpipe.collect.guessing.questions import open_questions
from vocpipe.collect.guessing.remarks import of_table, remarks_on
from vocpipe.collect.guessing.source import SourceGuess, source_of, with_shared_texts
from vocpipe.collect.guessing.trial import read_for_a_try
from vocpipe.collect.readers.table import READER as ANY_TABLE
from vocpipe.collect.registry import companions
from vocpipe.collect.toml import both, comment, joined, quoted, table
from vocpipe.settings import SourceSettings, TableSettings
from vocpipe.wording import text

_EVERY_KIND = "survey | ticket | message | post | review | community | interview | call"
_MAX_NAMES = 12  # of files in a comment
_NOTHING_WANTED: Mapping[str, Path] = {}


@dataclass(frozen=True, slots=True)
class Guess:
    """What the files in `root`/inputs are. `names`: those that sources have, so that other sections have others."""

    root: Path
    files: Sequence[InputFile]
    sources: Sequence[SourceGuess]
    names: frozenset[str]

    def with_sources(self, sources: Sequence[SourceGuess]) -> "Guess":
        """The guess with sources of which more is known."""
        return replace(self, sources=sources)

    def rivals(self) -> dict[str, list[Path]]:
        """Name of a companion that has one table -> the files that could be it, the one that is first."""
        found: dict[str, list[Path]] = {}
        for file in self.files:
            if file.second is not None:
                found.setdefault(file.second.name, []).append(file.path)
        own = {file.companion.name: file.path for file in reversed(self.files) if file.companion}
        return {name: [own[name], *paths] for name, paths in found.items()}

    def settings(self) -> str:
        """The text of a commented vocpipe.toml: a section for each kind of file, and what only people know."""
        sections = [_source(source) for source in self.sources] or [_no_files(self.files)]
        return "".join([_top(), *sections, *self._companions(), *map(_not_read, self._unread())])

    def _companions(self) -> Iterator[str]:
        families, names = families_of(self.files), set(self.names)
        for companion in companions().values():
            if not companion.many:
                own = next((family for family in families if family[0].companion is companion), None)
                yield self._section(companion, own, None) if own else _absent(companion)
        for family in families:
            of_many = family[0].companion
            if of_many and of_many.many:
                yield self._section(of_many, family, names)

    def _section(self, companion: Companion, family: Sequence[InputFile], taken: set[str] | None) -> str:
        """The section of a table of a companion; with a name that is not `taken`, if such tables have one."""
        first, path = family[0], pattern_of(family, self.files)
        reader = next(reader for reader in companion.readers if reader is first.reader)
        about = [
            comment(joined(reader.about)),
            f"[[{companion.section}]]" if companion.many else f"[{companion.section}]",
        ]
        named = taken is not None and issubclass(companion.settings, TableSettings)
        name = name_of(first, taken) if named and taken is not None else companion.name
        settings = SourceSettings(name=name, reader=reader.name, path=path)
        trial = read_for_a_try(self.root / first.path, reader, settings, companion)
        lines = ["", *about, *filter(None, [reader.options]), *([f"name = {quoted(name)}"] if named else [])]
        lines += [
            f"path = {quoted(path)}",
            *_files_line(family),
            *_attributes(companion.attributes(self.root / first.path)),
        ]
        lines += [comment(line.both) for line in of_table(trial)]
        return "\n".join(lines) + "\n"

    def _unread(self) -> list[InputFile]:
        return [file for file in self.files if file.reader is None]


def guess(root: Path, wanted: Mapping[str, Path] = _NOTHING_WANTED) -> Guess:
    """What every file in `root`/inputs is, and what would come of reading it.

    `wanted`: name of a companion that has one table -> the file that a person has chosen for it.
    """
    files, names = look_at(root, wanted), set[str]()
    feedback = [family for family in families_of(files) if family[0].reader and not family[0].companion]
    sources = [source_of(root, family, files, names) for family in feedback]
    return Guess(root, files, with_shared_texts(sources), frozenset(names))


def guess_settings(root: Path) -> str:
    """The text of a commented vocpipe.toml for the files in `root`/inputs, by nothing but what they show."""
    return guess(root).settings()


def _top() -> str:
    about = text("collect.init.top")
    return f"""\
# {about.en}
# {about.ja}

[workspace]
languages = ["ja", "en"]     # {both("collect.init.languages")}
timezone = "Asia/Tokyo"      # {both("collect.init.timezone")}
# own_names = ["…"]          # {both("collect.init.own_names")}

# {both("collect.init.own_themes")}
# [[theme]]
# name_en = "Late delivery"
# name_ja = "配送の遅れ"
# examples = ["It arrived two weeks late", "まだ届きません"]
"""


def _no_files(files: Sequence[InputFile]) -> str:
    about = text("collect.init.no_feedback" if files else "collect.init.no_files")
    return f"""
# {about.en}
# {about.ja}
#
# [[source]]
# name = "reviews"
# reader = "table"
# path = "inputs/reviews*.csv"
# kind = "review"            # {_EVERY_KIND}
"""


def _not_read(file: InputFile) -> str:
    reason = f" ({joined(file.problem)})" if file.problem else ""
    line = comment(f"{both('collect.init.not_read')}: {file.path.as_posix()}{reason}")
    return f"\n{line}\n"


def _attributes(found: Mapping[str, str]) -> list[str]:
    """The line that names the attributes, below a comment; nothing if there are none."""
    return [comment(both("collect.init.attributes")), f"attributes = {table(found)}"] if found else []


def _files_line(family: Sequence[InputFile]) -> list[str]:
    """A comment that lists the files, if the path is a pattern."""
    names = [file.path.name for file in family]
    shown = names if len(names) <= _MAX_NAMES else [*names[: _MAX_NAMES - 2], f"… ({len(names)})", names[-1]]
    return [comment(f"{both('collect.init.files')}: {', '.join(shown)}")] if len(family) > 1 else []


def _source(source: SourceGuess) -> str:
    """The section of a family of feedback: its settings, what is said of it, and what is still to be settled."""
    settings, usual = source.settings, source.reader.kind
    open_ = {question.option: f"     {comment(joined(question.sentence))}" for question in open_questions(source)}
    lines = [
        "\n[[source]]",
        f"name = {quoted(settings.name)}",
        f"reader = {quoted(settings.reader)}",
        f"path = {quoted(settings.path)}",
        *_files_line(source.family),
    ]
    kind = f"kind = {quoted(settings.kind)}"
    if source.reader is ANY_TABLE:
        lines.append(f"{kind}            # {_EVERY_KIND}{open_.pop(kind, '')}")
    else:
        lines.append(kind if settings.kind != usual else comment(kind))
    lines += [option + open_.pop(option, "") for option in _options(settings)]
    lines += [comment(line.both) for line in remarks_on(source)]
    return "\n".join([*lines, *(comment(option + sentence) for option, sentence in open_.items())]) + "\n"


def _options(settings: SourceSettings) -> list[str]:
    """The lines of the options that were guessed or answered."""
    lines = []
    if settings.score_type:
        lines.append(f"score_type = {quoted(settings.score_type)}")
    if settings.columns:
        lines.append(f"columns = {table(settings.columns)}")
    if settings.speakers:
        lines.append(f"speakers = {table(dict(settings.speakers))}")
    return [*lines, "anonymous = true"] if settings.anonymous else lines


def _absent(companion: Companion) -> str:
    """A commented section for a companion that has no file."""
    if companion.absent is None:
        return ""
    return f'\n# {joined(companion.absent)}\n# [{companion.section}]\n# path = "inputs/{companion.name}.csv"\n'
