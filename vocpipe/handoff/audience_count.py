"""handoff_audience: how many customers of each audience a message could reach, as an export would select them."""

from datetime import UTC, datetime
from itertools import groupby
from typing import Any

import pyarrow as pa

from vocpipe.handoff.formats import Format
from vocpipe.handoff.members import AT_RISK, TESTERS, Member, permissions_of
from vocpipe.handoff.selection import LeftOut, Rules, select
from vocpipe.step import Context, Counts, Step
from vocpipe.store.tables import Column, Table, replace
from vocpipe.store.workspace import fetch
from vocpipe.wording import Text

_WHY = {
    LeftOut.OPTED_OUT: "they do not want to be written to",
    LeftOut.NO_CONSENT: "they did not agree, or nobody knows while it is known of others",
    LeftOut.TOO_MANY_CONTACTS: "they were written to often enough of late",
    LeftOut.NO_CUSTOMER: "they have left",
    LeftOut.NO_ADDRESS: "no address is known",
    LeftOut.SAME_ADDRESS: "another customer of the audience has the same address",
}
HANDOFF_AUDIENCE = Table(
    "handoff_audience",
    "one row per audience that somebody could be written to: the customers at risk, and each list of customer_list.",
    (
        Column(
            "audience",
            "VARCHAR",
            "at-risk, upgrade-ready, advocates, lapsed, or testers: and the theme, as --who takes it",
        ),
        Column("n_customers", "BIGINT", "customers of the audience"),
        Column("n_reached", "BIGINT", "those who would be in a file of addresses"),
        *(Column(reason.value, "BIGINT", f"those left out because {why}") for reason, why in _WHY.items()),
    ),
    order="audience",
)
_LISTED = f"""
SELECT '{AT_RISK}' AS audience, customer_id, rank FROM customer_risk
UNION ALL
SELECT CASE list WHEN '{TESTERS}' THEN list || ':' || theme_id ELSE list END, customer_id, rank FROM customer_list
ORDER BY audience, rank
"""
Row = dict[str, Any]


def audience_count(audience: str, members: list[Member], reached: int, left_out: dict[str, int]) -> Row:
    """The row of an audience of `members`; left_out: reason -> customers."""
    row: Row = {"audience": audience, "n_customers": len(members), "n_reached": reached}
    return row | {reason.value: left_out.get(reason.value, 0) for reason in LeftOut}


def _run(context: Context) -> Counts:
    connection, settings = context.connection, context.settings
    now = datetime.now(UTC).replace(tzinfo=None)
    rules = Rules(Format.hubspot, settings.handoff.contact_cap, settings.workspace.languages[0])
    listed = fetch(connection, _LISTED).to_pylist()
    everybody = [_member(customer) for customer in sorted({row["customer_id"] for row in listed})]
    permissions = permissions_of(connection, everybody, settings.handoff, now)
    rows = []
    for audience, group in groupby(listed, key=lambda row: row["audience"]):
        members = [_member(row["customer_id"]) for row in group]
        selected = select(members, permissions, rules)
        rows.append(audience_count(audience, members, len(selected.rows), selected.left_out))
    replace(connection, HANDOFF_AUDIENCE, pa.Table.from_pylist(rows, schema=HANDOFF_AUDIENCE.schema))
    return {}


def _member(customer_id: str) -> Member:
    return Member(customer_id, Text("", ""), None, None, None)


STEP = Step(
    "outcomes.handoff_audience",
    _run,
    reads=frozenset(
        {
            "contact",
            "customer",
            "customer_list",
            "customer_match",
            "customer_number",
            "customer_risk",
            "feedback_raw",
            "invitation",
            "person",
        }
    ),
    tables=(HANDOFF_AUDIENCE,),
)
