"""customer_spell: from when to when each customer was under contract, made anew from what every file told of it."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any

import pyarrow as pa

from vocpipe.outcomes.queries import read
from vocpipe.outcomes.spells.contracts import Told
from vocpipe.outcomes.spells.retold import spells_of
from vocpipe.step import Context, Counts, Step
from vocpipe.store.tables import Column, Table, replace

CUSTOMER_SPELL = Table(
    "customer_spell",
    "one row per customer and spell under contract; who left and came back has several. A contract right after another"
    " one is the same spell.",
    (
        Column("customer_id", "VARCHAR", "pseudonym, as in feedback"),
        Column("spell", "INTEGER", "the customer's spells in the order of time, from 1"),
        Column("started_on", "DATE", "the day it began; null if unknown"),
        Column(
            "known_from",
            "DATE",
            "where they came back on an unknown day: the day of the first file that has them back; else null",
        ),
        Column("ended_on", "DATE", "the day they left; null while they stay, or if has_left on an unknown day"),
        Column("has_left", "BOOLEAN", "whether they left, or are known to leave on ended_on"),
        Column(
            "last_known_on",
            "DATE",
            "if they left on an unknown day: the day of the last file that had them under contract; null if none had",
        ),
        Column("plan", "VARCHAR", "the plan first told for this spell"),
        Column("monthly_value", "DOUBLE", "the value a month first told for it"),
        Column("known_on", "DATE", "the day of the file that first told of it; null if not recorded"),
        Column("is_last", "BOOLEAN", "whether it is the customer's last one"),
    ),
    order="customer_id, spell",
)


def customer_spell(told: pa.Table, change_days: int) -> pa.Table:
    """The spells of every customer in `told`, the rows of told.sql.

    change_days: a gap of at most so many days is a change of contract, not a leaving.
    """
    rows = told.to_pylist()
    spells = [
        spell
        for customer_id, each in groupby(rows, key=lambda row: row["customer_id"])
        for spell in _spells(customer_id, each, change_days)
    ]
    return pa.Table.from_pylist(spells, schema=CUSTOMER_SPELL.schema)


def _spells(customer_id: str, rows: Iterator[dict[str, Any]], change_days: int) -> Iterator[dict[str, Any]]:
    told = [Told(**{name: value for name, value in row.items() if name != "customer_id"}) for row in rows]
    spells = spells_of(told, change_days)
    for place, spell in enumerate(spells, start=1):
        yield {
            "customer_id": customer_id,
            "spell": place,
            "started_on": spell.started_on,
            "known_from": spell.known_from,
            "ended_on": spell.ended_on,
            "has_left": spell.has_left,
            "last_known_on": spell.last_known_on,
            "plan": spell.plan,
            "monthly_value": spell.monthly_value,
            "known_on": None if spell.known_on == date.max else spell.known_on,
            "is_last": place == len(spells),
        }


def run(context: Context) -> Counts:
    """Replace the table; without customers it is empty."""
    told = read(context.connection, "spells/told.sql")
    rows = customer_spell(told, context.settings.outcomes.contract_change_days)
    replace(context.connection, CUSTOMER_SPELL, rows)
    return {}


STEP = Step(
    "outcomes.customer_spell",
    run,
    reads=frozenset({"customer", "customer_match", "customer_number", "customer_told", "ingest_file", "subscription"}),
    tables=(CUSTOMER_SPELL,),
)
