"""Themes that need a look: mixed, drifting, new, or badly named. Only published figures decide."""

from typing import Any

from vocpipe.app.context import PageContext
from vocpipe.mixed_themes import is_mixed, is_mixed_name

REASONS = ("mixed", "drifting", "new", "badly_named")
_KEPT = 0.6  # share of a theme's sentences: below, the newest discovery made something else of it
_MAX_LETTERS = {"ja": 30, "en": 60}  # a longer name is somebody's whole sentence, not a title


def count(context: PageContext) -> int:
    """How many themes need a look."""
    return len(themes_to_look_at(context))


def themes_to_look_at(context: PageContext) -> list[dict[str, Any]]:
    """The themes that need a look, the most mentioned first, each with its `reasons`."""
    languages = [lang for lang in context.facts.languages if lang in _MAX_LETTERS]
    rows = [row | {"reasons": _reasons(row, languages)} for row in context.rows("need_a_look")]
    return [row for row in rows if row["reasons"]]


def _reasons(row: dict[str, Any], languages: list[str]) -> list[str]:
    holds = {
        "mixed": row["cohesion"] is not None and is_mixed(row["cohesion"]),
        "drifting": row["drifted"] is not None and row["drifted"] < _KEPT and not row["is_pinned"],
        "new": row["is_new"],
        "badly_named": any(_is_bad_name(row, lang) for lang in languages),
    }
    return [reason for reason in REASONS if holds[reason]]


def _is_bad_name(row: dict[str, Any], lang: str) -> bool:
    """Whether nobody gave the name, and it is missing, too long, or two names in one."""
    name = row[f"name_{lang}"]
    if row[f"name_{lang}_by"]:
        return False
    return not name or len(name) > _MAX_LETTERS[lang] or is_mixed_name(name)
