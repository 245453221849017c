"""Audiences: who is at risk or spoke of a theme, with the reason, for a marketing tool or CRM.

Who belongs to one, and why, comes from the newest snapshot; only the export looks up identities, in the private
database, and who may be written to: those who opted out are never in a file.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa

from vocpipe.errors import ExportError
from vocpipe.handoff.shapes import Format, Row, identifier, to_csv
from vocpipe.settings import HandoffSettings
from vocpipe.store.exports import Export, log_export
from vocpipe.store.snapshot import newest, open_snapshot
from vocpipe.store.workspace import Workspace, fetch, fetch_one, statement

AT_RISK = "at-risk"
# Why a customer of the audience is not in the file; the first that holds is counted.
LEFT_OUT = {
    "opted_out": ("opted out", "配信停止"),
    "no_consent": ("no consent", "同意なし"),
    "too_many_contacts": ("contacted often of late", "最近の連絡が多い"),
    "no_customer": ("no customer any more", "解約済み"),
    "no_address": ("no address that can be used", "使える宛先なし"),
    "same_address": ("shares an address with another", "宛先が重複"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """An audience there is: what `--who` takes, its name and its size."""

    who: str
    name: str
    n_customers: int


def list_audiences(workspace: Workspace) -> list[Choice]:
    """The audiences of the newest snapshot, the customers at risk first, then the themes with customers."""
    with open_snapshot(newest(workspace)) as published:
        at_risk = fetch_one(published, "SELECT count(*) FROM customer_risk")
        themes = published.execute(
            "SELECT 'theme:' || theme_id, coalesce(name, ''), n_customers FROM theme "
            "WHERE state = 'active' AND parent_id IS NULL AND n_customers > 0 ORDER BY n_customers DESC, theme_id"
        ).fetchall()
    return [Choice(AT_RISK, "customers at risk", int(at_risk[0]) if at_risk else 0), *(Choice(*row) for row in themes)]


def export_audience(
    workspace: Workspace,
    who: str,
    output: Format,
    path: Path,
    *,
    since: date | None = None,
    we_did: str | None = None,
    language: str | None = None,
    author: str | None = None,
    now: datetime | None = None,
) -> Export:
    """The log's entry, after the audience `who` ("at-risk" or "theme:" and an id) was written to `path`.

    With `we_did`, what came of it is told beside what each one said, and only those are in it who agreed to be written
    to. `now` (UTC, no zone) is when contacts are counted back from. Raises ExportError, in one line.
    """
    settings = workspace.settings
    members, run_id = _members(workspace, who, since)
    allowed = _permissions(workspace, members, settings.handoff, now or datetime.now(UTC).replace(tzinfo=None))
    spoken = language or settings.workspace.languages[0]
    rows, left_out = _choose(members, allowed, output, settings.handoff, _Telling(spoken, we_did))
    content = to_csv(
        rows, output, audience=who, salesforce_key=settings.handoff.salesforce_key, we_did=we_did is not None
    )
    # Logged first: an export that is not written down must not exist.
    export = log_export(
        workspace, who, output=output.value, run_id=run_id, n_rows=len(rows), left_out=left_out, author=author
    )
    try:
        path.write_bytes(content)
    except OSError as error:
        raise ExportError(f"{path} can't be written: {error.strerror}") from error
    return export


@dataclass(frozen=True, slots=True)
class _Telling:
    """In which language reasons are, and what is told to have come of it."""

    language: str
    we_did: str | None


def _members(workspace: Workspace, who: str, since: date | None) -> tuple[list[dict[str, Any]], str]:
    """The audience's customers, under their pseudonyms, and the run that they are of."""
    kind, _, theme_id = who.partition(":")
    if who != AT_RISK and (kind != "theme" or not theme_id):
        raise ExportError(f"there is no audience {who!r}; vocpipe audience list shows those there are")
    if who == AT_RISK and since:
        raise ExportError("the list of customers at risk is of one day; a day since when goes with a theme only")
    with open_snapshot(newest(workspace)) as published:
        run = fetch_one(published, "SELECT max(run_id) FROM run")
        if theme_id and not fetch_one(published, "SELECT 1 FROM theme WHERE theme_id = ?", [theme_id]):
            raise ExportError(f"there is no theme {theme_id!r}; vocpipe audience list shows those there are")
        name = "audience_at_risk.sql" if who == AT_RISK else "audience_theme.sql"
        parameters = {"theme_id": theme_id, "since": since} if theme_id else {}
        members = fetch(published, statement("vocpipe.handoff", name), parameters).to_pylist()
        if not members and who == AT_RISK:
            raise ExportError(
                _no_list(fetch_one(published, "SELECT reason_en FROM risk_backtest WHERE origin IS NULL"))
            )
    return members, str(run[0]) if run else ""


def _no_list(told: tuple[Any, ...] | None) -> str:
    return (
        f"there is no list of customers at risk. {told[0] if told else 'It needs a customers file with churn dates.'}"
    )


def _permissions(
    workspace: Workspace, members: list[dict[str, Any]], settings: HandoffSettings, now: datetime
) -> dict[str, dict[str, Any]]:
    """What the private database knows of each member, by pseudonym."""
    ids = pa.table({"customer_id": pa.array([member["customer_id"] for member in members], pa.string())})
    with workspace.look() as connection:
        connection.register("audience_member", ids)
        parameters = {"since": now - timedelta(days=settings.contact_days), "now": now}
        rows = fetch(connection, statement("vocpipe.handoff", "permissions.sql"), parameters).to_pylist()
    return {row["customer_id"]: row for row in rows}


def _choose(
    members: list[dict[str, Any]],
    allowed: dict[str, dict[str, Any]],
    output: Format,
    settings: HandoffSettings,
    telling: _Telling,
) -> tuple[list[Row], dict[str, int]]:
    """The rows of the file, and how many were left out for which reason."""
    rows: dict[str, Row] = {}
    left_out: Counter[str] = Counter()
    for member in members:
        known = allowed.get(member["customer_id"])
        row = _row(member, known, telling) if known else None
        address = identifier(row, output) if row else None
        why = _why_not(known, settings, must_agree=telling.we_did is not None) if known else "no_address"
        why = why or ("no_address" if address is None else "same_address" if address in rows else None)
        if why:
            left_out[why] += 1
        elif row and address:
            rows[address] = row
    return list(rows.values()), dict(left_out)


def _row(member: dict[str, Any], known: dict[str, Any], telling: _Telling) -> Row:
    reason = member["reason_ja"] if telling.language == "ja" else member["reason_en"]
    told = (member["themes"], member["risk"], member["quote"], telling.we_did)
    return Row(known["customer_key"], known["email"], reason, *told)


def _why_not(known: dict[str, Any], settings: HandoffSettings, *, must_agree: bool) -> str | None:
    if known["opted_out"]:
        return "opted_out"
    if known["consent"] is False or ((known["asked_consent"] or must_agree) and not known["consent"]):
        return "no_consent"
    if known["n_contacts"] >= settings.contact_cap:
        return "too_many_contacts"
    return "no_customer" if known["has_left"] else None
