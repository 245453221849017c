"""How each source of a workspace stands at a moment: what the newest snapshot says, and what pulls did since.

`vocpipe doctor` and the flows tell people of sources that fail or are late with it.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

from vocpipe.collect.source_intake import intake_of
from vocpipe.errors import VocpipeError
from vocpipe.settings import Settings, SourceSettings
from vocpipe.settings.freshness import due_at
from vocpipe.store.snapshot import open_newest
from vocpipe.store.workspace import Workspace, fetch, statement
from vocpipe.wording import Text, tell, text

Trouble = Literal["failing", "late"]


@dataclass(frozen=True, slots=True)
class SourceIntake:
    """One source: `values` are those of the table source_state, as they are now; its times are in UTC."""

    source: str
    values: dict[str, Any]
    trouble: Trouble | None = None

    def line(self) -> str:
        """What is the matter with it, in the user's language; "" if nothing is."""
        return tell(f"intake.{self.key}", **self.places) if self.trouble else ""

    @property
    def reason(self) -> Text | None:
        """What is the matter with it, in both languages."""
        return text(f"intake.{self.key}", **self.places) if self.trouble else None

    @property
    def key(self) -> str:
        """Which sentence of the group `intake` says it."""
        return "never" if self.trouble == "late" and self.values.get("arrived_at") is None else str(self.trouble)

    @property
    def places(self) -> dict[str, object]:
        """What stands in the places of the sentence."""
        if self.trouble == "failing":
            problem = Text(str(self.values["problem_en"]), str(self.values["problem_ja"]))
            return {"source": self.source, "problem": problem}
        arrived, expect = self.values.get("arrived_at"), self.values["expect"]
        day = {} if arrived is None else {"day": f"{arrived:%Y-%m-%d %H:%M} UTC"}
        return {"source": self.source, "expect": text(f"intake.expect.{expect}"), **day}


def intake(workspace: Workspace, settings: Settings, now: datetime | None = None) -> list[SourceIntake]:
    """Every source of the settings, in their order; `now` is a time with its zone."""
    published, zone = _published(workspace), ZoneInfo(settings.workspace.timezone)
    moment = (now or datetime.now(UTC)).astimezone(UTC)
    return [_source(workspace, source, published.get(source.name, {}), zone, moment) for source in settings.source]


def _source(
    workspace: Workspace, source: SourceSettings, published: dict[str, Any], zone: ZoneInfo, now: datetime
) -> SourceIntake:
    live = intake_of(workspace, source)
    arrived = live.pop("brought_at", None) or published.get("arrived_at")
    due = due_at(arrived.replace(tzinfo=UTC), source.expect, zone) if arrived and source.expect else None
    values = {**published, **live, "arrived_at": arrived, "due_at": due.replace(tzinfo=None) if due else None}
    trouble: Trouble | None = None
    if values.get("problem_en"):
        trouble = "failing"
    elif source.expect and (due is None or due < now):
        trouble = "late"
    return SourceIntake(source.name, values, trouble)


def _published(workspace: Workspace) -> dict[str, dict[str, Any]]:
    """Source -> its row in the newest snapshot; nothing where none can be read, or an older vocpipe made it."""
    try:
        with open_newest(workspace) as connection:
            columns = {row[0] for row in connection.execute("DESCRIBE source_state").fetchall()}
            if "arrived_at" not in columns:
                return {}
            rows = fetch(connection, statement("vocpipe", "intake.sql")).to_pylist()
    except VocpipeError:
        return {}
    return {row["source"]: row for row in rows}
