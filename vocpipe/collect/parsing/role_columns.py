"""Which columns of a table tell who speaks in each row, by their names and their cells together.

A column called 区分 counts only if its cells are role words. "admin" and "user" may as well say what a customer is in
the product: they count where the column's name is about who speaks, or the table holds the messages of threads.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from vocpipe.collect.parsing.columns import fold
from vocpipe.collect.parsing.own_account import official_accounts, own_account, own_address
from vocpipe.collect.parsing.role_words import column_words, is_double, meanings, yes_or_no
from vocpipe.collect.parsing.speakers import Speaker, speaker_of, strongest, vocabulary
from vocpipe.collect.parsing.threads import holds_threads
from vocpipe.wording import say

_MIN_SPEAKING = 0.5  # share of the cells that are role words, where the column's name is about who speaks
_MIN_LIKELY = 0.9
_MIN_UNNAMED = 0.95
_MAX_CHOICES = 12  # different words in a column that is not named for who speaks
_MIN_FLAGS = 0.95
_SHOWN = 5  # unknown words in a warning


@dataclass(frozen=True, slots=True)
class RoleColumn:
    """A column that tells who speaks: by `said`, folded cell -> speaker or None; else by the words in the cell."""

    at: int
    name: str
    said: Mapping[str, Speaker | None]
    by_words: bool = True

    def speaker(self, cell: str) -> Speaker | None:
        """Who speaks by this column; None if it does not say."""
        folded = fold(cell)
        for word in (folded, yes_or_no(cell)):
            if word is not None and word in self.said:
                return self.said[word]
        return speaker_of(cell) if self.by_words and folded else None


@dataclass(slots=True)
class Roles:
    """The columns of a table that tell who speaks, and what was noticed about them."""

    columns: list[RoleColumn] = field(default_factory=list)
    doubtful: dict[str, str] = field(default_factory=dict)  # column that was not believed -> an agent's word in it
    account: str | None = None  # of the company's own, told by its replies
    official: tuple[str, list[str]] | None = None  # column and names of accounts that call themselves official
    unknown: dict[str, Counter[str]] = field(default_factory=dict)  # column -> words that were not known, so far
    _rows: int = 0
    _left_out: int = 0

    def speaker(self, texts: Sequence[str]) -> Speaker:
        """Who speaks in a row; its cells are `texts`. A row about which no column says anything is a customer's."""
        if not self.columns:
            self._rows += 1
            return Speaker.CUSTOMER
        said = [(column, column.speaker(texts[column.at])) for column in self.columns if column.at < len(texts)]
        unknown = [column for column, speaker in said if speaker is Speaker.UNKNOWN]
        default = Speaker.UNKNOWN if unknown else Speaker.CUSTOMER
        speaker = strongest(speaker for _, speaker in said if speaker) or default
        for column in unknown if speaker is Speaker.UNKNOWN else ():
            self.unknown.setdefault(column.name, Counter())[texts[column.at].strip()] += 1
        self._rows += 1
        self._left_out += not speaker.is_heard
        return speaker

    def unclear(self) -> list[str]:
        """The words, after the last row, of which nothing shows who they are; the most frequent first."""
        return [*self.doubtful.values(), *(word for words in self.unknown.values() for word, _ in words.most_common())]

    def warnings(self) -> list[str]:
        """What the user should know, after the last row."""
        names = ", ".join(column.name for column in self.columns)
        found: list[str] = [
            say("collect.speakers.doubtful", column=name, word=word) for name, word in self.doubtful.items()
        ]
        if self.account:
            found.append(say("collect.speakers.own_account", account=self.account, column=names))
        if self.official:
            name, accounts = self.official
            shown = ", ".join(accounts[:_SHOWN])
            found.append(say("collect.speakers.official", column=name, accounts=shown, account=accounts[0]))
        for name, words in self.unknown.items():
            shown = ", ".join(word for word, _ in words.most_common(_SHOWN))
            found.append(say("collect.speakers.unknown_words", n=words.total(), column=name, words=shown))
        if self._rows and self._left_out == self._rows:
            found.append(say("collect.speakers.nobody_left", column=names))
        return found


def role_columns(
    header: Sequence[str],
    rows_sample: Sequence[Sequence[str]],
    *,
    stated: Mapping[str, str] | None = None,
) -> Roles:
    """The columns that tell who speaks, by a sample of the table's rows as text.

    `stated`: word -> "customer" or "agent" and so on, from the settings; a column with such words is believed.
    """
    rows = [row for row in rows_sample if any(cell.strip() for cell in row)]
    known = {fold(word): Speaker(speaker) for word, speaker in (stated or {}).items()}
    judged = [_judge(at, header, rows, known) for at in range(len(header))]
    sure = [column for column, is_sure in judged if column and is_sure]
    unsure = [column for column, is_sure in judged if column and not is_sure]
    believed = sure or holds_threads(header, rows)
    roles = Roles([*sure, *unsure] if believed else [])
    if not believed:
        roles.doubtful = {column.name: word for column in unsure if (word := _agents_word(column, rows))}
    if not sure:
        account = own_account(header, rows) or own_address(header, rows)
        if account and fold(account[1]) not in known:
            at, roles.account = account
            roles.columns.append(RoleColumn(at, header[at], {fold(roles.account): Speaker.AGENT}, by_words=False))
        elif not known:
            roles.official = official_accounts(header, rows)
    return roles


def _judge(
    at: int, header: Sequence[str], rows: Sequence[Sequence[str]], stated: Mapping[str, Speaker]
) -> tuple[RoleColumn | None, bool]:
    """The column as one that tells who speaks, if it may, and whether that is sure."""
    name = fold(header[at])
    cells = [row[at].strip() for row in rows if at < len(row) and row[at].strip()]
    flag = next((flag for flag in vocabulary()["flag"] if name in column_words(flag)), None)
    said = _flag(cells, flag or {}) if flag else None
    is_stated = any(fold(cell) in stated for cell in cells) and _names_people(name)
    if flag and said is not None:
        messages_only = flag.get("messages_only", False)
        known = {**said, **stated} if is_stated and messages_only else said
        return RoleColumn(at, header[at], known, by_words=False), is_stated or not messages_only
    said = {**meanings(cells), **stated}
    column = RoleColumn(at, header[at], said)
    if not cells:
        return None, False
    if is_stated:
        return column, True
    if name in column_words(vocabulary()["columns"], "speaking"):
        return (column, True) if _share(cells, column) >= _MIN_SPEAKING else (None, False)
    return _by_cells(name, cells, said, column)


def _agents_word(column: RoleColumn, rows: Sequence[Sequence[str]]) -> str | None:
    """A cell of the column that would be an agent's."""
    cells = (row[column.at].strip() for row in rows if column.at < len(row))
    return next((cell for cell in cells if cell and column.speaker(cell) is Speaker.AGENT), None)


def _names_people(name: str) -> bool:
    """Whether a column's folded name may be that of a column of speakers, by roles, by names, or by yes and no."""
    words = vocabulary()["columns"]
    named = (column_words(words, which) for which in ("speaking", "likely", "perhaps"))
    return any(
        name in group for group in (*named, *map(column_words, (vocabulary()["accounts"], *vocabulary()["flag"])))
    )


def _by_cells(
    name: str, cells: Sequence[str], said: Mapping[str, Speaker | None], column: RoleColumn
) -> tuple[RoleColumn | None, bool]:
    """A column that is not named for who speaks, by its cells: nearly all are role words, taken as a whole."""
    words = {fold(cell) for cell in cells}
    share = sum(fold(cell) in said for cell in cells) / len(cells)
    speakers = {said[word] for word in words if word in said}
    likely = name in column_words(vocabulary()["columns"], "likely")
    if likely and (own := _own_among_names(words, said)):
        return RoleColumn(column.at, column.name, own, by_words=False), True
    perhaps = likely or name in column_words(vocabulary()["columns"], "perhaps")
    if len(words) > _MAX_CHOICES or share < (_MIN_LIKELY if perhaps else _MIN_UNNAMED):
        return None, False
    if all(speaker is None or speaker.is_heard for speaker in speakers) or (not likely and len(speakers) < 2):
        return None, False
    plain = {said[word] for word in words if said.get(word) and not is_double(word)}
    both = {Speaker.CUSTOMER, Speaker.AGENT} <= plain or {Speaker.CUSTOMER, Speaker.BOT} <= plain
    return (column, bool(plain)) if perhaps else (column if both else None, both)


def _own_among_names(words: set[str], said: Mapping[str, Speaker | None]) -> dict[str, Speaker | None]:
    """The company's own roles in a column of senders, beside people's names: then those are the customers'.

    Nothing where a word shows a customer too, or may as well say what a customer is.
    """
    roles = {word: said[word] for word in words if word in said}
    if not roles or len(roles) == len(words) or not set(roles.values()) <= {Speaker.AGENT, Speaker.BOT, Speaker.SYSTEM}:
        return {}
    return {} if any(map(is_double, roles)) else dict(roles)


def _share(cells: Sequence[str], column: RoleColumn) -> float:
    """The share of the cells that say who speaks, or that it does not matter."""
    return sum(column.speaker(cell) is not Speaker.UNKNOWN for cell in cells) / len(cells)


def _flag(cells: Sequence[str], flag: Mapping[str, Any]) -> dict[str, Speaker | None] | None:
    """What a column of yes and no says, answer -> speaker; None if its cells are not such answers."""
    yes, no = (Speaker(flag[answer]) if answer in flag else None for answer in ("yes", "no"))
    said = {"yes": yes, "no": no}
    said |= dict.fromkeys(column_words(flag, "yes_words"), yes) | dict.fromkeys(column_words(flag, "no_words"), no)
    fitting = sum(yes_or_no(cell) is not None or fold(cell) in said for cell in cells)
    return said if cells and fitting >= _MIN_FLAGS * len(cells) else None
