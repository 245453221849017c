"""Survey invitations, and the segments of their customers on the day of the invitation."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import pyarrow as pa

from vocpipe.outcomes.queries import asked, read
from vocpipe.outcomes.statistics.arrays import Integers
from vocpipe.step import Context
from vocpipe.store.tables import registered


@dataclass(frozen=True, slots=True)
class Invitations:
    """`asked` and `segments`: as in the SQL files."""

    READS: ClassVar[frozenset[str]] = frozenset(
        {
            "invitation",
            "feedback_raw",
            "customer",
            "customer_match",
            "customer_number",
            "customer_segment",
            "customer_spell",
        }
    )

    asked: pa.Table
    segments: pa.Table

    @classmethod
    def of(cls, context: Context) -> "Invitations":
        """All invitations of the workspace, by days in its time zone."""
        connection, timezone = context.connection, context.settings.workspace.timezone
        invitations = asked(connection, timezone)
        with registered(connection, asked=invitations):
            return cls(invitations, read(connection, "invitations/segments.sql"))

    @property
    def customers(self) -> Integers:
        """The number of each invitation's customer, shape (invitations,)."""
        return np.unique(self.asked["customer_id"].to_numpy(zero_copy_only=False), return_inverse=True)[1]

    @property
    def places(self) -> dict[tuple[str, str], Integers]:
        """The numbers of the invitations in each kind of segment and segment, in the order of their names."""
        numbers: dict[tuple[str, str], list[int]] = {}
        for row in self.segments.to_pylist():
            numbers.setdefault((row["segment_kind"], row["segment"]), []).append(row["place"])
        return {key: np.array(places, np.int64) for key, places in sorted(numbers.items())}
