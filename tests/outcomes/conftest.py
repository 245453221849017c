"""A small private database in memory, filled by a few words per row."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import duckdb
import pytest

from tests import builders
from vocpipe.store.pseudonyms import use_key
from vocpipe.store.workspace import migrate


class Voices:
    """Adds rows to the database, as the earlier stages would have."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection
        self.count = 0

    def add(self, table: str, **row: Any) -> None:
        """One row; columns that are not given have the builders' defaults."""
        builders.add(self.connection, table, **row)

    def theme(self, theme_id: str, *, parent: str | None = None, state: str = "active") -> None:
        builders.add_theme(self.connection, theme_id, theme_id, parent=parent, state=state)

    def customer(self, customer: str, *, plan: str | None = None, value: float | None = None) -> None:
        """One of the customers file, under contract and on the plan since 2025; the pseudonym is the id."""
        self.add(
            "customer",
            customer_key=customer,
            started_at=date(2025, 1, 1),
            plan=plan,
            monthly_value=value,
        )
        self.pseudonym(customer)
        if plan:
            self.segment(customer, "plan", plan)

    def pseudonym(self, customer: str) -> None:
        self.add("customer_number", customer_key=customer, customer_id=customer)

    def segment(
        self, customer: str, kind: str, segment: str, *, since: str = "2025-01-01", until: str | None = None
    ) -> None:
        self.add(
            "customer_segment",
            customer_id=customer,
            segment_kind=kind,
            segment=segment,
            valid_from=since,
            valid_to=until,
        )

    def invite(
        self,
        customer: str,
        *,
        at: str = "2026-03-01 09:00",
        answered: bool | None = None,
        email: str | None = None,
        **said: Any,
    ) -> None:
        self.add("invitation", customer_ref=customer, customer_email=email, sent_at=at, answered=answered, **said)

    def say(
        self,
        *themes: str,
        text: str | None = "The export is slow.",
        score: float | None = None,
        score_type: str = "nps",
        kind: str = "survey",
        customer: str | None = None,
        source: str = "survey",
        thread: str | None = None,
        at: str | None = "2026-03-04 12:00",
        deleted: bool = False,
        copy_of: str | None = None,
    ) -> str:
        """The id of a new piece of feedback, with one sentence for each theme that it mentions."""
        self.count += 1
        feedback_id = builders.add_feedback(
            self.connection,
            f"{self.count:06d}",
            text,
            source=source,
            kind=kind,
            thread_id=thread,
            created_at=datetime.fromisoformat(at) if at else None,
            customer_ref=customer,
            score_type=score_type if score is not None else None,
            score=score,
            row_no=self.count,
            deleted_at=datetime(2026, 3, 5) if deleted else None,
        )
        for position, theme in enumerate(themes):
            place = {"feedback_id": feedback_id, "position": position}
            builders.add_sentence(self.connection, f"{self.count:06d}_{position}", text, theme=theme, **place)
        if copy_of:
            self.add("duplicate", feedback_id=feedback_id, duplicate_of=copy_of)
        return feedback_id


@pytest.fixture
def voices() -> Iterator[Voices]:
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    migrate(connection)
    use_key(connection, bytes(32))
    yield Voices(connection)
    connection.close()
