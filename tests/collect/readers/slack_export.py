"""A small Slack export of a company called Kumo, in the shape that Slack documents, as files by their paths."""

import json
from pathlib import Path
from typing import Any

HOME, CLIENT = "T0KUMO", "T0CLIENT"


def user(ident: str, name: str, **more: Any) -> dict[str, Any]:
    first = name.partition(" ")[0].lower()
    profile = {"real_name": name, "display_name": name, "email": f"{first}@example.com"}
    return {"id": ident, "team_id": HOME, "name": first, "deleted": False, "is_bot": False, "profile": profile, **more}


USERS = [
    user("U1", "Hana Sato"),
    user("U2", "Ken Mori"),
    user("U3", "Bot Kun", is_bot=True),
    user("U4", "Freya Lind", team_id=CLIENT, is_stranger=True),
    user("U5", "Gus Guest", is_restricted=True),
]
CHANNELS = [
    {"id": "C1", "name": "general", "creator": "U1", "members": ["U1", "U2"]},
    {"id": "C2", "name": "ext-northwind", "creator": "U1", "members": ["U1", "U4"]},
]


def message(text: str, *, user: str = "U4", ts: str = "1778000000.000100", **more: Any) -> dict[str, Any]:
    return {"type": "message", "user": user, "text": text, "ts": ts, **more}


def files(**days: list[dict[str, Any]]) -> dict[str, str]:
    """Path in the export -> content; each day is one of a channel, with _ for - in its name."""
    lists = {"users.json": USERS, "channels.json": CHANNELS, "dms.json": [], "integration_logs.json": []}
    named = {f"{name.replace('_', '-')}/2026-05-05.json": messages for name, messages in days.items()}
    return {path: json.dumps(content, ensure_ascii=False) for path, content in {**lists, **named}.items()}


def write(folder: Path, content: dict[str, str]) -> Path:
    """The export in `folder`."""
    for path, text in content.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder
