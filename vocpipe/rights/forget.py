"""Forgetting somebody: everything that is held on them goes, and a receipt says what went where.

The order makes it safe against a kill. First the request is kept, then its tombstones, so that no export brings them
back. From then on the next refresh completes whatever is left to do. The old snapshot stays readable until the new one
has taken its place.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime

from vocpipe import pipeline
from vocpipe.errors import RightsError
from vocpipe.inbox.erasure import Rewritten, Theirs, compact_inbox, rewrite_entries, rewritten_entries
from vocpipe.inbox.outbox import drop_words
from vocpipe.inbox.pseudonyms import rename_entries
from vocpipe.rights.erase import erase
from vocpipe.rights.exports import erase_exports
from vocpipe.rights.find import find
from vocpipe.rights.others import said_by_others
from vocpipe.rights.pages import erase_pages
from vocpipe.rights.person import Person, Who
from vocpipe.rights.places import mask_logs
from vocpipe.rights.receipt import Receipt, write_receipt
from vocpipe.rights.request import Request, hashes_of, keep, pending, remove, request_id
from vocpipe.rights.search import files_that_name
from vocpipe.rights.traces import Traces
from vocpipe.store.audit import note_act
from vocpipe.store.compact import compact, remove_leftovers, remove_set_aside
from vocpipe.store.lock import refresh_lock
from vocpipe.store.pseudonyms import use_key
from vocpipe.store.publish import remove_older
from vocpipe.store.runs import note_stage
from vocpipe.store.secret import secret
from vocpipe.store.tombstones import add_tombstones, forgotten_on, kept_key, read_tombstones
from vocpipe.store.user import system_user
from vocpipe.store.workspace import Workspace
from vocpipe.wording import tell

# After the rows of the person are gone; no file is read.
_STAGES = tuple(stage for stage in pipeline.STAGES if stage != "collect")
# Masks the person in records outside of the workspace, such as Prefect's; returns place -> how many were changed.
Elsewhere = Callable[[Callable[[str], str]], dict[str, int]]


def nowhere(mask: Callable[[str], str]) -> dict[str, int]:
    """No records outside of the workspace."""
    return {}


def look_up(workspace: Workspace, who: Who) -> Person:
    """Everything by which the person is held now; nothing is changed.

    Raises RightsError if nobody is known by the id or address, or who is meant can't be told.
    """
    with workspace.connect_read_only() as connection:
        use_key(connection, secret(workspace))
        person = find(connection, who)
    if not person.is_known:
        raise RightsError(_unknown(workspace, who))
    return person


def forget(workspace: Workspace, who: Who, *, author: str | None = None, elsewhere: Elsewhere = nowhere) -> Receipt:
    """The receipt, after the person was forgotten everywhere.

    Raises RightsError if nobody is known by the id or address, and RefreshRunningError if a refresh is running.
    """
    with refresh_lock(workspace):
        finish_pending(workspace, elsewhere=elsewhere)
        tombstones = kept_key(workspace)
        request = Request(
            request_id=request_id(tombstones, who.given),
            made_at=datetime.now(UTC).isoformat(timespec="seconds"),
            author=author or system_user(),
            person=look_up(workspace, who),
        )
        keep(workspace, request)
        return _carry_out(workspace, request, elsewhere)


def finish_pending(workspace: Workspace, *, elsewhere: Elsewhere = nowhere) -> Receipt | None:
    """The receipt of a request that was cut off, after it was completed; None if there is none.

    The caller holds the lock of the workspace.
    """
    request = pending(workspace)
    return _carry_out(workspace, request, elsewhere) if request else None


def _unknown(workspace: Workspace, who: Who) -> str:
    at = forgotten_on(workspace, request_id(read_tombstones(workspace), who.given))
    if at:
        return tell("forget.forgotten_before", on=at.date())
    return tell("forget.nobody")


def _carry_out(workspace: Workspace, request: Request, elsewhere: Elsewhere) -> Receipt:
    tombstones, person = read_tombstones(workspace), request.person
    add_tombstones(workspace, tombstones, request.request_id, hashes_of(person, tombstones))
    run_id = pipeline.begin(workspace.root)
    request, traces = _erase(workspace, request, run_id)
    exports = erase_exports(workspace, person)
    for stage in _STAGES:
        pipeline.run_stage(workspace.root, run_id, stage)
    pipeline.finish(workspace.root, run_id)
    removed = [*remove_older(workspace), *remove_set_aside(workspace)]
    outside = elsewhere(traces.masked)
    mask_logs(workspace, traces)
    remove_leftovers(workspace)
    drop_words(workspace)
    compact_inbox(workspace)
    compact(workspace)
    receipt = Receipt(
        request_id=request.request_id,
        made_at=request.made_at,
        done_at=datetime.now(UTC).isoformat(timespec="seconds"),
        author=request.author,
        run_id=run_id,
        tables=request.counts,
        removed=removed,
        exports=exports,
        elsewhere=outside,
        still_named_in=files_that_name(workspace, person),
    )
    write_receipt(workspace, receipt)
    note_act(workspace, "forget", author=request.author, request=request.request_id, run=run_id, tables=request.counts)
    remove(workspace)
    return receipt


def _erase(workspace: Workspace, request: Request, run_id: str) -> tuple[Request, Traces]:
    """The request with what was erased from the database and from the inbox, and the person's traces."""
    entries: list[Rewritten] = []

    def edits(traces: Traces, holding: frozenset[str]) -> list[Rewritten]:
        entries.extend(rewritten_entries(workspace, _theirs(request.person, traces, holding)))
        return entries

    start = time.monotonic()
    with workspace.connect() as connection:
        tombstones = read_tombstones(workspace)
        rename_entries(connection, workspace)
        counts = erase(connection, workspace.settings, run_id, request.person, edits=edits, tombstones=tombstones)
        note_stage(connection, run_id, "forget", time.monotonic() - start, {"forgotten": 1})
        pages = erase_pages(workspace, Traces(request.person, said_by_others(connection)))
    rewrite_entries(workspace, entries)
    others = {"inbox": len(entries), "private/raw": pages}
    request = request.with_counts(counts | {place: n for place, n in others.items() if n})
    keep(workspace, request)
    return request, Traces(request.person)


def _theirs(person: Person, traces: Traces, holding: frozenset[str]) -> Theirs:
    return Theirs(
        feedback_ids={item.feedback_id for item in person.feedback},
        sentence_ids={item.sentence_id for item in person.sentences},
        customer_ids=set(person.customer_ids),
        mask=traces.masked,
        is_theirs=traces.is_from_them_alone,
        holding=holding,
    )
