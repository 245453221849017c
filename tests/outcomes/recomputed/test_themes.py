"""The published numbers about themes of the demo, counted again by another way: polars and no SQL.

Intervals and p-values are not counted again: `tests/outcomes/statistics` has those.
"""

from datetime import date, timedelta

import polars as pl
import pytest

from tests.outcomes.recomputed.frames import FAR, FEW, assert_same, on_day

pytestmark = pytest.mark.long  # the whole demo is refreshed for it


def test_theme_week(read):
    # Of a sentence that praises one thing and blames another, what it says of the theme counts.
    themed = read("sentence").drop("sentiment", "sentiment_label").join(read("sentence_theme"), on="sentence_id")
    days = read("feedback").filter(pl.col("created_on").is_not_null())
    rows = themed.join(days.select("feedback_id", "kind", "customer_id", "created_on"), on="feedback_id")
    rows = rows.with_columns(
        week=pl.col("created_on").dt.truncate("1w"),
        felt=pl.when(pl.col("kind") != "ticket").then(pl.col("sentiment")),
    )
    counted = rows.group_by("theme_id", "week").agg(
        n_sentences=pl.len(),
        n_feedback=pl.col("feedback_id").n_unique(),
        n_customers=pl.col("customer_id").drop_nulls().n_unique(),
        sentiment=pl.col("felt").mean(),
    )
    first, last = rows["week"].min(), rows["week"].max()
    weeks = pl.DataFrame({"week": pl.date_range(first, last, "7d", eager=True)})
    customers = read("customer").filter(pl.col("churned_on").is_not_null() | pl.col("churned").ne_missing(True))
    active = [
        customers.filter(
            pl.col("started_on").fill_null(date(1900, 1, 1)) < week + timedelta(days=7),
            pl.col("churned_on").fill_null(FAR) >= week,
        ).height
        for week in weeks["week"]
    ]
    every = read("theme").select("theme_id").join(weeks.with_columns(active_customers=pl.Series(active)), how="cross")
    mine = every.join(counted, on=["theme_id", "week"], how="left")
    counts = ("n_sentences", "n_feedback", "n_customers")
    mine = mine.with_columns(pl.col(name).fill_null(0) for name in counts)
    assert_same(mine.drop("sentiment"), read("theme_week"), ["theme_id", "week"])
    # Each sentence's sentiment is published with fewer digits than the mean is taken of.
    felt = mine.join(read("theme_week"), on=["theme_id", "week"], suffix="_published")
    assert (felt["sentiment"] - felt["sentiment_published"]).abs().max() < 1e-4
    assert felt["sentiment"].null_count() == felt["sentiment_published"].null_count()


def test_theme_change(read, said, mentions):
    firsts = said.select("feedback_id", "created_at").rename({"feedback_id": "duplicate_of", "created_at": "first_at"})
    feedback = said.join(firsts, on="duplicate_of", how="left")
    counted = feedback.filter(pl.col("created_at").is_not_null(), pl.col("first_at").is_null())
    absent = read("source_state").filter(~pl.col("takes_part"))["source"].implode()
    counted = counted.filter(~pl.col("source").is_in(absent))
    since = counted["week"].max() - timedelta(weeks=3)
    periods = {
        "recent": counted.filter(pl.col("week") >= since),
        "before": counted.filter(pl.col("week") < since, pl.col("week") >= since - timedelta(weeks=12)),
    }
    mine = read("theme").filter(pl.col("parent_id").is_null(), pl.col("state") != "retired").select("theme_id")
    for name, rows in periods.items():
        by_theme = rows.join(mentions, on="feedback_id").group_by("theme_id")
        people = pl.col("voice").n_unique()
        shown = pl.when((people == 0) | (people >= FEW)).then(people)
        told = by_theme.agg(pl.len().alias(f"n_{name}"), shown.alias(f"n_customers_{name}"))
        mine = mine.join(told, on="theme_id", how="left").with_columns(
            pl.when(pl.col(f"n_{name}").is_null()).then(0).otherwise(pl.col(f"n_customers_{name}"))
            .alias(f"n_customers_{name}"),
            pl.col(f"n_{name}").fill_null(0),
        )  # fmt: skip
    assert_same(mine.with_columns(since=pl.lit(since)), read("theme_change"), ["theme_id"])


def test_theme_segment(read, said, mentions, mains):
    placed = on_day(said.filter(pl.col("customer_id").is_not_null()), read("customer_segment"))
    cell = ["segment_kind", "segment"]
    everybody = placed.group_by(cell).agg(n_all=pl.col("customer_id").n_unique())
    sentences = placed.join(read("sentence").select("feedback_id", "sentence_id"), on="feedback_id")
    themed = sentences.join(read("sentence_theme").select("sentence_id", "theme_id"), on="sentence_id")
    mentioned = themed.group_by("theme_id", *cell).agg(
        n_customers=pl.col("customer_id").n_unique(), n_sentences=pl.col("sentence_id").n_unique()
    )
    every = pl.DataFrame({"theme_id": mains}).join(everybody, how="cross")
    mine = every.join(mentioned, on=["theme_id", *cell], how="left")
    is_shown = pl.col("n_customers") >= FEW
    mine = mine.with_columns(
        n_sentences=pl.when(is_shown).then("n_sentences"),
        n_customers=pl.when(is_shown).then("n_customers"),
        n_all=pl.when(pl.col("n_all") >= FEW).then("n_all"),
    ).with_columns(share=pl.col("n_customers") / pl.col("n_all"))
    assert_same(mine, read("theme_segment"), ["theme_id", *cell])
