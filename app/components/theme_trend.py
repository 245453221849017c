"""A theme's mentions by week as a figure, and what it is in one sentence."""

from typing import Any

from vocpipe.app.components.event_lines import event_names
from vocpipe.app.components.frame import Figure, Table
from vocpipe.app.components.weekly_charts import before, mentions, mentions_by_week, shown_events
from vocpipe.app.context import PageContext
from vocpipe.small_cells import MIN_CUSTOMERS_SHOWN as FEWEST

Rows = list[dict[str, Any]]


def finding(context: PageContext, counts: dict[str, Any]) -> str:
    """How many say it, and since when; counts: the row of theme_counts, not small."""
    words = context.words
    customers = words("theme.few") if counts["customers"] is None else words.amount("customer", counts["customers"])
    return words(
        "theme.finding",
        mentions=words.amount("feedback", counts["mentions"]),
        share=words.percent(counts["share"]),
        customers=customers,
        first=words.day(counts["first_on"]),
        last=words.day(counts["last_on"]),
    )


def trend(context: PageContext, theme: dict[str, Any], weeks: Rows) -> Figure:
    """Mentions by week with the same weeks a year ago and the calendar's events; of theme_weeks."""
    words, key = context.words, theme["theme_id"]
    lines = [
        [
            words.day(week["week"]),
            mentions(words, week),
            before(words, week),
            words.signed(week["sentiment"], 2),
        ]
        for week in weeks
    ]
    head = [words("chart.week"), words("theme.mentions"), words("theme.year_ago"), words("theme.sentiment_lately")]
    verdict = theme.get("change_verdict")
    title = words("theme.trend_is", change=words.of("change", verdict)) if verdict else words("theme.trend")
    chart = mentions_by_week(words, weeks, context.rows("calendar"))
    return Figure(title, chart, Table(f"weeks_{key}", head, lines, numeric=[1, 2, 3]), _legend(context, weeks))


def _legend(context: PageContext, weeks: Rows) -> str:
    """What the dashed line and the numbers on the chart are."""
    words = context.words
    with_year = any(week["year_ago"] is not None for week in weeks)
    named = event_names(words, shown_events(weeks, context.rows("calendar")))
    few = words("theme.few_weeks", n=words.number(FEWEST)) if any(week["is_few"] for week in weeks) else None
    return words.facts([words("theme.year_ago_line") if with_year else words("theme.no_year_ago"), few, *named])
