"""Whether themes stay the same: over samples, over weeks of growth, and over a forced discovery.

Growth runs through the themes stage on a database in memory, so what is measured is what a refresh does.
"""

import time
from dataclasses import asdict, dataclass

import duckdb
import numpy as np
import pyarrow as pa

from vocpipe.evaluate.corpus import Corpus
from vocpipe.evaluate.database import insert, memory_database, repeated
from vocpipe.settings import Settings
from vocpipe.store.vectors import as_column, encoder_plan
from vocpipe.store.workspace import fetch_one
from vocpipe.themes.discovery.discover import discover
from vocpipe.themes.refresh import refresh_themes
from vocpipe.themes.space import NOWHERE, Indices

SAMPLE = 0.8
START = 0.5  # share of the rows that are there at first
WEEKS = 10
WEEK = 0.05  # share of the rows that each week brings


@dataclass(frozen=True, slots=True)
class StabilityScores:
    """How far themes stay the same.

    sample_themes, sample_ari: themes in each of two samples of 80 %, and their agreement on the texts they share.

    weekly_kept: share of old rows with a theme that keep it, for each of ten weeks that bring 5 % of the rows after a
    start with half of them; weekly_themed: share of that week's rows in a theme. discoveries: how many of the weeks
    discovered anew by themselves. After a discovery that is forced at the end, ids_kept: share of themes, by rows, that
    keep their id; rows_kept: share of rows that stay with their theme's id; unrecorded: themes that came or went
    without an event in the lineage. seconds: of everything.
    """

    sample_themes: list[int]
    sample_ari: float
    weekly_kept: list[float]
    weekly_themed: list[float]
    discoveries: int
    ids_kept: float
    rows_kept: float
    unrecorded: int
    seconds: float


@dataclass(frozen=True, slots=True)
class _Growth:
    """The scores of a growing workspace; the fields are those of StabilityScores."""

    weekly_kept: list[float]
    weekly_themed: list[float]
    discoveries: int
    ids_kept: float
    rows_kept: float
    unrecorded: int


def measure_stability(corpus: Corpus, settings: Settings, *, seed: int = 0) -> StabilityScores:
    """How far themes stay the same over samples and over growth of the corpus; the labels are not used."""
    start = time.monotonic()
    themes, ari = _samples(corpus, settings, np.random.default_rng(seed))
    growth = _grow(corpus, settings, np.random.default_rng(seed + 1))
    return StabilityScores(
        sample_themes=themes,
        sample_ari=ari,
        **asdict(growth),
        seconds=time.monotonic() - start,
    )


def _samples(corpus: Corpus, settings: Settings, random: np.random.Generator) -> tuple[list[int], float]:
    """The number of themes in each of two samples, and the adjusted Rand index on the texts in both."""
    from sklearn.metrics import adjusted_rand_score

    size = len(corpus.hashes)
    # Groups of all texts, -2 if the text is not in the sample.
    groups = np.full((2, size), NOWHERE - 1, np.int64)
    for labels in groups:
        sample = np.sort(random.choice(size, round(size * SAMPLE), replace=False))
        labels[sample] = discover(*corpus.part(sample), settings.themes).themes
    shared = (groups >= NOWHERE).all(axis=0)
    return (groups.max(axis=1) + 1).tolist(), float(adjusted_rand_score(*groups[:, shared]))


def _grow(corpus: Corpus, settings: Settings, random: np.random.Generator) -> _Growth:
    """Half of the rows, then a week's rows at a time, then a forced discovery."""
    order = random.permutation(len(corpus.places))
    edges = [round(len(order) * (START + WEEK * week)) for week in range(WEEKS + 1)]
    kept, themed = [], []
    with memory_database() as connection:
        _store_vectors(connection, corpus, settings)
        before: dict[str, str] = {}
        for week, (start, end) in enumerate(zip([0, *edges], edges, strict=False)):
            insert(connection, "sentence", _sentences(corpus, order[start:end]))
            refresh_themes(connection, settings, f"week-{week:02d}")
            after = _themes(connection)
            if week:
                kept.append(_same(before, after))
                themed.append(_share([_id(row) in after for row in order[start:end]]))
            before = after
        discoveries = fetch_one(connection, "SELECT count(DISTINCT run_id) FROM theme_lineage WHERE run_id > 'week-00'")
        refresh_themes(connection, settings, "forced", rediscover=True)
        after = _themes(connection)
        living = set(after.values())
        return _Growth(
            weekly_kept=kept,
            weekly_themed=themed,
            discoveries=int(discoveries[0]) if discoveries else 0,
            ids_kept=_share([theme in living for theme in before.values()]),
            rows_kept=_same(before, after),
            unrecorded=_unrecorded(connection, set(before.values()), living),
        )


def _store_vectors(connection: duckdb.DuckDBPyConnection, corpus: Corpus, settings: Settings) -> None:
    plan, space, hashes = encoder_plan(settings.embed), corpus.space, np.array(corpus.hashes)
    matrices = [(plan.shared, hashes, space.shared)]
    matrices += [(plan.own[language], hashes[space.rows(language)], matrix) for language, matrix in space.own.items()]
    for model, keys, matrix in matrices:
        models = repeated(model, len(keys), pa.string())
        rows = pa.table({"model": models, "text_hash": pa.array(keys.tolist()), "vector": as_column(matrix)})
        insert(connection, "embedding", rows)


def _sentences(corpus: Corpus, rows: Indices) -> pa.Table:
    """Some rows as they are in the table sentence after the stages before themes."""
    places, n = corpus.places[rows], len(rows)
    words = corpus.words.of(places)
    columns = {
        "sentence_id": pa.array([_id(row) for row in rows]),
        "feedback_id": pa.array([f"f_{row}" for row in rows]),
        "position": repeated(0, n, pa.int32()),
        "text": pa.array(words.texts, pa.string()),
        "text_hash": pa.array([corpus.hashes[place] for place in places], pa.string()),
        "lang": pa.array(corpus.space.languages[places].tolist(), pa.string()),
        "role": repeated("opinion", n, pa.string()),
        "tokens": pa.array(words.tokens, pa.list_(pa.string())),
    }
    return pa.table(columns)


def _id(row: np.int64) -> str:
    return f"s_{row}"


def _themes(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """The main theme of each row that has one."""
    return dict(connection.execute("SELECT sentence_id, theme_id FROM sentence_theme WHERE is_primary").fetchall())


def _same(before: dict[str, str], after: dict[str, str]) -> float:
    return _share([after.get(row) == theme for row, theme in before.items()])


def _share(flags: list[bool]) -> float:
    """The share that is true; 1 if there are none."""
    return sum(flags) / len(flags) if flags else 1.0


def _unrecorded(connection: duckdb.DuckDBPyConnection, before: set[str], after: set[str]) -> int:
    """The number of themes that came or went in the forced discovery without an event in the lineage."""
    events = connection.execute("SELECT from_theme, to_theme FROM theme_lineage WHERE run_id = 'forced'").fetchall()
    left, come = ({event[place] for event in events} for place in (0, 1))
    return len(before - after - left) + len(after - before - come)
