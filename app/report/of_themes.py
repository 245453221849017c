"""Blocks about themes: the brief of Home, priorities, requests, one theme, and voices."""

from typing import Any

from vocpipe.app.components import priority_list, theme_trend
from vocpipe.app.components.brief import quotes_of
from vocpipe.app.components.brief_findings import all_findings, five
from vocpipe.app.components.brief_periods import usual
from vocpipe.app.components.quotes import diverse, origin
from vocpipe.app.components.stamp import stamp
from vocpipe.app.components.theme_quotes import sides
from vocpipe.app.context import PageContext
from vocpipe.app.report.document import Block, Quote

_MOST = 10  # rows of a table
_VOICES = 5


def brief(context: PageContext) -> Block:
    """The findings of Home, each with its quote if it has one, in the periods that Home compares by itself."""
    words = context.words
    newest = context.row("brief_sources")["newest"]
    if newest is None:
        return Block("brief", words("report_block.brief"), stamp(context), [words("brief.nothing")])
    periods = usual(newest)
    days = {name: words.day(day) for name, day in periods.parameters().items()}
    chosen = five(all_findings(context, context.rows("brief_themes", **periods.parameters()), periods))
    quotes = quotes_of(context, chosen, periods)
    said = [
        Quote(quotes[place]["text"], words.theme(finding.theme), quotes[place]["lang"])
        for place, finding in enumerate(chosen)
        if place in quotes and finding.theme
    ]
    numbered = [
        words("brief.place", place=words.number(place), sentence=finding.sentence)
        for place, finding in enumerate(chosen, start=1)
    ]
    lines = [*(numbered or [words("brief.nothing")]), words("brief.periods", **days)]
    return Block("brief", words("report_block.brief"), stamp(context, _feedback(context)), lines, quotes=said)


def priorities(context: PageContext) -> Block:
    """The problems with the highest priority, all weights alike."""
    words = context.words
    rows = context.rows("priorities")
    if not rows:
        return _nothing(context, "priorities", words("priorities.none"))
    lines = [words("priorities.lead")]
    if len(rows) > _MOST:
        lines.append(words("priorities.shown", n=words.number(_MOST), all=words.number(len(rows))))
    table = priority_list.as_table(context, rows, _MOST)
    title = words("report.first_problem", name=table.rows[0][0])
    return Block("priorities", title, stamp(context, _feedback(context)), lines, table=table)


def requests(context: PageContext) -> Block:
    """What customers ask for: how many, and what they pay."""
    words = context.words
    rows = context.rows("requests")
    if not rows:
        return _nothing(context, "requests", words("priorities.no_requests"))
    most = max(rows, key=lambda row: int(row["customers"]))  # the first of them pays most
    customers = words.amount("customer", most["customers"])
    title = words("report.first_request", name=words.theme(most), customers=customers)
    notes = [words("priorities.requests_note")]
    if len(rows) > _MOST:
        notes.append(words("priorities.shown", n=words.number(_MOST), all=words.number(len(rows))))
    table = priority_list.requests_table(context, rows[:_MOST])
    return Block("requests", title, stamp(context, _feedback(context)), notes, table=table)


def theme(context: PageContext, theme_id: str) -> Block:
    """One theme under the filters: how many say it, its trend, and voices for and against."""
    words, key = context.words, f"theme.{theme_id}"
    row = context.row("theme", theme=theme_id)
    if not row:
        return Block(key, words("report_block.theme"), stamp(context), [words("theme.unknown")])
    name, counts = words.theme(row), context.row("theme_counts", theme=theme_id)
    if not counts["n_sentences"] or counts["is_small"]:
        reason = words("theme.small" if counts["n_sentences"] else "report.unheard")
        return Block(key, name, stamp(context), [reason])
    weeks = context.rows("theme_weeks", theme=theme_id)
    figure = theme_trend.trend(context, row, weeks) if weeks else None
    lines = [theme_trend.finding(context, counts)]
    if figure:
        lines += [figure.title, figure.below]
    most, others = sides(context.rows("candidates", theme=theme_id), 3)
    said = [_quote(context, one) for one in [*most, *others[:1]]]
    n = words.amount("feedback", counts["mentions"])
    return Block(key, name, stamp(context, n), lines, figure, quotes=said)


def voices(context: PageContext) -> Block:
    """One voice of each of the themes that are mentioned most under the filters."""
    words = context.words
    rows = [row for row in context.rows("themes") if row["mentions"] is not None]
    picked: list[dict[str, Any]] = []
    quotes = []
    for row in sorted(rows, key=lambda row: -row["mentions"])[:_VOICES]:
        for one in diverse(context.rows("candidates", theme=row["theme_id"]), 1, without=picked):
            picked.append(one)
            quotes.append(_quote(context, one, words.theme(row)))
    if not quotes:
        return _nothing(context, "voices", words("themes.none"))
    title = words("report_block.voices")
    return Block("voices", title, stamp(context, _feedback(context)), quotes=quotes)


def _quote(context: PageContext, row: dict[str, Any], about: str | None = None) -> Quote:
    parts = [about, *origin(context, row)]
    return Quote(row["sentence"], context.words.facts(parts), row["lang"])


def _feedback(context: PageContext) -> str:
    """How much feedback there is under the filters; not the number where it is small."""
    n = context.row("counts")["n_feedback"]
    return context.words("report.few_feedback") if 0 < n < 5 else context.words.amount("feedback", n)


def _nothing(context: PageContext, key: str, reason: str) -> Block:
    return Block(key, context.words(f"report_block.{key}"), stamp(context), [reason])
