"""Blocks about customers and what is done for them: those at risk, what was shipped, and what is to be decided."""

from itertools import groupby
from typing import Any

from vocpipe.app.components import at_risk, priority_list
from vocpipe.app.components.action_card import effect_lines
from vocpipe.app.components.actions_board import actions, stale
from vocpipe.app.components.cells import Table
from vocpipe.app.components.edits import theme_names
from vocpipe.app.components.stamp import stamp
from vocpipe.app.context import PageContext
from vocpipe.app.report.document import Block

_MOST = 10
_FEWEST = 5
_FIRST_PROBLEMS = 5  # which are to have an action
Row = dict[str, Any]


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
    loops = {str(row["action_id"]): row for row in context.rows("action_loops")}
    names_of_columns = ("you_said", "we_did", "shipped_on", "took", "raised_by", "raised_again", "came_of_it")
    head = [words(f"report.{name}") for name in names_of_columns]
    lines = [
        [
            names.get(one.theme_id, one.theme_id),
            one.title,
            words.day(one.done_on),
            _took(context, loops.get(one.action_id)),
            _raised(context, raised, one.theme_id),
            _raised_again(context, loops.get(one.action_id)),
            words.facts(effect_lines(context, effects.get(one.action_id, []))) or words("theme.not_measured"),
        ]
        for one in found[:_MOST]
    ]
    n = words.amount("action", len(found))
    title = words("report.shipped", actions=n)
    return Block(
        "we_did",
        title,
        stamp(context, n),
        lines=[words("report.loop_method")],
        table=Table("we_did", head, lines, numeric=[4]),
    )


def decide(context: PageContext) -> Block:
    """What the meeting is to decide: actions that are late or stand still, and first problems without an action."""
    words, title = context.words, context.words("report_block.decide")
    standing = actions()
    names = theme_names(context)
    lines = [
        [
            names.get(one.theme_id, one.theme_id),
            one.title,
            words(f"actions.{why.why}", days=words.amount("day", why.days)),
            one.owner or words("report.nobody"),
        ]
        for one in standing
        if (why := stale(context, one))
    ]
    busy = {one.theme_id for one in standing}
    problems = priority_list.ordered(context.rows("priorities"), dict.fromkeys(priority_list.FACTORS, 1.0))
    lines += [
        [
            words.theme(row),
            words("report.no_action"),
            words("report.problem_place", place=words.number(place)),
            words("report.nobody"),
        ]
        for place, row in enumerate(problems[:_FIRST_PROBLEMS], start=1)
        if row["theme_id"] not in busy
    ]
    if not lines:
        return Block("decide", title, stamp(context), [words("report.nothing_to_decide")])
    head = [words(f"report.{name}") for name in ("you_said", "what", "why", "who")]
    title = words("report.decide", n=words.number(len(lines)))
    return Block("decide", title, stamp(context), [words("report.decide_note")], table=Table("decide", head, lines))


def _raised(context: PageContext, rows: list[dict[str, Any]], theme_id: str) -> str:
    n = next((row["n"] for row in rows if row["theme_id"] == theme_id and row["plan"] is None), None)
    return context.words("theme.few") if n is None else context.words.amount("customer", n)


def _took(context: PageContext, loop: Row | None) -> str:
    """The days from the theme's first mention to the action."""
    words = context.words
    return (
        words.number(None)
        if loop is None or loop["days_to_done"] is None
        else words.amount("day", loop["days_to_done"])
    )


def _raised_again(context: PageContext, loop: Row | None) -> str:
    """The share of those heard of since who raised the theme again; not the number of a few."""
    words = context.words
    if loop is None or loop["share_raised_again"] is None:
        return words.number(None)
    heard = words.amount("customer", loop["n_heard"])
    if loop["n_raised_again"] is None:
        return words("report.few_again", heard=heard)
    share = words.with_interval(
        words.percent(loop["share_raised_again"], 0), words.shares(loop["low"], loop["high"], 0)
    )
    return words("report.again", share=share, heard=heard)


def _by_action(rows: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    return {key: list(group) for key, group in groupby(rows, key=lambda row: str(row["action_id"]))}
