"""A first vocpipe.toml, guessed from the files in inputs/; its comments are in English and Japanese."""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from vocpipe.collect.companion import Companion
from vocpipe.collect.families import InputFile, families_of, look_at, name_of, pattern_of
from vocpipe.collect.parsing.columns import Columns, fold
from vocpipe.collect.parsing.grid import open_grid, plain_reading
from vocpipe.collect.parsing.headers import feedback_columns
from vocpipe.collect.reader import Evidence, Reader, Reading
from vocpipe.collect.readers.table import READER as ANY_TABLE
from vocpipe.collect.registry import companions
from vocpipe.collect.tabular.decide import Decision, columns_for
from vocpipe.settings import TableSettings
from vocpipe.wording import Text, text
from vocpipe.wording.translate import OF_FILES, translated

_KINDS = {
    "review": ("review", "レビュー", "口コミ", "クチコミ"),
    "ticket": ("ticket", "case", "support", "inquir", "問い合わせ", "問合せ", "サポート"),
    "post": ("tweet", "post", "投稿", "sns"),
    "message": ("chat", "message", "チャット", "メッセージ"),
    "community": ("community", "forum", "コミュニティ"),
    "interview": ("interview", "インタビュー", "ヒアリング"),
    "call": ("call log", "call center", "call transcript", "通話", "架電", "入電"),
}
_EVERY_KIND = "survey | ticket | message | post | review | community | interview | call"
_MAX_NAMES = 12  # of files in a comment


def guess_settings(root: Path) -> str:
    """The text of a commented vocpipe.toml for the files in `root`/inputs: a section for each kind of file.

    A guessed text column is set; columns that synonyms recognize are only listed in a comment.
    """
    files = look_at(root)
    families = families_of(files)
    taken: set[str] = set()
    sections = [_source(root, family, files, taken) for family in families if _is_feedback(family[0])] or [
        _no_files(files)
    ]
    unread = [file for file in files if file.reader is None]
    for companion in companions().values():
        if not companion.many:
            own = next((family for family in families if family[0].companion is companion), None)
            sections.append(_section(root, companion, own, files) if own else _absent(companion))
    for family in families:
        companion_of_many = family[0].companion
        if companion_of_many and companion_of_many.many:
            sections.append(_section(root, companion_of_many, family, files, taken))
    return "".join([_top(), *sections, *map(_not_read, unread)])


def _not_read(file: InputFile) -> str:
    reason = f" ({file.problem})" if file.problem else ""
    line = _comment(f"{_both('collect.init.not_read')}: {file.path.as_posix()}{reason}")
    return f"\n{line}\n"


def _files_line(family: Sequence[InputFile]) -> list[str]:
    """A comment that lists the files, if the path is a pattern."""
    names = [file.path.name for file in family]
    shown = names if len(names) <= _MAX_NAMES else [*names[: _MAX_NAMES - 2], f"… ({len(names)})", names[-1]]
    return [_comment(f"{_both('collect.init.files')}: {', '.join(shown)}")] if len(family) > 1 else []


def _comment(line: str) -> str:
    """`line` as a comment of TOML, which has no control characters."""
    return "# " + re.sub(r"[\x00-\x1f\x7f]+", " ", line)


def _is_feedback(file: InputFile) -> bool:
    return file.reader is not None and file.companion is None


def _top() -> str:
    about = text("collect.init.top")
    return f"""\
# {about.en}
# {about.ja}

[workspace]
languages = ["ja", "en"]     # {_both("collect.init.languages")}
timezone = "Asia/Tokyo"      # {_both("collect.init.timezone")}
# own_names = ["…"]          # {_both("collect.init.own_names")}
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


def _source(root: Path, family: Sequence[InputFile], files: Sequence[InputFile], taken: set[str]) -> str:
    """The section of a family of feedback."""
    first, reader = family[0], family[0].reader or ANY_TABLE
    lines = [
        "\n[[source]]",
        f"name = {_quoted(name_of(first, taken))}",
        f"reader = {_quoted(reader.name)}",
        f"path = {_quoted(pattern_of(family, files))}",
        *_files_line(family),
    ]
    if reader is not ANY_TABLE:
        notes = [_comment(_joined(reader.note))] if reader.note else []
        return "\n".join([*lines, _kind_line(root / first.path, reader), *notes]) + "\n"
    kind, decision, reading = _decided(root / first.path, first)
    lines.append(f"kind = {_quoted(kind)}            # {_EVERY_KIND}")
    notes = [_note(sentence) for sentence in [*reading.warnings, *reading.unread]]
    return "\n".join([*lines, *_columns(first.header, decision), *notes]) + "\n"


def _decided(path: Path, file: InputFile) -> tuple[str, Decision, Reading]:
    """The kind of a table and what becomes of its columns; one that asks several questions is a survey.

    A file that is called by its kind keeps it, and so do reviews.
    """
    kind = _kind_of_name(file)
    if kind is not None:
        return kind, *decision_for(path, kind)
    kind = _kind_of_columns(file, feedback_columns(file.header, {}))
    if kind not in ("survey", "review"):
        form, reading = decision_for(path, "survey")
        if form.asks:
            return "survey", form, reading
    return kind, *decision_for(path, kind)


def _note(sentence: str) -> str:
    """A comment with what was noticed about a table."""
    return _comment(f"{sentence} / {translated(sentence, 'ja', group=OF_FILES)}")


def _kind_line(path: Path, reader: Reader) -> str:
    """The kind that the reader has for the file: a comment, unless it is another than the reader's usual one."""
    kind = reader.kind_of(path) if reader.kind_of else reader.kind
    return f"kind = {_quoted(kind)}" if kind != reader.kind else f"# kind = {_quoted(kind)}"


def decision_for(path: Path, kind: str) -> tuple[Decision, Reading]:
    """What the table reader makes of the columns of the table at `path`, as feedback of `kind`, and what it notes."""
    reading = plain_reading(path)
    reading.source = reading.source.model_copy(update={"kind": kind})
    return columns_for(open_grid(reading), reading), reading


def _columns(header: Sequence[str], decision: Decision) -> list[str]:
    """The lines about a table's columns: those that are guessed, those that the user has to name."""
    known: dict[str, str | list[str]] = dict(_known(header, decision.columns))
    by_cells = [name for name, evidence in decision.columns.evidence.items() if evidence is Evidence.CELLS]
    lines = []
    if decision.untyped is not None:
        column = header[decision.untyped]
        lines.append(f'# score_type = "nps"     # {_both("collect.init.which_score", column=column)}')
    elif "score" in known:
        lines.append(f"# score_type = {_quoted(decision.score_type or '')}")
    if decision.several:
        known["text"] = [header[at] for at in decision.columns.of["text"]]
    guessed = known.pop("text") if "text" in by_cells and not decision.several else None
    if known:
        lines.append(_columns_line(known))
    shown = [name for name in by_cells if name in known]
    if shown:
        lines.append(f"# {_both('roles.init.by_cells')}: {', '.join(shown)}")
    if guessed is not None:
        lines.append(f"columns = {_table({'text': guessed})}     # {_both('collect.init.guessed_text')}")
    elif not {"text", "score", "title"} & known.keys() and decision.untyped is None:
        lines.append(f'# columns = {{ text = "…" }}     # {_both("collect.init.no_text")}')
    return lines


def _absent(companion: Companion) -> str:
    """A commented section for a companion that has no file."""
    if companion.absent is None:
        return ""
    return f'\n# {_joined(companion.absent)}\n# [{companion.section}]\n# path = "inputs/{companion.name}.csv"\n'


def _section(
    root: Path,
    companion: Companion,
    family: Sequence[InputFile],
    files: Sequence[InputFile],
    taken: set[str] | None = None,
) -> str:
    """The section of a table of a companion; with a name that is not `taken`, if such tables have one."""
    first = family[0]
    reader = next(reader for reader in companion.readers if reader is first.reader)
    lines = [f"\n# {_joined(reader.about)}", f"[[{companion.section}]]" if companion.many else f"[{companion.section}]"]
    lines += filter(None, [reader.options])
    if taken is not None and issubclass(companion.settings, TableSettings):
        lines.append(f"name = {_quoted(name_of(first, taken))}")
    at_path = companion.columns_at
    columns = at_path(root / first.path) if at_path else companion.vocabulary.columns(first.header, {})
    known = _known(first.header, columns)
    lines += [f"path = {_quoted(pattern_of(family, files))}", *_files_line(family), _columns_line(known)]
    return "\n".join(lines) + "\n"


def _kind_of_name(file: InputFile) -> str | None:
    """The kind of feedback that the file's name shows."""
    name = fold(file.path.stem)
    return next((kind for kind, signs in _KINDS.items() if any(fold(sign) in name for sign in signs)), None)


def _kind_of_columns(file: InputFile, columns: Columns) -> str:
    """The kind of feedback that the columns suggest by their names and scores; else a survey."""
    if columns.score_type == "stars":
        return "review"
    words = fold(" ".join(file.header))
    return next((kind for kind, signs in _KINDS.items() if any(fold(sign) in words for sign in signs)), "survey")


def _known(header: Sequence[str], columns: Columns) -> dict[str, str]:
    return {name: header[numbers[0]] for name, numbers in columns.of.items() if numbers}


def _columns_line(known: Mapping[str, str | list[str]]) -> str:
    return f"# {_both('collect.init.columns')}: {_table(known)}"


def _table(columns: Mapping[str, str | list[str]]) -> str:
    return "{ " + ", ".join(f"{name} = {_quoted(column)}" for name, column in columns.items()) + " }"


def _quoted(value: str | list[str]) -> str:
    """`value` as a string of TOML, or a list of them, on one line."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _both(key: str, **places: object) -> str:
    return _joined(text(key, **places))


def _joined(both: Text) -> str:
    """A comment for readers of either language."""
    return f"{both.en} / {both.ja}"
