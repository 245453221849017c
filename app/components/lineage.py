"""The two ends of an event in the life of a theme, as queries/events.sql and queries/theme_events.sql give them."""

from typing import Any, Literal


def end(row: dict[str, Any], side: Literal["from", "to"]) -> dict[str, Any]:
    """The theme at one end of an event, with the columns of a theme; all are None if that end has no theme."""
    names = {name: row[f"{side}_{name}"] for name in ("name", "name_ja", "name_en")}
    return {"theme_id": row[f"{side}_theme"], **names}
