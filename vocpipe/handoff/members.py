"""Who belongs to an audience, and what the private database knows about each customer."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import duckdb
import pyarrow as pa

from vocpipe.errors import ExportError
from vocpipe.settings import HandoffSettings
from vocpipe.store.pseudonyms import label_of, published_label
from vocpipe.store.secret import secret
from vocpipe.store.snapshot import open_newest
from vocpipe.store.tables import registered
from vocpipe.store.workspace import Workspace, fetch, fetch_one, statement
from vocpipe.wording import Text, tell, text

AT_RISK = "at-risk"
LISTS = ("upgrade-ready", "advocates", "lapsed")  # as in the table customer_list; testers have a theme each
TESTERS = "testers"


@dataclass(frozen=True, slots=True)
class Member:
    """One customer of an audience, under the pseudonym; `risk` is 0 to 1."""

    customer_id: str
    reason: Text
    themes: str | None
    risk: float | None
    quote: str | None


@dataclass(frozen=True, slots=True)
class Permission:
    """Who a customer is, and whether they may be written to; what is known about an address holds for all who share it.

    consent: None if nothing is known. consent_is_known: whether any customer's consent is known.
    """

    customer_id: str
    customer_key: str
    email: str | None
    has_left: bool
    opted_out: bool
    consent: bool | None
    consent_is_known: bool
    n_contacts: int


def load_members(workspace: Workspace, who: str, since: date | None) -> tuple[list[Member], str]:
    """The audience's customers in the order of the file, and the id of the run that published them.

    Raises ExportError if there is no such audience.
    """
    kind, theme_id = _parts_of(who)
    if kind != "theme" and since:
        raise ExportError(tell("error.export.since"))
    with open_newest(workspace) as published:
        run = fetch_one(published, "SELECT max(run_id) FROM run")
        _check_pseudonyms(workspace, published)
        if kind == AT_RISK:
            members = _at_risk(published)
        elif kind == "theme":
            members = _of_theme(published, str(theme_id), since)
        else:
            members = _of_list(published, kind, theme_id)
    return members, str(run[0]) if run else ""


def _check_pseudonyms(workspace: Workspace, published: duckdb.DuckDBPyConnection) -> None:
    """Raises ExportError if the private database has other pseudonyms than the snapshot."""
    if published_label(published) != label_of(secret(workspace)):
        raise ExportError(tell("pseudonyms.error.other_snapshot"))


def _parts_of(who: str) -> tuple[str, str | None]:
    """What `--who` names: at-risk, a list, or "theme" or "testers" with the theme; raises ExportError otherwise."""
    kind, _, theme_id = who.partition(":")
    if (who in (AT_RISK, *LISTS)) or (kind in ("theme", TESTERS) and theme_id):
        return kind, theme_id or None
    raise ExportError(tell("error.export.unknown", who=repr(who)))


def _of_list(published: duckdb.DuckDBPyConnection, name: str, theme_id: str | None) -> list[Member]:
    """The customers on a list; raises ExportError, with the reason, if nobody is on it."""
    given = {"list": name, "theme_id": theme_id}
    rows = fetch(published, statement("vocpipe.handoff", "audience_list.sql"), given).to_pylist()
    if not rows:
        query = "SELECT reason_en, reason_ja FROM list_rule WHERE list = ? AND reason_en IS NOT NULL"
        reason = fetch_one(published, query, [name])
        why = Text(*reason) if reason else text("lists.empty.testers")
        raise ExportError(tell("error.export.empty_list", who=name, reason=why))
    return [_member(row, Text(row["reason_en"], row["reason_ja"])) for row in rows]


def _at_risk(published: duckdb.DuckDBPyConnection) -> list[Member]:
    rows = fetch(published, statement("vocpipe.handoff", "audience_at_risk.sql")).to_pylist()
    if not rows:
        raise ExportError(_no_list(published))
    return [_member(row, Text(row["reason_en"], row["reason_ja"])) for row in rows]


def _no_list(published: duckdb.DuckDBPyConnection) -> str:
    query = "SELECT reason_en, reason_ja FROM risk_backtest WHERE listed_on IS NULL"
    reason = fetch_one(published, query)
    return tell("error.export.no_list_because", reason=Text(*reason)) if reason else tell("error.export.no_list")


def _of_theme(published: duckdb.DuckDBPyConnection, theme_id: str, since: date | None) -> list[Member]:
    if not fetch_one(published, "SELECT 1 FROM theme WHERE theme_id = ?", [theme_id]):
        raise ExportError(tell("error.export.unknown_theme", theme=repr(theme_id)))
    query = statement("vocpipe.handoff", "audience_theme.sql")
    rows = fetch(published, query, {"theme_id": theme_id, "since": since}).to_pylist()
    return [_member(row, _mentioned(row)) for row in rows]


def _mentioned(row: dict[str, Any]) -> Text:
    theme = Text(row["name_en"], row["name_ja"])
    if row["last_on"] is None:
        return text("handoff.mentioned_undated", theme=theme, n=row["n"])
    return text("handoff.mentioned", theme=theme, n=row["n"], last=row["last_on"])


def _member(row: dict[str, Any], reason: Text) -> Member:
    return Member(row["customer_id"], reason, row["themes"], row["risk"], row["quote"])


def load_permissions(
    workspace: Workspace, members: list[Member], settings: HandoffSettings, now: datetime
) -> dict[str, Permission]:
    """Pseudonym -> permission of every member that the private database knows."""
    with workspace.connect_read_only() as connection:
        return permissions_of(connection, members, settings, now)


def permissions_of(
    connection: duckdb.DuckDBPyConnection, members: list[Member], settings: HandoffSettings, now: datetime
) -> dict[str, Permission]:
    """Pseudonym -> permission of every member that the private database behind the connection knows."""
    ids = pa.table({"customer_id": pa.array([member.customer_id for member in members], pa.string())})
    parameters = {"since": now - timedelta(days=settings.contact_days), "now": now}
    with registered(connection, audience_member=ids):
        rows = fetch(connection, statement("vocpipe.handoff", "permissions.sql"), parameters).to_pylist()
    return {row["customer_id"]: Permission(**row) for row in rows}
