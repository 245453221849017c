"""A source of feedback as `vocpipe init` would set it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from vocpipe.collect.families import InputFile, name_of, pattern_of
from vocpipe.collect.guessing.trial import Trial, read_for_a_try
from vocpipe.collect.parsing.columns import Columns, fold
from vocpipe.collect.parsing.grid import header_of, open_grid, plain_reading
from vocpipe.collect.parsing.headers import feedback_columns
from vocpipe.collect.reader import ColumnUse, Evidence, Reader
from vocpipe.collect.readers.table import READER as ANY_TABLE
from vocpipe.collect.tabular.decide import columns_for
from vocpipe.settings import SourceSettings

_SHARED = 0.3  # of the texts
_MIN_SHARED = 3
_KINDS = {
    "review": ("review", "レビュー", "口コミ", "クチコミ", "bewertung", "rezension", "avis client", "recension"),
    "ticket": (
        "ticket",
        "case",
        "support",
        "inquir",
        "問い合わせ",
        "問合せ",
        "サポート",
        "toiawase",
        "reklamation",
        "réclamation",
    ),
    "post": ("tweet", "post", "投稿", "sns"),
    "message": ("chat", "message", "チャット", "メッセージ"),
    "community": ("community", "forum", "コミュニティ"),
    "interview": ("interview", "インタビュー", "ヒアリング"),
    "call": ("call log", "call center", "call transcript", "通話", "架電", "入電"),
}


@dataclass(frozen=True, slots=True)
class SourceGuess:
    """The files of one source, the settings under which they are read, and what comes of the first file.

    `sure_of_kind`: a name or the columns show the kind of feedback. `answered`: what a person has said, by the names
    that questions have; it needs no asking. `shared`: the source before it that has most of its texts, and how many.
    """

    root: Path
    family: Sequence[InputFile]
    reader: Reader
    settings: SourceSettings
    sure_of_kind: bool
    trial: Trial
    answered: frozenset[str] = field(default_factory=frozenset)
    shared: tuple[str, int] | None = None

    @property
    def path(self) -> Path:
        """The first of the files."""
        return self.root / self.family[0].path

    @property
    def header(self) -> Sequence[str]:
        """The columns that an answer may name; none if the reader takes no names of columns."""
        return header_of(self.path) if self.uses or self.reader is ANY_TABLE else ()

    @property
    def uses(self) -> Sequence[ColumnUse]:
        """What became of the columns."""
        return self.trial.reading.columns

    def of_field(self, name: str) -> list[ColumnUse]:
        """The columns that became field `name`."""
        return [use for use in self.uses if use.field == name]

    def with_guess(self, about: str) -> "SourceGuess":
        """The source after somebody has agreed to what was guessed."""
        return replace(self, answered=self.answered | {about})

    def with_settings(self, about: str, **changes: object) -> "SourceGuess":
        """The source after an answer: read again under the changed settings."""
        settings = SourceSettings.model_validate({**self.settings.model_dump(exclude_unset=True), **changes})
        trial = read_for_a_try(self.path, self.reader, settings)
        return replace(self, settings=settings, trial=trial, answered=self.answered | {about})


def source_of(root: Path, family: Sequence[InputFile], files: Sequence[InputFile], taken: set[str]) -> SourceGuess:
    """The family of files as a source, with a name that is not in `taken` yet."""
    first, reader = family[0], family[0].reader or ANY_TABLE
    path, sure = root / first.path, True
    if reader is ANY_TABLE:
        kind, sure = _kind_of(path, first)
    else:
        kind = reader.kind_of(path) if reader.kind_of else reader.kind
    options = {"name": name_of(first, taken), "reader": reader.name, "path": pattern_of(family, files), "kind": kind}
    settings = SourceSettings.model_validate(options)
    source = SourceGuess(root, family, reader, settings, sure, read_for_a_try(path, reader, settings))
    texts = source.of_field("text")
    if reader is ANY_TABLE and len(texts) == 1 and texts[0].evidence is Evidence.CELLS:
        columns = {"text": texts[0].column}  # written out, so that other months of the export are read alike
        return replace(source, settings=SourceSettings.model_validate({**options, "columns": columns}))
    return source


def _kind_of(path: Path, file: InputFile) -> tuple[str, bool]:
    """The kind of feedback in a table, and whether anything shows it; one that asks several questions is a survey.

    A file that is called by its kind keeps it, and so do reviews.
    """
    named = _kind_in(fold(file.path.stem))
    if named is not None:
        return named, True
    columns = feedback_columns(file.header, {})
    kind = _kind_of_columns(file, columns)
    if kind == "review":
        return kind, True
    reading = plain_reading(path)
    if columns_for(open_grid(reading), reading).asks:
        return "survey", True
    return kind or "survey", kind is not None or columns.score_type is not None


def _kind_of_columns(file: InputFile, columns: Columns) -> str | None:
    """The kind of feedback that the columns suggest by their names and scores, if they do."""
    return "review" if columns.score_type == "stars" else _kind_in(fold(" ".join(file.header)))


def _kind_in(words: str) -> str | None:
    return next((kind for kind, signs in _KINDS.items() if any(fold(sign) in words for sign in signs)), None)


def with_shared_texts(sources: Sequence[SourceGuess]) -> list[SourceGuess]:
    """The sources, each with one before it that holds many of the same texts, as tickets and their messages do."""
    found: list[SourceGuess] = []
    for source in sources:
        texts = source.trial.texts
        common = ((other, len(texts & other.trial.texts)) for other in found)
        most = max(common, key=lambda pair: pair[1], default=None)
        if most and most[1] >= max(_MIN_SHARED, _SHARED * min(len(texts), len(most[0].trial.texts))):
            found.append(replace(source, shared=(most[0].settings.name, most[1])))
        else:
            found.append(source)
    return found
