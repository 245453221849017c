"""Blocks about customers and what was done for them: those at risk, and what was shipped."""

from itertools import groupby
from typing import Any

from vocpipe.app.components import at_risk
from vocpipe.app.components.action_card import effect_lines
from vocpipe.app.components.actions_board import actions
from vocpipe.app.components.cells import Table
from vocpipe.app.components.edits import theme_names
from vocpipe.app.components.stamp import stamp
from vocpipe.app.context import PageContext
from vocpipe.app.report.document import Block

_MOST = 10
_FEWEST = 5


def risk(context: PageContext) -> Block:
    """The customers at risk by what they pay, only if such lists were better than a random one."""
    words, title = context.words, context.words("report_block.risk")
    whole = next((row for row in context.rows("risk_backtest") if row["listed_on"] is None), None)
    if whole is None or not whole["beats_base"]:
        reason = words("risk.untested") if whole is None else words("risk.not_shown", reason=words.reason(whole))
        return Block("risk", title, stamp(context), [reason])
    rows = context.rows("customers_at_risk")
    if len(rows) < _FEWEST:
        return Block("risk", title, stamp(context), [words("report.few_at_risk" if rows else "customers.nobody")])
    lines = [
        at_risk.tested(context, whole, rows[0]["horizon_days"]),
        words("customers.list_note", day=words.day(rows[0]["as_of"])),
    ]
    if len(rows) > _MOST:
        lines.append(words("report.first_customers", n=words.number(_MOST), all=words.number(len(rows))))
    origin = stamp(context, words.amount("customer", len(rows)))
    return Block("risk", at_risk.finding(context, rows), origin, lines, table=at_risk.as_table(context, rows, _MOST))


def we_did(context: PageContext) -> Block:
    """What customers said, what was done about it, and what came of it."""
    words = context.words
    found = [one for one in actions() if one.status in ("done", "told")][::-1]
    if not found:
        return Block("we_did", words("report_block.we_did"), stamp(context), [words("report.nothing_shipped")])
    names = theme_names(context)
    raised = context.rows("action_raised", themes=sorted({one.theme_id for one in found}))
    effects = _by_action(context.rows("action_effects"))
    head = [words(f"report.{name}") for name in ("you_said", "we_did", "shipped_on", "raised_by", "came_of_it")]
    lines = [
        [
            names.get(one.theme_id, one.theme_id),
            one.title,
            words.day(one.done_on),
            _raised(context, raised, one.theme_id),
            words.facts(effect_lines(context, effects.get(one.action_id, []))) or words("theme.not_measured"),
        ]
        for one in found[:_MOST]
    ]
    n = words.amount("action", len(found))
    title = words("report.shipped", actions=n)
    return Block("we_did", title, stamp(context, n), table=Table("we_did", head, lines, numeric=[3]))


def _raised(context: PageContext, rows: list[dict[str, Any]], theme_id: str) -> str:
    n = next((row["n"] for row in rows if row["theme_id"] == theme_id and row["plan"] is None), None)
    return context.words("theme.few") if n is None else context.words.amount("customer", n)


def _by_action(rows: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    return {key: list(group) for key, group in groupby(rows, key=lambda row: str(row["action_id"]))}
