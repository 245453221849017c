"""What each topic of `what` finds in the newest snapshot and in the inbox."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from vocpipe.inbox.actions import read_actions
from vocpipe.inbox.outbox import failing_since
from vocpipe.inbox.stale import Stale, why_stale
from vocpipe.intake import SourceIntake, intake
from vocpipe.notify.asked import Asked, Item, News, listed
from vocpipe.notify.document import Line, Section
from vocpipe.settings.notify import Topic
from vocpipe.wording import amount
from vocpipe.wording.formats import day, moment

_MOST = 5  # lines of a section
_MOST_CUSTOMERS = 10


def alerts(asked: Asked) -> News:
    """Themes that rise, fall or are new."""
    items = [
        Item(f"alert {row['alert_id']}", _change(asked, row, asked.of(row, "name"), _theme(asked, row["theme_id"])))
        for row in asked.rows("alerts")
    ]
    return News(items, partial(listed, asked, "alerts", "theme", most=_MOST))


def watches(asked: Asked) -> News:
    """Watches that find more, less, or anything at last; their names are people's own words."""
    names = asked.shows("titles")
    items = [
        Item(
            f"alert {row['alert_id']}",
            _change(asked, row, row["name"] if names else asked.say("line.watch"), asked.link("home")),
        )
        for row in asked.rows("watches")
    ]
    return News(items, partial(listed, asked, "watches", "watch", most=_MOST))


def at_risk(asked: Asked) -> News:
    """Customers who are new on the list of those at risk, of the segments that the way is about."""
    rows = [row for row in asked.rows("at_risk") if _is_of(row["segments"] or [], asked.way.customers)]
    keys = _customer_keys(asked) if asked.shows("customers") and rows else {}
    items = [Item(f"alert {row['alert_id']}", _customer(asked, row, keys)) for row in rows]

    def section(new: Sequence[Item]) -> Section:
        told = asked.say("line.at_risk", count=amount("customer", len(new)), all=len(rows))
        first = Line(told, asked.say("line.at_risk_note"), asked.link("customers"))
        of_customers = listed(asked, "at_risk", "customer", new, most=_MOST_CUSTOMERS)
        return Section(of_customers.heading, [first, *of_customers.lines], of_customers.more)

    return News(items, section)


def actions(asked: Asked) -> News:
    """Actions that are late or stand still; once each time that they become so."""
    names = {row["theme_id"]: asked.of(row, "name") for row in asked.rows("themes")}
    owners, items = set(asked.way.owners), []
    for action in read_actions(asked.workspace):
        why = why_stale(action, asked.now, asked.zone)
        if why and (not owners or action.owner in owners):
            title = action.title if asked.shows("titles") else names.get(action.theme_id, action.theme_id)
            owner = action.owner if asked.shows("titles") else None
            began = action.done_on if why.why == "overdue" else (action.moved_at or action.created_at).date()
            line = Line(title, _stale(asked, why, owner), asked.link("actions"))
            items.append(Item(f"action {action.action_id} {why.why} {began}", line))
    return News(items, partial(listed, asked, "actions", "action", most=_MOST))


def sources(asked: Asked) -> News:
    """Sources that fail, that are late by what the settings expect, or that are silent for longer than usual."""
    troubled = [source for source in intake(asked.workspace, asked.settings, asked.now) if source.trouble]
    late = {source.source for source in troubled if source.trouble == "late"}
    silent = [
        Item(f"silent {row['source']} {row['last_on']}", Line(row["source"], asked.of(row, "reason"), _quality(asked)))
        for row in asked.rows("sources")
        if row["source"] not in late
    ]
    items = [*silent, *(_in_trouble(asked, source) for source in troubled)]
    return News(items, partial(listed, asked, "sources", "source", most=_MOST))


def refresh(asked: Asked) -> News:
    """Whether refreshes fail: once for as long as they do."""
    since, items = failing_since(asked.workspace), []
    if since is not None:
        told = asked.say("line.refresh", since=moment(since, asked.zone, asked.language))
        items = [Item(f"refresh {since.isoformat()}", Line(told, asked.say("line.refresh_note")))]
    return News(items, lambda new: Section(asked.say("heading.refresh"), [item.line for item in new if item.line]))


TOPICS: dict[Topic, Callable[[Asked], News]] = {
    "refresh": refresh,
    "alerts": alerts,
    "watches": watches,
    "at_risk": at_risk,
    "actions": actions,
    "sources": sources,
}


def _change(asked: Asked, row: Mapping[str, Any], name: str, url: str) -> Line:
    """A line on what is said more or less often; without numbers where few customers stand behind them."""
    told = asked.say(f"line.{row['kind'].split()[0]}", name=name)
    few = asked.say("line.few", since=day(row["since"], asked.language))
    return Line(told, asked.of(row, "reason") if asked.is_told(row["n_customers"]) else few, url)


def _theme(asked: Asked, theme_id: str) -> str:
    return asked.link("theme", theme=theme_id)


def _quality(asked: Asked) -> str:
    return asked.link("quality")


def _is_of(segments: Sequence[Sequence[str]], wanted: Mapping[str, Sequence[str]]) -> bool:
    """Whether a customer has, for each kind that is wanted, one of its values."""
    known = {(kind, value) for kind, value in segments}
    return all(any((kind, value) in known for value in values) for kind, values in wanted.items())


def _customer(asked: Asked, row: Mapping[str, Any], keys: Mapping[str, str]) -> Line | None:
    """A line on one customer, if the settings allow any: their own id in the company, or what they said."""
    quote = asked.say("line.quote", quote=row["quote"]) if asked.shows("quotes") and row["quote"] else ""
    key = keys.get(row["customer_id"])
    if key is None and not quote:
        return None
    detail = asked.of(row, "reason") if key else ""
    name = key or asked.say("line.customer", rank=row["rank"])
    page = asked.link("customer", customer=row["customer_id"]) if key else asked.link("customers")
    return Line(name, " ".join(filter(None, (detail, quote))), page)


def _customer_keys(asked: Asked) -> dict[str, str]:
    """Pseudonym -> the company's own id of each customer."""
    with asked.workspace.connect_read_only() as connection:
        rows = connection.execute("SELECT customer_id, customer_key FROM customer_number").fetchall()
    return {str(pseudonym): str(key) for pseudonym, key in rows}


def _stale(asked: Asked, why: Stale, owner: str | None) -> str:
    told = asked.say(f"line.{why.why}", days=amount("day", why.days))
    return asked.say("line.owned", told=told, owner=owner) if owner else told


def _in_trouble(asked: Asked, source: SourceIntake) -> Item:
    """A source that fails, told once since its last good pull, or is late, told once since it last brought anything."""
    if source.trouble == "failing":
        event, told = f"pull {source.source} {source.values.get('pulled_at')}", asked.of(source.values, "problem")
    else:
        event = f"late {source.source} {source.values.get('arrived_at')}"
        told = source.reason.in_(asked.language) if source.reason else ""
    return Item(event, Line(source.source, told, _quality(asked)))
