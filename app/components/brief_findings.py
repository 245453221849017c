"""What Home can say first: one sentence per published verdict, and counts where no verdict is published."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from vocpipe.app.components.brief_periods import Periods
from vocpipe.app.context import PageContext
from vocpipe.verdict import Verdict

# The kinds of findings, what matters most first.
KINDS = ("change", "churn", "nps_change", "nps", "risk", "effect", "falling", "count")
_MOST = 5
_MOST_OF_A_KIND = 2
_CHANGED = {Verdict.RISING: "change", Verdict.NEW: "change", Verdict.FALLING: "falling"}
Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence with the page behind it; `theme` is the row of the theme that it is about."""

    kind: str
    clearness: float  # among those of its kind the lower comes first: the q value where there is one
    sentence: str
    page: str
    address: dict[str, str]
    theme: dict[str, Any] | None = None


def five(found: list[Finding]) -> list[Finding]:
    """Five at most: the clearest of each kind in the order of KINDS, then each kind's second, no theme twice."""
    chosen: list[Finding] = []
    found = sorted(found, key=lambda finding: finding.clearness)
    for _ in range(_MOST_OF_A_KIND):
        for kind in KINDS:
            taken = {finding.theme["theme_id"] for finding in chosen if finding.theme}
            left = [finding for finding in found if finding.kind == kind and finding not in chosen]
            chosen += [finding for finding in left if not (finding.theme and finding.theme["theme_id"] in taken)][:1]
    return chosen[:_MOST]


def all_findings(context: PageContext, themes: Rows, periods: Periods) -> list[Finding]:
    """Every finding that the published tables support."""
    return [
        *(finding for row in themes for finding in _of_theme(context, row)),
        *_counts(context, themes, periods),
        *_nps_change(context),
        *_risk(context),
        *_effects(context, themes),
    ]


def _of_theme(context: PageContext, row: dict[str, Any]) -> Iterator[Finding]:
    words, name = context.words, context.words.theme(row)
    address = {"theme": row["theme_id"]}
    if row["change_verdict"] in _CHANGED:
        ratio = words.with_interval(words.ratio(row["ratio"], 1), words.ratios(row["ratio_low"], row["ratio_high"], 1))
        key = row["change_verdict"] if row["ratio"] is not None or row["change_verdict"] == Verdict.NEW else "new"
        sentence = words(f"brief.{key}", name=name, ratio=ratio, since=words.day(row["since"]))
        yield Finding(_CHANGED[row["change_verdict"]], row["change_q"] or 0, sentence, "theme", address, row)
    if row["churn_verdict"] == Verdict.RAISES:
        ratio = words.with_interval(
            words.ratio(row["hazard_ratio"], 1), words.ratios(row["hazard_low"], row["hazard_high"], 1)
        )
        customers = words.amount("customer", row["n_exposed"])
        sentence = words("brief.churn", name=name, ratio=ratio, customers=customers)
        yield Finding("churn", row["churn_q"] or 0, sentence, "theme", address, row)
    if row["nps_verdict"] == Verdict.LOWERS:
        gap = words.with_interval(words.signed(row["gap"]), words.interval(row["gap_low"], row["gap_high"]))
        sentence = words("brief.nps", name=name, gap=gap, answers=words.amount("answer", row["n_with"]))
        yield Finding("nps", row["nps_q"] or 0, sentence, "theme", address, row)


def _counts(context: PageContext, themes: Rows, periods: Periods) -> Iterator[Finding]:
    """Counts alone: nothing was tested for the periods that the reader chose."""
    if not periods.are_of_one_length:
        return
    words = context.words
    for row in themes:
        if row["n"] is None or row["n_base"] is None or row["n"] <= row["n_base"]:
            continue
        counts = {"mentions": words.amount("mention", row["n"]), "before": words.number(row["n_base"])}
        sentence = words("brief.count", name=words.theme(row), **counts)
        yield Finding("count", row["n_base"] - row["n"], sentence, "theme", {"theme": row["theme_id"]}, row)


def _nps_change(context: PageContext) -> Iterator[Finding]:
    words = context.words
    row = context.row("driver_pairs")
    if not row or row["value"] is None or row["verdict"] not in (Verdict.RAISES, Verdict.LOWERS):
        return
    change = words.with_interval(words.signed(row["value"]), words.interval(row["low"], row["high"]))
    answers = words.amount("answer", row["n_before"] + row["n_after"])
    sentence = words("brief.nps_change", change=change, since=words.day(row["after_from"]), answers=answers)
    yield Finding("nps_change", 0, sentence, "drivers", {})


def _risk(context: PageContext) -> Iterator[Finding]:
    """The customers at risk, only if the list's back-test was better than a random list."""
    words, row = context.words, context.row("brief_risk")
    if not row or not row["beats_base"]:
        return
    lift = words.with_interval(words.ratio(row["lift"], 1), words.ratios(row["lift_low"], row["lift_high"], 1))
    places = {
        "customers": words.amount("customer", row["n"]),
        "value": words.money(row["monthly_value"]),
        "hits": words.percent(row["precision_at_k"], 0),
        "lift": lift,
    }
    sentence = words("brief.risk" if row["monthly_value"] is not None else "brief.risk_without_value", **places)
    yield Finding("risk", 0, sentence, "customers", {})


def _effects(context: PageContext, themes: Rows) -> Iterator[Finding]:
    words, by_id = context.words, {row["theme_id"]: row for row in themes}
    for place, row in enumerate(context.rows("brief_effects")):
        effect = words.with_interval(words.ratio(row["effect"]), words.ratios(row["low"], row["high"]))
        sentence = words("brief.effect", title=row["title"], day=words.day(row["done_on"]), effect=effect)
        yield Finding("effect", place, sentence, "theme", {"theme": row["theme_id"]}, by_id.get(row["theme_id"]))
