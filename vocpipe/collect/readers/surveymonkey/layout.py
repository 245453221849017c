"""What the columns of a SurveyMonkey export are, from its two header rows and, if need be, the answers."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from vocpipe.collect.parsing.columns import fold
from vocpipe.collect.parsing.decoded import strip_odd
from vocpipe.collect.parsing.headers import feedback_words
from vocpipe.collect.readers.surveymonkey.scale import Column, answers, nps_scale, one_scale, plain
from vocpipe.errors import ReadError
from vocpipe.settings import SourceSettings
from vocpipe.wording import say

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
_MIN_WIDTH = 20  # of free answers, on average; a Japanese character is two wide


@dataclass(slots=True)
class Layout:
    """Which columns hold what; their numbers count from 0."""

    labels: list[str]  # of every column, all different
    meta: dict[str, int] = field(default_factory=dict)  # respondent, collector, start, end, email, customer, ip, …
    closed: list[Column] = field(default_factory=list)
    text: list[Column] = field(default_factory=list)
    score: list[Column] = field(default_factory=list)  # one, or one per grade of the scale
    score_type: str = "nps"
    others: dict[str, Column] = field(default_factory=dict)  # scores of other types, by type

    @property
    def width(self) -> int:
        """How many cells a row has."""
        return len(self.labels)


def is_options(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether `second` is the header's row of options: then it has nothing under respondent, dates and the like."""
    return not any(cell.strip() for name, cell in zip(first, second, strict=False) if _meta(name))


def find_layout(first: Sequence[str], second: Sequence[str], rows: list[list[str]], source: SourceSettings) -> Layout:
    """The layout of a file with these header rows (`second` may be empty) and rows of answers.

    Raises ReadError if there is no column of respondents, or none with a name from the settings.
    """
    width = max(len(first), len(second))
    first, second = ([_tidy(cell) for cell in [*row, *[""] * (width - len(row))]] for row in (first, second))
    meta, columns = _columns(first, second)
    if "respondent" not in meta:
        names = ", ".join(filter(None, first))
        raise ReadError(say("collect.file.no_respondents", columns=names or "none"))
    layout = Layout(_labels(first, columns), meta, score_type=source.score_type or "nps")
    identities = _name_people(layout, columns, first, source)
    identities |= {column.at for column in columns if fold(column.option) in _IDENTITIES}
    identities |= _custom_variables(layout, columns, rows)
    open_ended = [column for column in columns if column.at not in identities and _is_open(column, rows)]
    layout.text = _chosen(columns, "text", source, among=open_ended) or open_ended
    taken = identities | {column.at for column in (*open_ended, *layout.text)}
    layout.closed = [column for column in columns if column.at not in taken]
    named = _chosen(columns, "score", source, among=layout.closed)
    if named:
        layout.score = one_scale(named, rows, layout.score_type)
    elif layout.score_type == "nps":
        layout.score = nps_scale(layout.closed, rows)
    return layout


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
    named = set()
    for key, role in (("customer_id", "customer"), ("email", "email")):
        given = source.columns.get(key)
        for name in [given] if isinstance(given, str) else given or []:
            spots = [at for at, header in enumerate(first) if header and fold(header) == fold(name)]
            spots = spots or [column.at for column in columns if fold(name) in _names(column)]
            if not spots:
                raise _no_column(name, columns, first)
            layout.meta[role] = spots[0]
            named.add(spots[0])
    return named


def _custom_variables(layout: Layout, columns: list[Column], rows: list[list[str]]) -> set[int]:
    """Set the customer to the custom variable that is called like one, if custom data name none; returns its column."""
    at = layout.meta.get("customer")
    if at is not None and any(row[at].strip() for row in rows if at < len(row)):
        return set()
    known = set(map(fold, feedback_words()["customer_id"]))
    named = [column.at for column in columns if not column.option and fold(column.question) in known]
    layout.meta |= {"customer": named[0]} if named else {}
    return set(named[:1])


def _names(column: Column) -> set[str]:
    return {fold(column.question), fold(column.option), fold(column.label)} - {""}


def _chosen(columns: list[Column], key: str, source: SourceSettings, *, among: list[Column]) -> list[Column]:
    """The columns that the settings name for `key`; if a question has several, those in `among`."""
    given = source.columns.get(key)
    chosen = []
    for name in [given] if isinstance(given, str) else given or []:
        matching = [column for column in columns if fold(name) in _names(column)]
        if not matching:
            raise _no_column(name, columns, [])
        chosen += [column for column in matching if column in among] or matching
    return chosen


def _no_column(name: str, columns: list[Column], first: Sequence[str]) -> ReadError:
    known = dict.fromkeys(filter(None, [*first, *(column.label for column in columns)]))
    return ReadError(say("collect.file.no_such_column", name=name, columns=", ".join(known)))


def _is_open(column: Column, rows: list[list[str]]) -> bool:
    if column.option:
        return bool(_OPEN.search(plain(column.option)))
    cells = answers(column, rows)
    if not cells:
        return False
    width = sum(map(_width, cells)) / len(cells)
    return width > _MIN_WIDTH and 2 * len(set(cells)) > len(cells)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def header_cells(first: Sequence[str], second: Iterable[str]) -> list[tuple[str, str]]:
    """(question or name, cell as read) for every header cell that is not empty, to report odd bytes."""
    cells = []
    question = ""
    for name in first:
        question = _tidy(name) or question
        cells.append((question, name))
    cells += [(_tidy(option), option) for option in second]
    return [(shown, cell) for shown, cell in cells if cell.strip()]
