"""A small private database in memory, filled by a few words per row."""

from collections.abc import Iterator
from datetime import datetime

import duckdb
import pytest

from vocpipe.store.workspace import migrate


class Voices:
    """Adds rows as the stages before would have left them."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection
        self.count = 0

    def theme(self, theme_id: str, *, parent: str | None = None, state: str = "active") -> None:
        self.connection.execute(
            "INSERT INTO theme VALUES (?, ?, NULL, ?, [], ?, 'run-1')", [theme_id, parent, theme_id, state]
        )

    def say(
        self,
        *themes: str,
        text: str | None = "The export is slow.",
        score: float | None = None,
        score_type: str = "nps",
        customer: str | None = None,
        source: str = "survey",
        thread: str | None = None,
        at: str | None = "2026-03-04 12:00",
        deleted: bool = False,
        copy_of: str | None = None,
    ) -> str:
        """The id of a new thing said, with one sentence for each theme that it mentions."""
        self.count += 1
        feedback_id = f"f_{self.count:06d}"
        row = {
            "feedback_id": feedback_id,
            "source": source,
            "kind": "survey",
            "source_id": str(self.count),
            "thread_id": thread,
            "part_no": 0,
            "created_at": datetime.fromisoformat(at) if at else None,
            "customer_ref": customer,
            "text": text,
            "score_type": score_type if score is not None else None,
            "score": score,
            "content_hash": feedback_id,
            "file_id": "file-1",
            "row_no": self.count,
            "deleted_at": datetime(2026, 3, 5) if deleted else None,
        }
        marks = ", ".join("?" * len(row))
        self.connection.execute(f"INSERT INTO feedback_raw ({', '.join(row)}) VALUES ({marks})", list(row.values()))
        self.connection.execute(
            "INSERT INTO feedback_clean (feedback_id, basis, text, is_empty_like) VALUES (?, '', ?, false)",
            [feedback_id, text],
        )
        for position, theme in enumerate(themes):
            sentence_id = f"{feedback_id}-{position}"
            self.connection.execute(
                "INSERT INTO sentence VALUES (?, ?, ?, ?, ?, 'en', 'opinion', [])",
                [sentence_id, feedback_id, position, text, sentence_id],
            )
            self.connection.execute(
                "INSERT INTO sentence_theme VALUES (?, ?, true, 1.0, 'discovered')", [sentence_id, theme]
            )
        if copy_of:
            self.connection.execute("INSERT INTO duplicate VALUES (?, ?, 'exact', 1.0)", [feedback_id, copy_of])
        return feedback_id


@pytest.fixture
def voices() -> Iterator[Voices]:
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    migrate(connection)
    yield Voices(connection)
    connection.close()
