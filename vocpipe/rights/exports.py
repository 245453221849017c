"""Files of audiences that vocpipe wrote and logged: a forgotten person's rows are taken out of them."""

import csv
import io
from pathlib import Path

from vocpipe.collect.forgotten import canonical
from vocpipe.inbox.exports import exports_with, remove_members
from vocpipe.rights.person import Person
from vocpipe.store.files import write_private
from vocpipe.store.tombstones import Tombstones, kept_key
from vocpipe.store.workspace import Workspace

REWRITTEN, REMOVED, GONE, LEFT = "rewritten", "removed", "gone", "left"


def exports_of(workspace: Workspace, person: Person) -> dict[str, Path]:
    """Export -> where its file was written, of the exports that the person is in."""
    return exports_with(workspace, members_of(kept_key(workspace), person))


def erase_exports(workspace: Workspace, person: Person) -> dict[str, str]:
    """File -> what became of it, after their rows were taken out: rewritten, removed, gone, or left as unreadable."""
    members = members_of(kept_key(workspace), person)
    files = {path: _rewrite(path, person) for path in dict.fromkeys(exports_of(workspace, person).values())}
    remove_members(workspace, members)
    return {str(path): state for path, state in files.items()}


def members_of(tombstones: Tombstones, person: Person) -> set[str]:
    """What the log of exports keeps of the person instead of an identity."""
    return {tombstones.hash_of("member", key) for key in (*person.keys, *person.contact_of)}


def _rewrite(path: Path, person: Person) -> str:
    if not path.exists():
        return GONE
    if path.suffix.lower() in (".json", ".html"):  # a disclosure is all theirs
        path.unlink()
        return REMOVED
    try:
        content = path.read_bytes()
        mark = b"\xef\xbb\xbf" if content.startswith(b"\xef\xbb\xbf") else b""
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    except (OSError, UnicodeDecodeError, csv.Error):
        return LEFT
    theirs = {canonical(value) for value in (*person.ids, *person.emails, *person.phones)}
    kept = [row for row in rows if not any(canonical(cell) in theirs for cell in row)]
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n" if b"\r\n" in content else "\n").writerows(kept)
    write_private(path, mark + text.getvalue().encode())
    return REWRITTEN
