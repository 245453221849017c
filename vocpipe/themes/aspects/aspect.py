"""sentence_aspect: the clauses of sentences that praise one thing and blame another, with sentiment and theme."""

from collections.abc import Mapping

import duckdb
import numpy as np
import pyarrow as pa

from vocpipe.step import Context, Counts, Step
from vocpipe.store.tables import Column, Table, replace
from vocpipe.store.vectors import EncoderPlan, encoder_plan, load_vectors
from vocpipe.store.workspace import fetch, statement
from vocpipe.themes.aspects.nearness import Aspects, aspects
from vocpipe.themes.aspects.opposed import opposed
from vocpipe.themes.space import NOWHERE, Labels, Space

_MOST_EXAMPLES = 100  # of a theme and language: more hardly move its center
SENTENCE_ASPECT = Table(
    "sentence_aspect",
    "one row per clause of an opinion that praises one thing and blames another (the screens are lovely but support is "
    "slow). Each has a sentiment of its own.",
    (
        Column("sentence_id", "VARCHAR", "the sentence"),
        Column("position", "INTEGER", "place of the clause in the sentence, from 0"),
        Column("begins", "INTEGER", "where it begins in the sentence's text, in characters from 0"),
        Column("ends", "INTEGER", "where it ends: the place of the first character after it"),
        Column("text", "VARCHAR", "the clause, personal data masked; null if it may not be shown"),
        Column("sentiment", "DOUBLE", "of the clause, from -1 (negative) to 1 (positive)"),
        Column("sentiment_label", "VARCHAR", "positive, neutral, negative or unsure"),
        Column("theme_id", "VARCHAR", "the theme that the clause is about; null if it is near to none"),
        Column(
            "nearness", "DOUBLE", "to the center of that theme, or of the nearest one, -1 to 1; null if there is none"
        ),
        Column(
            "is_main",
            "BOOLEAN",
            "whether it is what the sentence says of its own theme: its sentiment counts there, not the sentence's",
        ),
    ),
    order="sentence_id, position",
)
_SHOWN = ("sentence_id", "position", "begins", "ends", "text", "sentiment", "sentiment_label")


def run(context: Context) -> Counts:
    """Replace sentence_aspect."""
    connection, plan = context.connection, encoder_plan(context.settings.embed)
    clauses = fetch(connection, statement("vocpipe.themes.aspects", "clauses.sql"))
    both = opposed(clauses["sentence_id"].to_pylist(), clauses["sentiment_label"].to_pylist())
    replace(connection, SENTENCE_ASPECT, _rows(connection, plan, clauses.filter(pa.array(both, pa.bool_()))))
    return {}


def _rows(connection: duckdb.DuckDBPyConnection, plan: EncoderPlan, clauses: pa.Table) -> pa.Table:
    examples = fetch(connection, statement("vocpipe.themes.aspects", "examples.sql"), {"most": _MOST_EXAMPLES})
    ids = sorted(set(examples["theme_id"].to_pylist()))
    number = {theme_id: place for place, theme_id in enumerate(ids)}
    found = aspects(
        _space(connection, plan, clauses),
        clauses["sentence_id"].to_pylist(),
        _numbers(clauses["own_theme"].to_pylist(), number),
        _space(connection, plan, examples),
        _numbers(examples["theme_id"].to_pylist(), number),
    )
    return pa.table({name: clauses[name] for name in _SHOWN} | _columns(found, ids), schema=SENTENCE_ASPECT.schema)


def _columns(found: Aspects, ids: list[str]) -> dict[str, pa.Array]:
    return {
        "theme_id": pa.array(
            [None if place == NOWHERE else ids[place] for place in found.themes.tolist()], pa.string()
        ),
        "nearness": pa.array(found.nearness.round(4), pa.float64())
        if ids
        else pa.nulls(len(found.themes), pa.float64()),
        "is_main": pa.array(found.is_main, pa.bool_()),
    }


def _numbers(themes: list[str | None], number: Mapping[str, int]) -> Labels:
    return np.array([number.get(theme, NOWHERE) if theme else NOWHERE for theme in themes], np.int64)


def _space(connection: duckdb.DuckDBPyConnection, plan: EncoderPlan, texts: pa.Table) -> Space:
    """The vectors of `texts` (text_hash, lang), in their order."""
    languages = np.array(texts["lang"].to_pylist(), dtype=np.str_)
    hashes = texts["text_hash"].combine_chunks()
    own = {
        language: load_vectors(connection, model, hashes.take(pa.array(np.flatnonzero(languages == language))))
        for language, model in plan.own.items()
        if (languages == language).any()
    }
    return Space(load_vectors(connection, plan.shared, hashes), languages, own)


STEP = Step(
    "themes.aspects",
    run,
    reads=frozenset({"sentence", "embedding", "clause_sentiment", "sentence_theme", "unquotable"}),
    tables=(SENTENCE_ASPECT,),
)
