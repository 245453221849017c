"""Survey invitations, CSV or Excel: who was asked, when, reminded or not, and whether they opened and answered."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from vocpipe.collect.companion import Companion, Storage, TableReader
from vocpipe.collect.companions.signs import format_of
from vocpipe.collect.parsing.cells import Cells, each_row, sheet_of
from vocpipe.collect.parsing.columns import Vocabulary, merged
from vocpipe.collect.parsing.dates import parse_time
from vocpipe.collect.parsing.grid import header_of, open_grid
from vocpipe.collect.parsing.headers import companion_words, feedback_columns, feedback_words
from vocpipe.collect.parsing.names import is_named
from vocpipe.collect.reader import Reading
from vocpipe.errors import ReadError
from vocpipe.records import Outcome
from vocpipe.settings import TableSettings
from vocpipe.settings.base import Name
from vocpipe.store.workspace import statement
from vocpipe.wording import say, text

_OWN = companion_words("invitations")
VOCABULARY = Vocabulary(merged(feedback_words(), _OWN, fields=list(_OWN)))
_YES = frozenset({
    "1", "yes", "y", "true", "answered", "responded", "complete", "completed", "finished",
    "はい", "有", "あり", "済", "済み", "回答", "回答済", "回答済み", "完了", "○", "〇",
})  # fmt: skip
_NO = frozenset({
    "0", "no", "n", "false", "sent", "delivered", "opened", "clicked", "partial", "pending", "bounced", "unanswered",
    "いいえ", "無", "なし", "未", "未回答", "送信済", "送信済み", "未完了", "×", "✕",
})  # fmt: skip
# What makes a row, or the name of its survey, a reminder; \b keeps "remind" out of other words.
_REMINDER = re.compile(
    r"\b(?:reminders?|remind(?:ed)?|resend|resent|follow[- ]?up)\b|リマインド|リマインダー?|再送|再通知|督促|催促",
    re.IGNORECASE,
)
_NAMES = ("invit", "招待", "送信", "送付", "配信", "依頼", "案内")


@dataclass(slots=True)
class Invitation:
    """A mail that asks to answer a survey; at least one of customer_ref and customer_email is set. None is unknown.

    survey: its name without the word for a reminder. is_reminder: whether the row is one by its kind or its survey's
    name. reminded_at: when a reminder followed that has no row of its own.
    """

    sent_at: datetime
    customer_ref: str | None = None
    customer_email: str | None = None
    answered: bool | None = None
    answered_at: datetime | None = None
    opened: bool | None = None
    survey: str | None = None
    is_reminder: bool = False
    reminded_at: datetime | None = None


class InvitationsSettings(TableSettings):
    """`[[invitations]]`: a table of survey invitations: who was asked, when, and whether they answered."""

    name: Name = "invitations"


def read(reading: Reading) -> Iterator[Outcome]:
    """One outcome per row, with an invitation if it was accepted. Raises ReadError if no column says who, or when."""
    grid = open_grid(reading)
    columns = VOCABULARY.columns(grid.header, reading.source.columns)
    if not columns.fields & {"customer_id", "email"} or "sent_at" not in columns.fields:
        raise ReadError(say("collect.file.no_invitation_columns", columns=", ".join(grid.header)))
    yield from each_row(
        grid, sheet_of(grid, columns, reading, times=("sent_at", "answered", "opened", "reminded_at")), _outcome
    )


def recognizes(path: Path) -> bool:
    """Whether this is a table of invitations, by its name and by its columns: who, when, and no feedback."""
    if not is_named(path, _NAMES):
        return False
    header = header_of(path)
    columns, feedback = VOCABULARY.columns(header, {}), feedback_columns(header, {}).of
    feedback_numbers = {number for name in ("text", "score") for number in feedback.get(name, ())}
    has_customer = bool(columns.fields & {"customer_id", "email"})
    return (
        has_customer and "sent_at" in columns.fields and feedback_numbers <= columns.taken
    )  # 回答 may be the answer or whether there was one


def _outcome(row: Cells) -> Outcome:
    ref, email, sent_at = row.ident("customer_id"), row.email(), row.time("sent_at")
    if ref is None and email is None:
        return row.reject("collect.row.no_customer", why=0)
    if sent_at is None:
        return row.reject("collect.row.no_time_of_sending", why=0)
    answered, answered_at = _state(row, "answered")
    survey = row.value("survey")
    return row.accept(
        Invitation(
            sent_at,
            ref,
            email,
            answered,
            answered_at,
            _state(row, "opened")[0],
            _REMINDER.sub("", survey).strip(" -–_:：()（）[]【】") or None if survey else None,
            any(_REMINDER.search(value) is not None for value in (survey, row.value("mail_kind")) if value),
            row.time("reminded_at"),
        )
    )


def _state(row: Cells, name: str) -> tuple[bool | None, datetime | None]:
    """Whether they did it, and when: yes, no or a time; an empty cell is no. None without such a column, or unclear."""
    if row.sheet.columns.first(name) is None:
        return None, None
    cell = row.value(name)
    if cell is None:
        return False, None
    word = unicodedata.normalize("NFKC", cell).strip().casefold()
    if word in _YES or word in _NO:
        return word in _YES, None
    try:
        return True, parse_time(cell, row.sheet.zone, order=row.sheet.order.get(name))
    except ValueError:
        row.refuse(name, say("collect.value.no_answer_state"), cell)
        return None, None


READER = TableReader(
    "invitations",
    "invitations",
    read,
    recognizes,
    order=40,
    about=text("collect.init.invitations"),
    format=format_of("invitations", "invitations"),
)
COMPANION = Companion(
    name="invitations",
    section="invitations",
    settings=InvitationsSettings,
    row=Invitation,
    vocabulary=VOCABULARY,
    readers=(READER,),
    storage=Storage(
        frozenset({"invitation"}),
        statement("vocpipe.collect.companions", "invitations.sql"),
        customers="SELECT customer_key FROM invitation_customer",
    ),
)
