"""Putting into the outbox what somebody has not been told yet: one message per recipient with all that is new."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import duckdb

from vocpipe.errors import WorkspaceError
from vocpipe.inbox.outbox import Message, new_message_id, put_message, told_events
from vocpipe.notify.asked import Asked, Item, News
from vocpipe.notify.digest import digest_day, digest_figures, digest_sections
from vocpipe.notify.document import Document, Section
from vocpipe.notify.topics import TOPICS
from vocpipe.settings import Settings
from vocpipe.settings.notify import NotifySettings, Topic
from vocpipe.store.snapshot import ask_newest, open_snapshot, read_through, snapshots
from vocpipe.store.workspace import Workspace
from vocpipe.wording.formats import day

_JOINED = {"en": ", ", "ja": "、"}


def compose(
    workspace: Workspace, settings: Settings, now: datetime, *, keep: bool = True
) -> list[tuple[Message, Document]]:
    """The messages of what is new for each recipient, after they are in the outbox; `keep`: False puts nothing there.

    now: in UTC, without a zone. Raises what the newest snapshot that can be read raises.
    """
    made: list[tuple[Message, Document]] = []
    with _snapshot(workspace) as snapshot:
        local = now.replace(tzinfo=UTC).astimezone(ZoneInfo(settings.workspace.timezone))
        for way in settings.notify:
            asked = Asked(workspace, settings, way, local, snapshot)
            found = _found(asked)
            for recipient in way.to or [""]:
                for message, document, events in _messages(asked, found, recipient, now):
                    if not keep or put_message(workspace, message, events):
                        made.append((message, document))
    return made


@contextmanager
def _snapshot(workspace: Workspace) -> Iterator[duckdb.DuckDBPyConnection | None]:
    """The newest snapshot that can be read; None before the first one."""
    try:
        snapshots(workspace)
    except WorkspaceError:  # nothing is published: not even damaged
        yield None
        return
    _, path, _ = ask_newest(workspace, read_through)
    with closing(open_snapshot(path)) as connection:
        yield connection


def _found(asked: Asked) -> dict[Topic, News]:
    """What there is of the topics of a way, told before or not; those of the week's digest apart."""
    return {topic: gather(asked) for topic, gather in TOPICS.items() if topic in asked.way.what}


def _messages(
    asked: Asked, found: dict[Topic, News], recipient: str, now: datetime
) -> Iterator[tuple[Message, Document, list[str]]]:
    """The messages for a recipient: news, and the digest if it is due; with the events that each tells of."""
    told = told_events(asked.workspace, asked.way.name, recipient)
    new: dict[Topic, list[Item]] = {}
    for topic, news in found.items():
        items = [item for item in news.items if item.event not in told]
        if items:
            new[topic] = items
    if new:
        sections = [found[topic].section(items) for topic, items in new.items()]
        title = _JOINED[asked.language].join(section.heading for section in sections)
        document = _document(asked, asked.say("title", headings=title), asked.say("lead"), sections)
        events = [item.event for items in new.values() for item in items]
        yield _message(asked.way, recipient, tuple(new), document, len(events), now), document, events
    due = f"digest {digest_day(asked)}"
    if "digest" in asked.way.what and due not in told and asked.snapshot:
        document = _digest(asked)
        yield _message(asked.way, recipient, ("digest",), document, 1, now), document, [due]


def _digest(asked: Asked) -> Document:
    title = asked.say("digest.title", day=day(digest_day(asked), asked.language))
    sections, found = digest_sections(asked), digest_figures(asked)
    lead = asked.say("digest.lead" if sections else "digest.quiet", day=day(found.as_of, asked.language))
    return replace(_document(asked, title, lead, sections), figures=found.figures)


def _document(asked: Asked, title: str, lead: str, sections: list[Section]) -> Document:
    link, footer = asked.say("link"), asked.say("footer", name=asked.way.name)
    return Document(asked.language, title, lead, sections, asked.link("home"), link, footer)


def _message(
    way: NotifySettings, recipient: str, topics: tuple[Topic, ...], document: Document, n_events: int, now: datetime
) -> Message:
    return Message(
        new_message_id(), way.name, way.by, recipient, topics, n_events, document.to_json(), now, not_before=now
    )
