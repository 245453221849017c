"""What the columns of a SurveyMonkey export are, from its two header rows and, if need be, the answers."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from vocpipe.collect.parsing.decode import strip_odd
from vocpipe.collect.parsing.headers import fold
from vocpipe.collect.parsing.scores import parse_score
from vocpipe.errors import ReadError
from vocpipe.settings import SourceSettings

_META = {
    "respondentid": "respondent", "回答者id": "respondent", "collectorid": "collector", "コレクターid": "collector",
    "startdate": "start", "datecreated": "start", "開始日": "start", "開始日時": "start",
    "enddate": "end", "datemodified": "end", "終了日": "end", "終了日時": "end",
    "emailaddress": "email", "メールアドレス": "email", "customdata1": "customer", "カスタムデータ1": "customer",
    "ipaddress": "ip", "ipアドレス": "ip", "firstname": "first", "名": "first", "lastname": "last", "姓": "last",
}  # fmt: skip
_CUSTOM = re.compile(r"(customdata|カスタムデータ)\d*")
_IDENTITIES = {
    "name", "fullname", "emailaddress", "email", "phonenumber", "address", "address2",
    "氏名", "名前", "お名前", "メールアドレス", "電話番号", "住所",
}  # fmt: skip
_OPEN = re.compile(r"open[- ]ended|please specify|please describe|自由(回答|記述|記入)|具体的に")
_NPS = re.compile(r"\bnps\b|net promoter|recommend|おすすめ|お勧め|お薦め|オススメ|勧めたい|推奨")
_NPS_FOR_SURE = re.compile(r"\bnps\b|net promoter|how likely|推奨度|可能性|どの程度|どのくらい")
_FREE_WIDTH = 20  # of a free answer, on average; a Japanese character is two wide
_SCALE_COLUMNS = 7  # so many options that are numbers make a scale of one column per grade


@dataclass(frozen=True, slots=True)
class Column:
    """One column of answers: its number from 0, its question, its option ("" in a condensed export)."""

    at: int
    question: str
    option: str

    @property
    def label(self) -> str:
        """The column's name where one name has to do."""
        return self.question if self.option in ("", "Response", "回答") else f"{self.question} / {self.option}"


@dataclass(slots=True)
class Layout:
    """What stands where; column numbers from 0."""

    labels: list[str]  # of every column, all different
    meta: dict[str, int] = field(default_factory=dict)  # respondent, collector, start, end, email, customer, ip, …
    closed: list[Column] = field(default_factory=list)
    text: list[Column] = field(default_factory=list)
    score: list[Column] = field(default_factory=list)  # one, or one per grade of the scale
    score_type: str = "nps"

    @property
    def width(self) -> int:
        """How many cells a row has."""
        return len(self.labels)


def is_options(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether `second` is the header's row of options: then nothing stands under respondent, dates and the like."""
    return not any(cell.strip() for name, cell in zip(first, second, strict=False) if _meta(name))


def find_layout(first: Sequence[str], second: Sequence[str], rows: list[list[str]], source: SourceSettings) -> Layout:
    """The layout of a file with these header rows (`second` may be empty) and rows of answers.

    Raises ReadError where there is no column of respondents, or none of a name that the settings give.
    """
    width = max(len(first), len(second))
    first, second = ([_tidy(cell) for cell in [*row, *[""] * (width - len(row))]] for row in (first, second))
    meta, columns = _columns(first, second)
    if "respondent" not in meta:
        known = ", ".join(name for name in first if name)
        raise ReadError(f"no column Respondent ID; its columns are: {known or 'none'}")
    layout = Layout(_labels(first, columns), meta, score_type=source.score_type or "nps")
    apart = _name_people(layout, columns, first, source)
    apart |= {column.at for column in columns if fold(column.option) in _IDENTITIES}
    open_ended = [column for column in columns if column.at not in apart and _is_open(column, rows)]
    layout.text = _chosen(columns, "text", source, among=open_ended) or open_ended
    taken = apart | {column.at for column in (*open_ended, *layout.text)}
    layout.closed = [column for column in columns if column.at not in taken]
    named = _chosen(columns, "score", source, among=layout.closed)
    layout.score = _one_scale(named, rows, layout.score_type) if named else _nps(layout, rows)
    return layout


def grade(column: Column, cell: str, scale: Sequence[Column]) -> str:
    """What a cell says about the score: the cell, or its column's option where each grade has a column."""
    return column.option if len(scale) > 1 else cell


def _tidy(cell: str) -> str:
    return " ".join(strip_odd(cell).split())


def _meta(name: str) -> str | None:
    folded = fold(name)
    return _META.get(folded) or ("custom" if _CUSTOM.fullmatch(folded) else None)


def _columns(first: Sequence[str], second: Sequence[str]) -> tuple[dict[str, int], list[Column]]:
    meta: dict[str, int] = {}
    columns = []
    question = ""
    for at, (name, option) in enumerate(zip(first, second, strict=True)):
        kind = _meta(name) if name and not option else None
        if kind:
            meta.setdefault(kind, at)
            question = ""
            continue
        question = name or question
        columns.append(Column(at, question, option))
    return meta, columns


def _labels(first: Sequence[str], columns: list[Column]) -> list[str]:
    labels = list(first)
    for column in columns:
        labels[column.at] = column.label
    seen: set[str] = set()
    for at, label in enumerate(labels):
        labels[at] = label if label and label not in seen else f"{label or 'column'} ({at + 1})"
        seen.add(labels[at])
    return labels


def _name_people(layout: Layout, columns: list[Column], first: Sequence[str], source: SourceSettings) -> set[int]:
    """Set the columns that the settings name for customer and e-mail address; returns which these are."""
    found = set()
    for key, role in (("customer_id", "customer"), ("email", "email")):
        given = source.columns.get(key)
        for name in [given] if isinstance(given, str) else given or []:
            spots = [at for at, header in enumerate(first) if header and fold(header) == fold(name)]
            spots = spots or [column.at for column in columns if fold(name) in _names(column)]
            if not spots:
                raise _no_column(name, columns, first)
            layout.meta[role] = spots[0]
            found.add(spots[0])
    return found


def _names(column: Column) -> set[str]:
    return {fold(column.question), fold(column.option), fold(column.label)} - {""}


def _chosen(columns: list[Column], key: str, source: SourceSettings, *, among: list[Column]) -> list[Column]:
    """The columns that the settings name for `key`; of a question with several, those that are `among` the likely."""
    given = source.columns.get(key)
    chosen = []
    for name in [given] if isinstance(given, str) else given or []:
        found = [column for column in columns if fold(name) in _names(column)]
        if not found:
            raise _no_column(name, columns, [])
        chosen += [column for column in found if column in among] or found
    return chosen


def _no_column(name: str, columns: list[Column], first: Sequence[str]) -> ReadError:
    known = dict.fromkeys([*(name for name in first if name), *(column.label for column in columns if column.label)])
    return ReadError(f"there is no column {name!r}; the file has: {', '.join(known)}")


def _is_open(column: Column, rows: list[list[str]]) -> bool:
    if column.option:
        return bool(_OPEN.search(_plain(column.option)))
    answers = _answers(column, rows)
    if not answers:
        return False
    wide = sum(map(_width, answers)) / len(answers)
    return wide > _FREE_WIDTH and 2 * len(set(answers)) > len(answers)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _answers(column: Column, rows: list[list[str]]) -> list[str]:
    return [row[column.at].strip() for row in rows if column.at < len(row) and row[column.at].strip()]


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _nps(layout: Layout, rows: list[list[str]]) -> list[Column]:
    """The columns of the question that asks to recommend, and is answered in numbers."""
    if layout.score_type != "nps":
        return []
    asked = [column for column in layout.closed if _NPS.search(_plain(column.label))]
    by_question: dict[str, list[Column]] = {}
    for column in asked:
        by_question.setdefault(column.question, []).append(column)
    scales = [_one_scale(columns, rows, "nps") for columns in by_question.values()]
    best = max(scales, key=lambda scale: _share(scale, rows, "nps"), default=[])
    sure = bool(best) and bool(_NPS_FOR_SURE.search(_plain(best[0].label)))
    return best if sure or _share(best, rows, "nps") >= 0.5 else []


def _one_scale(columns: list[Column], rows: list[list[str]], score_type: str) -> list[Column]:
    """Of a question's columns those that make one score: all if each is a grade, else the one with most good scores."""
    if len(columns) >= _SCALE_COLUMNS and all(_is_score(column.option, score_type) for column in columns):
        return columns
    return [max(columns, key=lambda column: _share([column], rows, score_type))]


def _share(scale: list[Column], rows: list[list[str]], score_type: str) -> float:
    """The share of the answers that are scores, 0 where there is no answer."""
    said = [grade(column, cell, scale) for column in scale for cell in _answers(column, rows)]
    return sum(_is_score(one, score_type) for one in said) / len(said) if said else 0.0


def _is_score(raw: str, score_type: str) -> bool:
    try:
        parse_score(raw, score_type)
    except ValueError:
        return False
    return True


def header_cells(first: Sequence[str], second: Iterable[str]) -> list[tuple[str, str]]:
    """(question or name, cell as read) for every header cell that has something in it; to tell of odd bytes."""
    cells = []
    question = ""
    for name in first:
        question = _tidy(name) or question
        cells.append((question, name))
    cells += [(_tidy(option), option) for option in second]
    return [(shown, cell) for shown, cell in cells if cell.strip()]
