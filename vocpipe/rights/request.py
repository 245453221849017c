"""A request to forget somebody, from the moment it is made until nothing is left to do.

It is kept in `private/` with all that is known of the person, since a kill may come after their rows are gone. Once
all is done it is removed; the tombstones and the receipt stay.
"""

import json
from dataclasses import dataclass, field, replace
from pathlib import Path

from vocpipe.collect.forgotten import canonical, canonical_name, said_words
from vocpipe.errors import DamageError
from vocpipe.rights.person import Person
from vocpipe.store.files import private_folder, write_private
from vocpipe.store.tombstones import Tombstones
from vocpipe.store.workspace import Workspace
from vocpipe.wording import tell


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request. request_id: a keyed hash of the id or address given. counts: table -> rows erased so far."""

    request_id: str
    made_at: str  # UTC
    author: str
    person: Person
    counts: dict[str, int] = field(default_factory=dict)

    def with_counts(self, counts: dict[str, int]) -> "Request":
        """The request with further rows erased."""
        names = sorted(self.counts.keys() | counts.keys())
        return replace(self, counts={name: self.counts.get(name, 0) + counts.get(name, 0) for name in names})


def request_id(tombstones: Tombstones, given: str) -> str:
    """The id of the request to forget whom the id or address `given` means, however it is written."""
    return "r_" + tombstones.hash_of("request", canonical(given))[:16]


def hashes_of(person: Person, tombstones: Tombstones) -> frozenset[str]:
    """The tombstones of a person: their ids, addresses, numbers, names, what they said and their threads."""
    hash_of = tombstones.hash_of
    kind = "contact" if person.contact_of else "who"
    who = {hash_of(kind, canonical(value)) for value in (*person.emails, *person.phones)}
    who |= {hash_of("who", canonical(value)) for value in person.ids}
    names = {hash_of("name", canonical_name(name)) for name in person.names}
    names |= {hash_of("part", canonical_name(part)) for name in person.names for part in name.split()}
    said = {hash_of("feedback", item.source, item.source_id) for item in person.feedback}
    said |= {hash_of("said", item.source, item.source_id, said_words(item.text)) for item in person.feedback}
    threads = {hash_of("thread", item.source, item.thread_id) for item in person.threads}
    return frozenset(who | names | said | threads)


def pending(workspace: Workspace) -> Request | None:
    """The request that is not done yet; None if there is none. Raises DamageError if the file is damaged."""
    path = pending_path(workspace)
    if not path.exists():
        return None
    kept = path.read_bytes()
    if not kept.strip(b"\0"):  # killed after its bytes were overwritten: all was done
        path.unlink()
        return None
    try:
        content = json.loads(kept)
        return Request(**{**content, "person": Person.from_json(content["person"])})
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DamageError(tell("damage.secret.request", path=path), str(path)) from error


def keep(workspace: Workspace, request: Request) -> None:
    """Keep the request as it stands now."""
    private_folder(workspace.private)
    content = {
        "request_id": request.request_id,
        "made_at": request.made_at,
        "author": request.author,
        "person": request.person.to_json(),
        "counts": request.counts,
    }
    write_private(pending_path(workspace), json.dumps(content, ensure_ascii=False).encode())


def remove(workspace: Workspace) -> None:
    """Remove the request, after its bytes were overwritten."""
    path = pending_path(workspace)
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.write(b"\0" * size)
        file.flush()
    path.unlink()


def pending_path(workspace: Workspace) -> Path:
    """The path of the request that is not done yet."""
    return workspace.private / "forget.json"
