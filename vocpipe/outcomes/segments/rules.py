"""segment_rule: the rules of the segments, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa

from vocpipe.settings import SegmentsSettings
from vocpipe.store.tables import Column, Table
from vocpipe.wording import Text, text

SEGMENT_RULE = Table(
    "segment_rule",
    "one row per rule of a segment; touch_model by quantiles has one per month.",
    (
        Column("segment_kind", "VARCHAR", "touch_model, usage or lifecycle"),
        Column("segment", "VARCHAR", "the segment the rule is for"),
        Column("valid_from", "DATE", "the month the rule is for; null when it holds at any time"),
        Column(
            "at_least",
            "DOUBLE",
            "the minimum monthly value, days with use or days since the start; null if there is no minimum",
        ),
        Column(
            "n",
            "BIGINT",
            "customers of that month whose values the threshold was read from; null when the settings give it",
        ),
        Column("rule_en", "VARCHAR", "the rule in words, in English"),
        Column("rule_ja", "VARCHAR", "the rule in words, in Japanese"),
    ),
    order="segment_kind, valid_from NULLS FIRST, at_least DESC NULLS LAST, segment",
)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The touch model of one month: the minimum monthly values, and the customers they were read from."""

    month: date
    high: float | None
    low: float | None
    n: int | None

    @classmethod
    def each(cls, rows: pa.Table) -> "list[Thresholds]":
        """One for each row of touch_thresholds.sql."""
        return [cls(**row) for row in rows.to_pylist()]


def segment_rules(thresholds: list[Thresholds], settings: SegmentsSettings, *, has_use: bool) -> pa.Table:
    """The rows of segment_rule; `has_use` says whether there is any behavior, without which usage has no rules."""
    rows = [
        *_touch_rules("high", [(month, month.high) for month in thresholds], settings.high_touch),
        *_touch_rules("low", [(month, month.low) for month in thresholds], settings.low_touch),
        _row("touch_model", "tech", None, text("segments.touch.tech")),
        *_lifecycle_rules(settings),
        *(_usage_rules(settings) if has_use else []),
    ]
    return pa.Table.from_pylist(rows, schema=SEGMENT_RULE.schema)


def _touch_rules(
    segment: str, months: list[tuple[Thresholds, float | None]], setting: float | None
) -> Iterable[dict[str, Any]]:
    """One rule for all months if the settings give the threshold, else one for each month that has one."""
    if setting is not None:
        rule = text(f"segments.touch.{segment}_by_settings", value=setting)
        return [_row("touch_model", segment, setting, rule)] if months else []
    return [
        _row(
            "touch_model",
            segment,
            value,
            text(f"segments.touch.{segment}_by_quantile", n=month.n, value=value),
            valid_from=month.month,
            n=month.n,
        )
        for month, value in months
        if value is not None
    ]


def _lifecycle_rules(settings: SegmentsSettings) -> list[dict[str, Any]]:
    onboarding, renewal, contract = settings.onboarding_days, settings.renewal_days, settings.contract_months
    rules = [
        _row("lifecycle", "onboarding", 0, text("segments.lifecycle.onboarding", days=onboarding)),
        _row("lifecycle", "established", onboarding, text("segments.lifecycle.established", days=onboarding)),
    ]
    if contract and renewal:
        rule = text("segments.lifecycle.renewal", days=renewal, months=contract)
        rules.append(_row("lifecycle", "renewal", None, rule))
    return rules


def _usage_rules(settings: SegmentsSettings) -> list[dict[str, Any]]:
    window = settings.usage_days
    at_least = {"frequent": settings.frequent, "occasional": settings.occasional}
    rules = [
        _row("usage", segment, days, text("segments.usage.at_least", days=days, window=window))
        for segment, days in at_least.items()
    ]
    return [*rules, _row("usage", "rare", 0, text("segments.usage.rare", days=settings.occasional, window=window))]


def _row(
    kind: str, segment: str, at_least: float | None, rule: Text, *, valid_from: date | None = None, n: int | None = None
) -> dict[str, Any]:
    return {
        "segment_kind": kind,
        "segment": segment,
        "valid_from": valid_from,
        "at_least": at_least,
        "n": n,
        "rule_en": rule.en,
        "rule_ja": rule.ja,
    }
