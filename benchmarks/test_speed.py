"""What must stay fast, on small made-up inputs and without models: `make benchmark`. See README.md beside this file.

Each test asserts what came out, so that nothing is fast because it did nothing. No test fails because it is slow.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import duckdb
import numpy as np
import pytest

from benchmarks import made_up
from tests.app.small_world import RUN, build_world
from tests.builders import AT, add_all, add_run
from tests.themes.blobs import no_words, space, unit
from vocpipe.collect.parsing.dates import parse_time
from vocpipe.collect.parsing.decode import decode
from vocpipe.collect.reader import Reading
from vocpipe.collect.readers.table import read
from vocpipe.masking.redact import redact
from vocpipe.outcomes.statistics.hazard import fit_hazard
from vocpipe.outcomes.statistics.resample import Clusters, gaps
from vocpipe.pipeline import PUBLISHED
from vocpipe.settings import SourceSettings, ThemesSettings
from vocpipe.store.publish import publish
from vocpipe.store.tables import registered
from vocpipe.store.workspace import Workspace, migrate
from vocpipe.structure.duplicates import find_duplicates
from vocpipe.structure.similarity import bands, exact_hash
from vocpipe.structure.split import split
from vocpipe.themes.discovery.discover import discover
from vocpipe.wording import amount, text

TOKYO = ZoneInfo("Asia/Tokyo")
Benchmark = Any  # the fixture has no type of its own that is public


def test_parse_4000_times(benchmark: Benchmark) -> None:
    forms = ["2026年{m}月{d}日 午後3時", "2026/{m:02d}/{d:02d} 15:04", "2026-{m:02d}-{d:02d}T15:04:05Z", "{m}/{d}/2026"]
    written = [form.format(m=n % 12 + 1, d=n % 28 + 1) for n in range(1000) for form in forms]
    times = benchmark(lambda: [parse_time(value, TOKYO) for value in written])
    assert len(set(times)) > 300


@pytest.mark.parametrize("encoding", ["utf-8", "cp932"])
def test_decode_20000_rows(benchmark: Benchmark, encoding: str) -> None:
    content = made_up.reviews_csv(20_000)
    decoded = benchmark(decode, content.encode(encoding))
    assert decoded.text == content


def test_read_a_csv_of_2000_rows(benchmark: Benchmark, tmp_path: Path) -> None:
    (tmp_path / "reviews.csv").write_text(made_up.reviews_csv(2000), encoding="cp932")
    source = SourceSettings(name="reviews", path="reviews.csv")
    outcomes = benchmark(lambda: list(read(Reading(tmp_path / "reviews.csv", source, TOKYO))))
    assert len(outcomes) == 2000


def test_mask_500_texts(benchmark: Benchmark) -> None:
    texts = made_up.feedback(500)
    masked = benchmark(lambda: [redact(item) for item in texts])
    assert sum(bool(item.counts) for item in masked) > 100


def test_split_500_texts(benchmark: Benchmark) -> None:
    texts = made_up.feedback(500)
    split(texts[:2])  # loads the tokenizers
    assert sum(map(len, benchmark(split, texts))) >= 1500


def test_near_duplicates_among_2000_texts(benchmark: Benchmark) -> None:
    texts = made_up.similar(2000)
    ids = [f"f_{number:05d}" for number in range(len(texts))]

    def fill() -> tuple[tuple[duckdb.DuckDBPyConnection], dict[str, Any]]:
        connection = duckdb.connect()
        migrate(connection)
        pairs = list(zip(ids, texts, strict=True))
        said_at = {key: AT + timedelta(minutes=minute) for minute, key in enumerate(ids)}
        raw = [{"feedback_id": key, "source_id": key, "created_at": said_at[key]} for key in ids]
        add_all(connection, "feedback_raw", raw)
        clean = [{"feedback_id": key, "text": item, "text_hash": exact_hash(item)} for key, item in pairs]
        add_all(connection, "feedback_clean", clean)
        return (connection,), {}

    def find(connection: duckdb.DuckDBPyConnection) -> int:
        with connection, registered(connection, new_bands=bands(ids, texts)):
            connection.execute("INSERT INTO duplicate_band BY NAME SELECT * FROM new_bands")
            return find_duplicates(connection)

    assert benchmark.pedantic(find, setup=fill, rounds=5, warmup_rounds=1) > 300


def test_discover_themes_of_3000_vectors(benchmark: Benchmark) -> None:
    points = space(unit(np.random.default_rng(1).normal(size=(3000, 128))))
    settings = ThemesSettings()
    found = benchmark.pedantic(discover, (points, no_words(3000), settings), rounds=5, warmup_rounds=1)
    assert len(found.themes) == 3000


def test_gaps_of_30_themes_in_2000_answers(benchmark: Benchmark) -> None:
    rng = np.random.default_rng(1)
    mentions = rng.random((30, 2000)) < 0.1
    scores = rng.choice([-1.0, 0.0, 1.0], 2000)
    customers = np.arange(2000) % 1200

    def estimate() -> Any:
        return gaps(Clusters.of(scores, customers, np.nonzero(mentions), 30), draws=2000, seed=1)

    assert np.isfinite(benchmark(estimate).gap_low).all()


def test_hazards_of_500_customers_over_12_months(benchmark: Benchmark) -> None:
    rng = np.random.default_rng(1)
    x = np.column_stack([rng.random((6000, 10)) < 0.15, np.ones(6000)]).astype(float)
    effects = np.array([0.9, *[0.0] * 9, -3.0])
    left = (rng.random(6000) < -np.expm1(-np.exp(x @ effects))).astype(float)
    cluster, zeros = np.repeat(np.arange(500), 12), np.zeros(11)
    fit = benchmark(fit_hazard, x, left, np.zeros(6000), zeros, cluster, np.array([*zeros[1:], -3.0]))
    assert 0.6 < fit.coefficients[0] < 1.2


@pytest.fixture
def next_run(tmp_path: Path) -> Iterator[Callable[[], Any]]:
    """What prepares one more run of a small company of 600 answers: the arguments of `publish`."""
    build_world(tmp_path)
    workspace, numbers = Workspace(tmp_path), count(1)
    with workspace.connect() as connection:

        def prepare() -> Any:
            run_id = f"{RUN}-{next(numbers):03d}"
            add_run(connection, run_id)
            return (connection, workspace, workspace.settings, run_id, PUBLISHED), {}

        yield prepare


def test_publish_a_snapshot_of_600_answers(benchmark: Benchmark, next_run: Callable[[], Any]) -> None:
    snapshot = benchmark.pedantic(publish, setup=next_run, rounds=10, warmup_rounds=1)
    assert snapshot.is_file()


def test_fill_10000_sentences(benchmark: Benchmark) -> None:
    def fill() -> list[Any]:
        return [text("nps.segment.few_answers", answers=amount("answer", n), min=30) for n in range(5000)]

    assert benchmark(fill)[1].en.startswith("Cannot tell: 1 answer;")
