"""Everything that is held on one person, for the person to read: what was asked for under a right of access."""

import json
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from vocpipe.errors import RightsError
from vocpipe.inbox.exports import log_file, read_exports
from vocpipe.masking.redact import redact
from vocpipe.rights.exports import exports_of, members_of
from vocpipe.rights.find import find
from vocpipe.rights.others import masked_json
from vocpipe.rights.page import page
from vocpipe.rights.person import Person, Who
from vocpipe.rights.request import request_id
from vocpipe.store.audit import note_act
from vocpipe.store.files import FOLDER_MODE, write_private
from vocpipe.store.pseudonyms import use_key
from vocpipe.store.secret import secret
from vocpipe.store.tables import registered
from vocpipe.store.tombstones import kept_key
from vocpipe.store.workspace import Workspace, fetch, statement
from vocpipe.wording import Language, say, tell

# What is held, in the order in which it is told; each is a query in `held/`.
SECTIONS = (
    *("feedback", "customer", "customer_contact", "customer_version", "customer_told", "subscription"),
    *("customer_spell", "customer_segment", "customer_month", "customer_attribute", "customer_risk", "alert"),
    *("customer_order", "customer_lapse", "customer_list", "contact_pressure"),
    *("account", "account_person", "account_gap"),
    *("person", "contact", "invitation", "behaviour", "purchase", "customer_match", "ingest_reject"),
)
_JSON_COLUMNS = ("attrs", "raw", "reasons")


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What was written: a file for programs, a page for people, and how many records of what they hold."""

    data: Path
    page: Path
    counts: dict[str, int]


def disclose(workspace: Workspace, who: Who, out: Path, *, author: str | None = None) -> Disclosure:
    """The files, after all that is held on the person was written to `out`, a folder or a file ending in .json.

    They hold identities, so only their owner can read them, and the audit says who made them. Raises RightsError if
    nobody is known by the id or address, or a file can't be written.
    """
    with workspace.connect_read_only() as connection:
        use_key(connection, secret(workspace))
        person = find(connection, who)
        if not person.is_known:
            raise RightsError(tell("forget.nobody"))
        held = {section: _section(connection, section, person) for section in SECTIONS}
    held["exports"] = _exports(workspace, person)
    held = {section: rows for section, rows in held.items() if rows}
    language: Language = "ja" if person.lang == "ja" else "en"
    told = {
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "about": {"ids": person.ids, "emails": person.emails, "phones": person.phones, "names": person.names},
        "used_for": say("forget.disclosure.used_for", language),
        "kept_until": say("forget.disclosure.kept_until", language),
        "of_others": say("forget.disclosure.of_others", language),
        "held": held,
    }
    written = _write(out, told, page(told, language), {section: len(rows) for section, rows in held.items()})
    _log(workspace, who, person, written, author)
    return written


def _section(connection: duckdb.DuckDBPyConnection, section: str, person: Person) -> list[dict[str, Any]]:
    rows = [{"file_id": row.file_id, "row_no": row.row_no} for row in person.rows]
    schema = pa.schema([("file_id", pa.string()), ("row_no", pa.int64())])
    with registered(connection, their_row=pa.Table.from_pylist(rows, schema)):
        found = fetch(connection, statement("vocpipe.rights", f"held/{section}.sql")).to_pylist()
    return [_row(row, person) for row in found]


def _row(row: dict[str, Any], person: Person) -> dict[str, Any]:
    """A row without what is empty, and without what it says of others."""
    if row.pop("is_shared_row", False):
        row["raw"] = None
    told = {name: value for name, value in row.items() if value not in (None, [], {})}
    for name in told.keys() & set(_JSON_COLUMNS):
        told[name] = json.loads(masked_json(told[name], lambda text: _without_others(text, person)))
    return {name: value for name, value in told.items() if value not in ({}, [])}


def _without_others(text: str, person: Person) -> str:
    """A value of a row: the person's own as it is, anything else with personal data masked."""
    own = (*person.ids, *person.emails, *person.phones, *person.names, *person.texts)
    return text if text in own else redact(text).text


def _exports(workspace: Workspace, person: Person) -> list[dict[str, Any]]:
    files = exports_of(workspace, person)
    return [
        {"exported_at": export.exported_at, "audience": export.audience, "format": export.format}
        for export in read_exports(workspace)
        if export.export_id in files
    ]


def _write(out: Path, told: dict[str, Any], html: str, counts: dict[str, int]) -> Disclosure:
    data = out if out.suffix.lower() == ".json" else out / "disclosure.json"
    written = Disclosure(data, data.with_suffix(".html"), counts)
    try:
        if data != out:
            out.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        write_private(data, json.dumps(told, ensure_ascii=False, indent=2, default=str).encode())
        write_private(written.page, html.encode())
    except OSError as error:
        raise RightsError(tell("forget.disclosure.unwritable", path=data, problem=error.strerror)) from error
    return written


def _log(workspace: Workspace, who: Who, person: Person, written: Disclosure, author: str | None) -> None:
    tombstones = kept_key(workspace)
    for path in (written.data, written.page):
        log_file(workspace, f"p_{uuid.uuid4().hex[:16]}", path, members_of(tombstones, person))
    note_act(workspace, "disclose", author=author, request=request_id(tombstones, who.given), records=written.counts)
