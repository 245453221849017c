"""The demo's published tables in polars, and what is read off them alone: voices, mentions, answers."""

from collections.abc import Callable

import polars as pl
import pytest

from vocpipe.store.snapshot import newest, open_snapshot
from vocpipe.store.workspace import Workspace

Read = Callable[[str], pl.DataFrame]


@pytest.fixture(scope="package")
def read(demo: Workspace) -> Read:
    """A function that gives a published table of the demo."""
    with open_snapshot(newest(demo)) as connection:
        names = [name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
        tables = {name: pl.from_arrow(connection.sql(f"FROM {name}").to_arrow_table()) for name in names}
    return tables.__getitem__


@pytest.fixture(scope="package")
def said(read: Read) -> pl.DataFrame:
    """Feedback with words; who said it: a customer, or else a thread."""
    return (
        read("feedback")
        .filter(pl.col("text").str.strip_chars().str.len_chars() > 0)
        .with_columns(
            week=pl.col("created_on").dt.truncate("1w"),
            voice=pl.coalesce("customer_id", pl.col("source") + " " + pl.col("thread_id"), "feedback_id"),
        )
    )


@pytest.fixture(scope="package")
def mentions(read: Read) -> pl.DataFrame:
    """feedback_id and theme_id of every mention, each once."""
    pairs = read("sentence").join(read("sentence_theme"), on="sentence_id")
    return pairs.select("feedback_id", "theme_id").unique()


@pytest.fixture(scope="package")
def mains(read: Read) -> pl.Series:
    """The ids of active main themes."""
    themes = read("theme").filter(pl.col("parent_id").is_null(), pl.col("state") == "active")
    return themes["theme_id"].sort()


@pytest.fixture(scope="package")
def answers(read: Read, said: pl.DataFrame) -> pl.DataFrame:
    """NPS answers of responses with words in some part; value: 1, 0 or -1."""
    response = pl.coalesce(pl.col("source") + " " + pl.col("thread_id"), "feedback_id").alias("response")
    with_words = said.select(response).unique()
    scored = read("feedback").with_columns(response).filter(pl.col("nps_group").is_not_null())
    value = pl.col("nps_group").replace_strict({"promoter": 1, "passive": 0, "detractor": -1}, return_dtype=pl.Int64)
    return scored.join(with_words, on="response").with_columns(
        value=value, customer=pl.coalesce("customer_id", "response")
    )


@pytest.fixture(scope="package")
def answer_themes(read: Read, answers: pl.DataFrame, mentions: pl.DataFrame) -> pl.DataFrame:
    """feedback_id of an answer and theme_id of what any part of its response mentions."""
    response = pl.coalesce(pl.col("source") + " " + pl.col("thread_id"), "feedback_id").alias("response")
    parts = read("feedback").select("feedback_id", response).join(mentions, on="feedback_id")
    return answers.select("feedback_id", "response").join(parts.drop("feedback_id"), on="response").unique()
