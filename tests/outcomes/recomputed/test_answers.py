"""The published numbers about answers of the demo, counted again by another way: polars and no SQL.

Intervals and p-values are not counted again: `tests/outcomes/statistics` has those.
"""

import polars as pl
import pytest

from tests.outcomes.recomputed.conftest import Read
from tests.outcomes.recomputed.frames import FEW, assert_same, on_day

MIN_ANSWERS, MIN_CUSTOMERS = 30, 10

pytestmark = pytest.mark.long  # the whole demo is refreshed for it


def test_theme_nps(read, answers, answer_themes, mains):
    total = answers["value"].sum()
    rows = []
    for theme in mains:
        ids = answer_themes.filter(pl.col("theme_id") == theme)["feedback_id"].implode()
        inside = answers.filter(pl.col("feedback_id").is_in(ids))
        n, others = inside.height, answers.height - inside.height
        with_it = 100 * inside["value"].sum() / n if n else None
        without = 100 * (total - inside["value"].sum()) / others
        told = n >= MIN_ANSWERS and inside["customer"].n_unique() >= MIN_CUSTOMERS
        rows.append(
            {
                "theme_id": theme,
                "n_with": n,
                "n_without": others,
                "nps_with": with_it if told else None,
                "nps_without": without if told else None,
                "share": n / answers.height if told else None,
                "gap": with_it - without if told else None,
                "impact": n / answers.height * (with_it - without) if told else None,
            }
        )
    assert_same(pl.DataFrame(rows, infer_schema_length=None), read("theme_nps"), ["theme_id"])


def test_segment_nps(read, answers):
    everybody = answers.with_columns(segment_kind=pl.lit("all"), segment=pl.lit("all"))
    columns = ["segment_kind", "segment", "customer", "value"]
    placed = on_day(answers.filter(pl.col("customer_id").is_not_null()), read("customer_segment"))
    mine = (
        pl.concat([everybody.select(columns), placed.select(columns)])
        .group_by("segment_kind", "segment")
        .agg(n=pl.len(), n_customers=pl.col("customer").n_unique(), nps=100 * pl.col("value").mean())
    )
    few = pl.col("n_customers") < FEW
    mine = mine.with_columns(
        n=pl.when(~few).then("n"),
        n_customers=pl.when(~few).then("n_customers"),
        nps=pl.when(~few & (pl.col("n") >= MIN_ANSWERS)).then("nps"),
    )
    assert_same(mine, read("segment_nps"), ["segment_kind", "segment"])


def test_nps_change(read, answers):
    published = read("nps_change")
    pairs = published.filter(pl.col("dimension") == "all")
    assert {"quarter", "month"} <= set(pairs["periods"])
    for pair in pairs.to_dicts():
        day = pl.col("created_on")
        length = "1mo" if pair["periods"] == "month" else "3mo"
        before = answers.filter(day.dt.truncate(length) == pair["before_from"])
        after = answers.filter(day.dt.truncate(length) == pair["after_from"])
        assert (pair["n_before"], pair["n_after"]) == (before.height, after.height)
        change = 100 * (after["value"].mean() - before["value"].mean())
        assert pair["value"] == pytest.approx(change)
        same = [pl.col(name) == pair[name] for name in ("periods", "before_from", "after_from")]
        parts = published.filter(*same, pl.col("dimension") != "all")
        for _, dimension in parts.group_by("dimension"):
            assert dimension["value"].sum() == pytest.approx(change)
    newest_pair = pairs.filter(pl.col("periods") == "month").sort("after_from").tail(1).to_dicts()[0]
    check_parts_by_plan(read, answers, newest_pair)


def check_parts_by_plan(read: Read, answers: pl.DataFrame, pair: dict[str, object]) -> None:
    """Mix and rate of each plan, by Kitagawa's formula over plans that five customers have in both periods."""
    placed = on_day(answers.filter(pl.col("customer_id").is_not_null()), read("customer_segment"))
    plans = placed.filter(pl.col("segment_kind") == "plan").select("feedback_id", "segment")
    month = pl.col("created_on").dt.truncate("1mo")
    rows = answers.join(plans, on="feedback_id", how="left").with_columns(month=month)
    halves = [rows.filter(pl.col("month") == pair[name]) for name in ("before_from", "after_from")]
    people = [half.group_by("segment").agg(n=pl.col("customer").n_unique()) for half in halves]
    enough = {
        plan
        for plan in rows["segment"].drop_nulls().unique()
        if all(one.filter(pl.col("segment") == plan)["n"].sum() >= FEW for one in people)
    }
    groups: dict[str, tuple[float, float, float, float]] = {}
    for plan in [*sorted(enough), None]:
        mine = [half.filter(pl.col("segment").is_in(list(enough)).fill_null(False)) for half in halves]
        inside = (
            [half.filter(pl.col("segment") == plan) for half in mine]
            if plan
            else [half.filter(~pl.col("segment").is_in(list(enough)).fill_null(False)) for half in halves]
        )
        share = [one.height / half.height for one, half in zip(inside, halves, strict=True)]
        mean = [one["value"].mean() if one.height else None for one in inside]
        mean = [value if value is not None else other for value, other in zip(mean, mean[::-1], strict=True)]
        groups[plan or ""] = (*share, *(value or 0.0 for value in mean))
    level = sum(w * y for w0, w1, y0, y1 in groups.values() for w, y in ((w0, y0), (w1, y1))) / 2
    told = read("nps_change").filter(
        pl.col("periods") == "month", pl.col("after_from") == pair["after_from"], pl.col("dimension") == "plan"
    )
    found = {(row["subject"], row["part"]): row["value"] for row in told.to_dicts()}
    for plan in enough:
        w0, w1, y0, y1 = groups[plan]
        assert found[(plan, "mix")] == pytest.approx(100 * (w1 - w0) * ((y0 + y1) / 2 - level))
        assert found[(plan, "rate")] == pytest.approx(100 * (y1 - y0) * (w0 + w1) / 2)
    assert {plan for plan, _ in found if plan} == enough


def test_response_rate(read, demo):
    sent = pl.read_csv(demo.root / "inputs" / "survey_invitations.csv").unique()
    everybody = read("response_rate").filter(pl.col("segment_kind") == "all").to_dicts()[0]
    answered = (sent["回答有無"] == "はい").sum()
    assert (everybody["n_invited"], everybody["n_answered"]) == (sent.height, answered)
    assert everybody["n_customers"] == sent["顧客ID"].n_unique()
    assert everybody["rate"] == pytest.approx(answered / sent.height)
    plans = read("response_rate").filter(pl.col("segment_kind") == "plan")
    assert 0 < plans["n_invited"].sum() <= sent.height
