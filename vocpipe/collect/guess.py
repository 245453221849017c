"""A first vocpipe.toml, from a look at the files in inputs/."""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from glob import escape
from itertools import groupby, islice
from pathlib import Path

from vocpipe.collect.companions import behaviour, calendar, contacts, customers, invitations
from vocpipe.collect.parsing.grid import cell_text, open_grid
from vocpipe.collect.parsing.headers import (
    Columns,
    behaviour_columns,
    contact_columns,
    customer_columns,
    event_columns,
    feedback_columns,
    fold,
    guess_text,
    invitation_columns,
)
from vocpipe.collect.readers import table
from vocpipe.collect.registry import READERS

_TOP = """\
# What vocpipe reads and how. Relative paths start at this folder; * stands for anything in a name.
# vocpipe が何をどう読むかの設定です。パスはこのフォルダーから、* は任意の文字列です。

[workspace]
languages = ["ja", "en"]     # languages of the feedback / 声の言語
timezone = "Asia/Tokyo"      # of times that are written without a zone / タイムゾーンの書かれていない日時の扱い
# own_names = ["…"]          # your company and products: no theme forms around their names / 自社と製品の名前
"""
_NO_FILES = """
# There is nothing in inputs/ yet. Put your exports there and run `vocpipe init` again, or write:
# inputs/ にまだファイルがありません。エクスポートを置いて `vocpipe init` を再実行するか、次のように書いてください。
#
# [[source]]
# name = "reviews"
# reader = "table"
# path = "inputs/reviews*.csv"
# kind = "review"            # survey | ticket | message | post | review | community
"""
_CUSTOMERS = """
# Who the customers are, since when, and who has left / 顧客マスタ (契約開始日・解約日など)
[customers]
path = {path}
"""
_NO_CUSTOMERS = """
# No file looks like a list of customers; with one, churn can be shown / 顧客マスタがあれば解約との関係も見られます
# [customers]
# path = "inputs/customers.csv"
"""
_OPT_OUTS = '\n# Who may not be written to / 配信停止の一覧\n[[contacts]]\nevery_row = "opted_out"\n'
# Reader -> how its tables begin in the settings, and which of their columns are what.
_BESIDE: dict[str, tuple[str, Callable[[Sequence[str], dict[str, str | list[str]]], Columns]]] = {
    behaviour.READER.name: (
        "\n# What customers do / 顧客の行動 (ログイン・利用など)\n[[behaviour]]\n",
        behaviour_columns,
    ),
    contacts.READER.name: (
        "\n# Who was written to, and who may be / 連絡の履歴と可否\n[[contacts]]\n",
        contact_columns,
    ),
    contacts.OPT_OUTS.name: (_OPT_OUTS, contact_columns),
    invitations.READER.name: ("\n# Who was asked in surveys / 回答の依頼\n[[invitations]]\n", invitation_columns),
    calendar.READER.name: (
        "\n# Releases, campaigns and the like, shown over trends / リリースや施策など、推移に重ねる出来事\n[[event]]\n",
        event_columns,
    ),
}
_KINDS = {
    "review": ("review", "レビュー", "口コミ", "クチコミ"),
    "ticket": ("ticket", "case", "support", "inquir", "問い合わせ", "問合せ", "サポート"),
    "post": ("tweet", "post", "投稿", "sns"),
    "message": ("chat", "message", "チャット", "メッセージ"),
    "community": ("community", "forum", "コミュニティ"),
}
# In this order: a list of opt-outs may look like one of invitations, whose names are vaguer.
_AFTER_CUSTOMERS = (contacts.READER, contacts.OPT_OUTS, invitations.READER, calendar.READER)
_TAIL = re.compile(r"[\d\s_.()（）年月日-]+$")
_SAMPLE = 500  # rows that a text column is guessed from


@dataclass(frozen=True, slots=True)
class Found:
    """One file: the reader that knows it (None: no one), and its header where it is a table."""

    path: Path  # relative to the workspace
    reader: str | None
    header: tuple[str, ...] = ()

    @property
    def family(self) -> tuple[str, str, str, str, tuple[str, ...]]:
        """What files of one source share: folder, name without its date or number, suffix, reader, columns."""
        stem = _TAIL.sub("", self.path.stem) or self.path.stem
        return (self.path.parent.as_posix(), stem, self.path.suffix.lower(), self.reader or "", self.header)


def guess_settings(root: Path) -> str:
    """The text of a commented vocpipe.toml for the files in `root`/inputs: a source for each kind of file.

    What a column is called is written out where no synonym knows it, and else told in a comment.
    """
    found = [_look(root, path) for path in _inputs(root)]
    families = [
        list(group) for _, group in groupby(sorted(found, key=lambda one: one.family), key=lambda one: one.family)
    ]
    about = [one for one in families if one[0].reader == customers.READER.name]
    beside = [one for one in families if one[0].reader in _BESIDE]
    sources = [one for one in families if one[0].reader not in (customers.READER.name, *_BESIDE, None)]
    text = [_TOP]
    if not sources:
        text.append(_NO_FILES)
    names: set[str] = set()
    for files in sources:
        text.append(_source(root, files, found, names))
    text.append(_about_customers(about[0], found) if about else _NO_CUSTOMERS)
    text += [_about_beside(files, found, names) for files in beside]
    unknown = [files[0] for files in about[1:]] + [one for one in found if one.reader is None]
    text += [f"\n# not read / 読み込み対象外: {one.path.as_posix()}\n" for one in unknown]
    return "".join(text)


def _inputs(root: Path) -> list[Path]:
    files = (path for path in (root / "inputs").rglob("*") if path.is_file())
    return sorted(path for path in files if not path.name.startswith(("~$", ".")))


def _look(root: Path, path: Path) -> Found:
    relative = path.relative_to(root)
    for name, reader in READERS.items():
        if name != table.READER.name and reader.recognizes(path):
            return Found(relative, name)
    for reader in (behaviour.READER, customers.READER, *_AFTER_CUSTOMERS, table.READER):
        if reader.recognizes(path):
            return Found(relative, reader.name, tuple(table.header_of(path)))
    return Found(relative, None)


def _source(root: Path, files: Sequence[Found], everything: Iterable[Found], names: set[str]) -> str:
    first = files[0]
    reader = first.reader or ""
    lines = [
        "\n[[source]]",
        f"name = {_quoted(_name(first, names))}",
        f"reader = {_quoted(reader)}",
        f"path = {_quoted(_pattern(files, everything))}",
    ]
    if reader != table.READER.name:
        lines.append(f"# kind = {_quoted(READERS[reader].kind)}")
        return "\n".join(lines) + "\n"
    columns = feedback_columns(first.header, {})
    kind = _kind(first, columns)
    lines.append(f"kind = {_quoted(kind)}            # survey | ticket | message | post | review | community")
    lines += _columns(root / first.path, first.header, columns)
    return "\n".join(lines) + "\n"


def _columns(path: Path, header: Sequence[str], columns: Columns) -> list[str]:
    """The lines about a table's columns: those that are guessed, those that have to be said."""
    known = {name: header[numbers[0]] for name, numbers in columns.of.items() if numbers}
    lines = []
    if "score" in known and columns.score_type is None:
        lines.append(f'# score_type = "nps"     # {known.pop("score")!r} looks like a score: nps, csat, ces or stars?')
    elif "score" in known:
        lines.append(f"# score_type = {_quoted(columns.score_type or '')}")
    if known:
        lines.append(f"# columns found / 見つかった列: {_table(known)}")
    if "text" not in known:
        guessed = _text_column(path, header, columns)
        if guessed is not None:
            lines.append(f"columns = {_table({'text': guessed})}     # a guess: its cells read like text / 推測です")
        elif not {"score", "title"} & known.keys():
            lines.append(
                '# columns = { text = "…" }     # no column looks like text: name it / 本文の列名を書いてください'
            )
    return lines


def _text_column(path: Path, header: Sequence[str], columns: Columns) -> str | None:
    rows = open_grid(table.plain_reading(path)).rows()
    sample = [[cell_text(cell) for cell in cells] for _, cells in islice(rows, _SAMPLE)]
    found = guess_text(sample, set(range(len(header))) - columns.taken)
    return None if found is None else header[found]


def _about_customers(files: Sequence[Found], everything: Iterable[Found]) -> str:
    header = files[0].header
    known = {name: header[numbers[0]] for name, numbers in customer_columns(header, {}).of.items()}
    path = _quoted(_pattern(files, everything))
    return _CUSTOMERS.format(path=path) + f"# columns found / 見つかった列: {_table(known)}\n"


def _about_beside(files: Sequence[Found], everything: Iterable[Found], names: set[str]) -> str:
    first = files[0]
    begins, columns = _BESIDE[first.reader or ""]
    known = {name: first.header[numbers[0]] for name, numbers in columns(first.header, {}).of.items()}
    lines = [f"path = {_quoted(_pattern(files, everything))}", f"# columns found / 見つかった列: {_table(known)}"]
    if first.reader != calendar.READER.name:  # the name of an event is what happened, not that of its file
        lines.insert(0, f"name = {_quoted(_name(first, names))}")
    return begins + "\n".join(lines) + "\n"


def _kind(found: Found, columns: Columns) -> str:
    words = fold(found.path.stem + " ".join(found.header))
    for kind, signs in _KINDS.items():
        if any(fold(sign) in fold(found.path.stem) for sign in signs):
            return kind
    if columns.score_type == "stars":
        return "review"
    return next((kind for kind, signs in _KINDS.items() if any(fold(sign) in words for sign in signs)), "survey")


def _name(found: Found, names: set[str]) -> str:
    base = re.sub(r"[^\w.-]+", "-", found.family[1]).strip("-.") or found.reader or "source"
    name, number = base, 2
    while name in names or name == customers.READER.name:
        name, number = f"{base}-{number}", number + 1
    names.add(name)
    return name


def _pattern(files: Sequence[Found], everything: Iterable[Found]) -> str:
    """A path with a * for what differs, or will differ next month, as long as it means these files only."""
    first = files[0].path
    start = files[0].family[1]
    rest = first.stem.removeprefix(start)
    if len(files) == 1 and not rest:
        return first.as_posix()
    folder, between = escape(first.parent.as_posix()), re.match(r"\D*", rest)
    digits = f"{between[0] if between else ''}[0-9]*"
    patterns = [f"{folder}/{escape(start)}{varying}{first.suffix}" for varying in ("*", digits)]
    strangers = [one.path.as_posix() for one in everything if one not in files]
    for pattern in patterns:
        if not any(fnmatchcase(path, pattern) for path in strangers):
            return pattern
    return first.as_posix() if len(files) == 1 else patterns[-1]


def _table(columns: dict[str, str]) -> str:
    return "{ " + ", ".join(f"{name} = {_quoted(column)}" for name, column in columns.items()) + " }"


def _quoted(text: str) -> str:
    """`text` as a string of TOML, on one line."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
