"""Pages that are kept are written anew, without what may no longer be kept: a forgotten person, or what is too old."""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path

from vocpipe.collect.pulled import Mask, Sieve, sieve_of
from vocpipe.errors import DamageError, UnknownReaderError
from vocpipe.pull.registry import vendors
from vocpipe.settings import Settings, SourceSettings
from vocpipe.store.files import write_private
from vocpipe.store.raw import GONE, Json, PullState, RawPages, oldest_in, packed, raw_sources, read_page
from vocpipe.store.tombstones import Tombstones, read_tombstones
from vocpipe.store.workspace import Workspace

_RECORDS = "records"  # of a vendor that is not known any more


def expire(workspace: Workspace, settings: Settings) -> int:
    """How many pages were written anew, or removed, since something in them is older than its period."""
    changed = 0
    for pages, sieve in _sieves(workspace, settings, read_tombstones(workspace)):
        if sieve.since is not None:
            first = datetime.combine(sieve.since, time(), UTC).timestamp()
            old = [path for path in pages.files() if oldest_in(path) < first and _is_whole(path)]
            changed += sum(_rewrite(path, sieve) for path in old)
    return changed


def forget_in_pages(workspace: Workspace, settings: Settings, mask: Mask) -> int:
    """How many pages were written anew, or removed, after all of `tombstones` were taken out of them.

    mask: takes out what is known of the person besides. What kills left of pages goes as a whole.
    """
    changed = 0
    for pages, sieve in _sieves(workspace, settings, read_tombstones(workspace), mask):
        for left in pages.leftovers():
            left.unlink()
            changed += 1
        changed += sum(_rewrite(path, sieve) for path in pages.files())
        _forget_in_state(pages, sieve)
    return changed


def _sieves(
    workspace: Workspace, settings: Settings, tombstones: Tombstones, mask: Mask | None = None
) -> Iterator[tuple[RawPages, Sieve]]:
    """The pages of each source with their sieve; of sources that the settings no longer name, too."""
    named = {source.name: source for source in settings.source}
    for pages in raw_sources(workspace):
        state = _state(pages)
        vendor = vendors().get(state.vendor) if state else None
        source = named.get(pages.source) or _former(pages, state)
        records = vendor.records if vendor else _RECORDS
        try:
            yield pages, sieve_of(pages, source, settings, records, tombstones, mask=mask)
        except UnknownReaderError:
            plain = source.model_copy(update={"reader": "table"})
            yield pages, sieve_of(pages, plain, settings, records, tombstones, mask=mask)


def _former(pages: RawPages, state: PullState | None) -> SourceSettings:
    return SourceSettings(name=pages.source, path="", reader=state.reader if state else "table")


def _state(pages: RawPages) -> PullState | None:
    try:
        return pages.state()
    except DamageError:
        return None


def _is_whole(path: Path) -> bool:
    """Whether a page can be read; a refresh says of one that can't."""
    try:
        read_page(path)
    except DamageError:
        return False
    return True


def _rewrite(path: Path, sieve: Sieve) -> bool:
    """Whether something was taken out of a page; one in which nothing is left goes. A damaged one goes, too."""
    try:
        page = read_page(path)
    except DamageError:
        path.unlink()  # nobody can tell whose words it holds
        return True
    sifted, oldest = sieve.sifted(page), oldest_in(path)
    left = sifted.page if sifted.n else {name: value for name, value in sifted.page.items() if name == GONE}
    if not left:
        path.unlink()
        return True
    is_changed = page.keys() != {GONE} and left != page
    if is_changed or sifted.oldest != oldest:
        about = path.stat()
        write_private(path, packed(left, sifted.oldest))
        os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))
    return is_changed


def _forget_in_state(pages: RawPages, sieve: Sieve) -> None:
    """Take a value out of the cursor that is somebody's id: what came with it is asked for once more."""
    state = _state(pages)
    if state is None:
        return
    kept = replace(state, cursor=_unnamed(state.cursor, sieve), back_cursor=_unnamed(state.back_cursor, sieve))
    if kept != state:
        pages.keep(kept)


def _unnamed(cursor: dict[str, Json], sieve: Sieve) -> dict[str, Json]:
    return {name: None if sieve.forgotten.is_person(str(value)) else value for name, value in cursor.items()}
