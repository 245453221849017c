"""handoff_audience: how many of the customers at risk a message could reach, as an export would select them."""

from datetime import UTC, datetime
from typing import Any

import pyarrow as pa

from vocpipe.handoff.formats import Format
from vocpipe.handoff.members import AT_RISK, Member, permissions_of
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
    "one row per audience that somebody could be written to; no row without a list of customers at risk.",
    (
        Column("audience", "VARCHAR", "at-risk"),
        Column("n_customers", "BIGINT", "customers of the audience"),
        Column("n_reached", "BIGINT", "those who would be in a file of addresses"),
        *(Column(reason.value, "BIGINT", f"those left out because {why}") for reason, why in _WHY.items()),
    ),
    order="audience",
)
_LISTED = "SELECT customer_id FROM customer_risk ORDER BY rank"


def audience_count(members: list[Member], reached: int, left_out: dict[str, int]) -> pa.Table:
    """The row of an audience of `members`, none if it is empty; left_out: reason -> customers."""
    row: dict[str, Any] = {"audience": AT_RISK, "n_customers": len(members), "n_reached": reached}
    row |= {reason.value: left_out.get(reason.value, 0) for reason in LeftOut}
    return pa.Table.from_pylist([row] if members else [], schema=HANDOFF_AUDIENCE.schema)


def _run(context: Context) -> Counts:
    connection, settings = context.connection, context.settings
    listed = fetch(connection, _LISTED).to_pylist()
    members = [Member(row["customer_id"], Text("", ""), None, None, None) for row in listed]
    now = datetime.now(UTC).replace(tzinfo=None)
    rules = Rules(Format.hubspot, settings.handoff.contact_cap, settings.workspace.languages[0])
    selected = select(members, permissions_of(connection, members, settings.handoff, now), rules)
    replace(connection, HANDOFF_AUDIENCE, audience_count(members, len(selected.rows), selected.left_out))
    return {}


STEP = Step(
    "outcomes.handoff_audience",
    _run,
    reads=frozenset(
        {
            "contact",
            "customer",
            "customer_match",
            "customer_number",
            "customer_risk",
            "feedback_raw",
            "person",
        }
    ),
    tables=(HANDOFF_AUDIENCE,),
)
