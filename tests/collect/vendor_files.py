"""What every test of a vendor's reader needs: a small file in, its outcomes and warnings out."""

import tempfile
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from vocpipe.collect.reader import Reader, Reading
from vocpipe.records import Accepted, Feedback, LeftOut, Outcome, Rejected
from vocpipe.settings import SourceSettings


def read(reader: Reader, data: bytes | str | Path, **settings: Any) -> tuple[list[Outcome], Reading]:
    """The outcomes of reading `data` as a file, and the reading with its warnings."""
    if isinstance(data, Path):
        return _read(reader, data, settings)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export"
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return _read(reader, path, settings)


def _read(reader: Reader, path: Path, settings: dict[str, Any]) -> tuple[list[Outcome], Reading]:
    reading = Reading(path, SourceSettings(name="s", path="x", **settings), ZoneInfo("Asia/Tokyo"))
    return list(reader.read(reading)), reading


def accepted(reader: Reader, data: bytes | str, **settings: Any) -> Accepted:
    """The only row of `data`, which must be accepted."""
    outcomes, _ = read(reader, data, **settings)
    assert len(outcomes) == 1, outcomes
    assert isinstance(outcomes[0], Accepted), outcomes[0]
    return outcomes[0]


def rejected(reader: Reader, data: bytes | str, **settings: Any) -> str:
    """Why the only row of `data` was rejected."""
    outcomes, _ = read(reader, data, **settings)
    assert len(outcomes) == 1, outcomes
    assert isinstance(outcomes[0], Rejected), outcomes[0]
    return outcomes[0].reason


def left_out_whole(reader: Reader, data: bytes | str, **settings: Any) -> str:
    """Why the only row of `data` was left out as nothing of a customer."""
    outcomes, _ = read(reader, data, **settings)
    assert len(outcomes) == 1, outcomes
    assert isinstance(outcomes[0], LeftOut), outcomes[0]
    return outcomes[0].reason


def messages_left_out(row: Accepted) -> list[tuple[str | None, str]]:
    """(text, reason) of each message in the row that no customer wrote."""
    return [(message.raw, message.reason) for message in row.left_out]


def recognizes(reader: Reader, data: bytes | str, name: str = "export") -> bool:
    """Whether the reader recognizes a file with this content and name."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return reader.recognizes(path)


def parts(row: Accepted) -> list[tuple[str | None, str | None]]:
    """(source_id, text) of each piece of feedback."""
    return [(part.source_id, part.text) for part in row.feedback]


def refusals(row: Accepted) -> list[tuple[str, str]]:
    """(field, reason) of each refused value."""
    return [(part.field, part.reason) for part in row.refused]


def only(row: Accepted) -> Feedback:
    """The only piece of feedback in the row."""
    assert len(row.feedback) == 1, row.feedback
    return row.feedback[0]


def left_out(outcomes: list[Outcome]) -> list[tuple[int, str]]:
    """(row, reason) of every row, and of every message in a row, that no customer wrote."""
    rows = [(outcome.row, outcome.reason) for outcome in outcomes if isinstance(outcome, LeftOut)]
    messages = [message for outcome in outcomes if isinstance(outcome, Accepted) for message in outcome.left_out]
    return [*rows, *((message.row, message.reason) for message in messages)]


def table(*rows: str) -> str:
    """A CSV of these lines."""
    return "\n".join(rows) + "\n"
