"""A simulated company as rows of the private database, as the stages before the outcomes would have left them."""

from collections.abc import Iterator

import duckdb
import numpy as np
import pyarrow as pa

from vocpipe.evaluate.database import refill, repeated
from vocpipe.evaluate.outcomes.company import PLANS, Company
from vocpipe.evaluate.outcomes.family import Worlds
from vocpipe.evaluate.outcomes.mentions import NEVER
from vocpipe.evaluate.outcomes.world import FIRST_MONTH, World, simulate

_NOON = np.timedelta64(12, "h")
_TEXT = "said"


def stored_worlds(
    connection: duckdb.DuckDBPyConnection, company: Company, worlds: Worlds
) -> Iterator[tuple[int, World]]:
    """Each world of the company with its seed; it is what the database holds until the next one."""
    for seed in worlds.seeds():
        world = simulate(company, worlds.settings, seed)
        store_world(connection, company, world)
        yield seed, world


def store_world(connection: duckdb.DuckDBPyConnection, company: Company, world: World) -> None:
    """Replace the content of the database by `world`."""
    customers, feedback = _customers(world), _feedback(world)
    sentences, themed = _sentences(company, world)
    refill(
        connection,
        {
            "theme": _themes(company),
            "customer": customers.drop_columns(["customer_id"]),
            "customer_number": customers.select(["customer_key", "customer_id"]),
            "feedback_raw": feedback,
            "feedback_clean": _clean(feedback),
            "sentence": sentences,
            "sentence_theme": themed,
        },
    )


def know_customers(connection: duckdb.DuckDBPyConnection, known_on: str) -> None:
    """Have the customers file of today be the first that was read, on the day `known_on`."""
    connection.execute("DELETE FROM customer_version")
    connection.execute(
        "INSERT INTO customer_version (customer_key, plan, monthly_value, known_on)"
        " SELECT customer_key, plan, monthly_value, ?::DATE FROM customer",
        [known_on],
    )


def _themes(company: Company) -> pa.Table:
    ids, n = list(company.theme_ids), len(company.theme_ids)
    return pa.table(
        {
            "theme_id": ids,
            "name_en": ids,
            "keywords": repeated([], n, pa.list_(pa.string())),
            "state": repeated("active", n, pa.string()),
            "born_run": repeated("", n, pa.string()),
        }
    )


def _customers(world: World) -> pa.Table:
    """Rows for the tables customer and customer_number."""
    ids = [f"k{number:06d}" for number in range(len(world.starts))]
    first, n = FIRST_MONTH.astype("datetime64[D]"), len(ids)
    gone = world.leaves < NEVER
    return pa.table(
        {
            "customer_key": ids,
            "customer_id": [f"c{number:06d}" for number in range(n)],
            "started_at": pa.array(first + world.starts),
            "churned_at": pa.array(first + np.where(gone, world.leaves, 0), mask=~gone),
            "plan": np.array(PLANS)[world.plans].tolist(),
            "monthly_value": world.values,
            "file_id": repeated("", n, pa.string()),
            "row_no": repeated(0, n, pa.int64()),
        }
    )


def _feedback(world: World) -> pa.Table:
    """One row per feedback: the messages, then the NPS answers."""
    messages = np.flatnonzero(world.answer < 0)
    customer = np.concatenate([world.customer[messages], world.answer_customer])
    day = np.concatenate([world.day[messages], world.answer_day])
    score = np.concatenate([np.zeros(len(messages)), world.scores.astype(np.float64)])
    n = len(customer)
    answered = np.arange(n) >= len(messages)
    return pa.table(
        {
            "feedback_id": [_feedback_id(number) for number in range(n)],
            "source": repeated("world", n, pa.string()),
            "kind": repeated("survey", n, pa.string()),
            "source_id": [str(number) for number in range(n)],
            "part_no": repeated(0, n, pa.int32()),
            "created_at": pa.array((FIRST_MONTH.astype("datetime64[D]") + day).astype("datetime64[us]") + _NOON),
            "customer_ref": [f"k{number:06d}" for number in customer],
            "text": repeated(_TEXT, n, pa.string()),
            "score_type": pa.array(["nps"] * n, pa.string(), mask=~answered),
            "score": pa.array(score, mask=~answered),
            "content_hash": repeated("", n, pa.string()),
            "file_id": repeated("", n, pa.string()),
            "row_no": np.arange(n),
        }
    )


def _clean(feedback: pa.Table) -> pa.Table:
    n = feedback.num_rows
    return pa.table(
        {
            "feedback_id": feedback["feedback_id"],
            "basis": repeated("", n, pa.string()),
            "text": repeated(_TEXT, n, pa.string()),
            "lang": repeated("en", n, pa.string()),
            "is_empty_like": repeated(False, n, pa.bool_()),
        }
    )


def _sentences(company: Company, world: World) -> tuple[pa.Table, pa.Table]:
    """Rows for the tables sentence and sentence_theme: one sentence per feedback and theme."""
    alone = world.answer < 0
    feedback = np.where(alone, np.cumsum(alone) - 1, world.answer + int(alone.sum())).tolist()
    themes = np.array(company.theme_ids)[world.theme].tolist()
    ids = [f"s{number:07d}-{theme}" for number, theme in zip(feedback, themes, strict=True)]
    n = len(ids)
    sentences = pa.table(
        {
            "sentence_id": ids,
            "feedback_id": [_feedback_id(number) for number in feedback],
            "position": repeated(0, n, pa.int32()),
            "text": repeated(_TEXT, n, pa.string()),
            "text_hash": repeated("", n, pa.string()),
            "lang": repeated("en", n, pa.string()),
            "role": repeated("opinion", n, pa.string()),
            "tokens": repeated([], n, pa.list_(pa.string())),
        }
    )
    themed = pa.table(
        {
            "sentence_id": ids,
            "theme_id": themes,
            "is_primary": repeated(True, n, pa.bool_()),
            "score": repeated(1.0, n, pa.float64()),
            "method": repeated("discovered", n, pa.string()),
        }
    )
    return sentences, themed


def _feedback_id(number: int) -> str:
    return f"f{number:07d}"
