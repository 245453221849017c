"""Sources that fail or are late, and when the last refresh ran: for whoever opens the explorer in the morning."""

from typing import Any

from vocpipe.app import data
from vocpipe.app.components.layout import callout, note
from vocpipe.app.context import PageContext
from vocpipe.store.heartbeat import refreshed_at
from vocpipe.wording import say

_MOST = 3


def show(context: PageContext) -> None:
    """A box per source that fails or is late, the first few of them."""
    words, rows = context.words, context.rows("sources_to_watch")
    for row in rows[:_MOST]:
        callout("warning", _sentence(context, row))
    if len(rows) > _MOST:
        context.link("quality", words("heading.more", n=words.number(len(rows) - _MOST)))


def refreshed(context: PageContext) -> None:
    """When the last refresh came to its end; nothing if that is not known."""
    at = refreshed_at(data.workspace())
    if at:
        note(context.words("arrives.refreshed", at=context.words.moment(at)), width="content")


def expected(context: PageContext, expect: str | None) -> str | None:
    """How often something new should come, in words; None if nothing is expected."""
    return say(f"intake.expect.{expect}", context.words.lang) if expect else None


def _sentence(context: PageContext, row: dict[str, Any]) -> str:
    words = context.words
    problem = row[f"problem_{words.lang}"]
    places = {"day": words.moment(row["arrived_at"]), "problem": problem, "expect": expected(context, row["expect"])}
    return say(f"intake.{row['trouble']}", words.lang, source=row["source"], **places)
