"""Drivers of a score, all themes at once: the effects and weights of a regression on all of them."""

from typing import Any

from vocpipe.app.components.findings import Rows, score_digits, score_tone
from vocpipe.app.components.frame import Table, show_chart
from vocpipe.app.components.intervals import Estimate, intervals
from vocpipe.app.components.layout import callout, note, stat
from vocpipe.app.context import PageContext
from vocpipe.verdict import Verdict


def show(context: PageContext, score_type: str, kind: str | None) -> None:
    """Draw the fit and the effects with their intervals, as a chart and in words."""
    words = context.words
    rows = context.rows("driver_adjusted", score_type=score_type, kind=kind)
    if not rows:
        note(words("drivers.no_themes"))
        return
    _fit(context, rows[0])
    estimated = [row for row in rows if row["effect"] is not None]
    if not estimated:
        note(words.reason(rows[0]))
        return
    _effects(context, estimated, score_type)
    n_left_out = len(rows) - len(estimated)
    if n_left_out:
        themes = words.amount("theme", len(rows))
        note(words("drivers.not_adjusted", n=words.number(n_left_out), themes=themes))


def _fit(context: PageContext, row: dict[str, Any]) -> None:
    words = context.words
    note(words("drivers.adjusted_note"))
    answers, customers = words.amount("answer", row["n"]), words.amount("customer", row["n_customers"])
    if row["r2"] is None:
        stat(words("drivers.no_fit", answers=answers, customers=customers))
        return
    r2, r2_cv = words.number(row["r2"], 3), words.signed(row["r2_unseen"], 3)
    stat(words("drivers.fit", r2=r2, r2_cv=r2_cv, answers=answers, customers=customers))
    if row["r2_unseen"] is not None and row["r2_unseen"] <= 0:
        told = row["verdict"] == Verdict.CANNOT_TELL
        callout("warning", words.reason(row) if told else words("drivers.explains_nothing"))


def _effects(context: PageContext, rows: Rows, score_type: str) -> None:
    """The chart of the effects, the weightiest first; the table behind it has their weights and reasons."""
    words, digits = context.words, score_digits(score_type)
    axis = words("drivers.effect_axis", score=words.of("score", score_type))
    estimates = [_estimate(context, row, digits) for row in rows]
    head = [words(f"drivers.{name}") for name in ("theme", "effect", "weight", "with", "why_not")]
    lines = [_line(context, row, digits) for row in rows]
    behind = Table(f"all_themes_{score_type}", head, lines, numeric=[1, 2, 3])
    clicked = show_chart(
        context, words("drivers.adjusted_title"), intervals(words, estimates, title=axis, pick=True), behind
    )
    if clicked:
        context.go_behind(theme=str(clicked["key"]), kind=rows[0]["kind"])


def _estimate(context: PageContext, row: dict[str, Any], digits: int) -> Estimate:
    words = context.words
    return Estimate(
        label=words.theme(row),
        value=row["effect"],
        low=row["effect_low"],
        high=row["effect_high"],
        tone=score_tone(row),
        text=words.signed(row["effect"], digits),
        interval=words.interval(row["effect_low"], row["effect_high"], digits),
        n=words("drivers.n_of", n=words.number(row["n_with"]), all=words.number(row["n"])),
        verdict=words.of("verdict_score", row["verdict"]),
        key=row["theme_id"],
    )


def _line(context: PageContext, row: dict[str, Any], digits: int) -> list[str]:
    words = context.words
    effect = words.interval(row["effect_low"], row["effect_high"], digits)
    weight = words.shares(row["weight_low"], row["weight_high"], 0)
    return [
        words.theme(row),
        words.with_interval(words.signed(row["effect"], digits), effect),
        words.with_interval(words.percent(row["weight"], 0), weight),
        words("drivers.n_of", n=words.number(row["n_with"]), all=words.number(row["n"])),
        words.reason(row),
    ]
