"""A refresh end to end, as a user runs it."""

import json
import random
import signal
import threading
import time
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pytest

from tests.flows import shop
from vocpipe.encoders.models import encode
from vocpipe.store.audit_check import check_audit, read_acts
from vocpipe.store.snapshot import newest, open_snapshot
from vocpipe.store.vectors import USE, load_vectors, text_hash
from vocpipe.store.workspace import Workspace


def test_rows_read_are_rows_accepted_and_rejected(refreshed: Workspace) -> None:
    with open_snapshot(newest(refreshed)) as connection:
        files = connection.execute(
            "SELECT file, rows_read, rows_accepted, rows_rejected, values_refused FROM ingest_file ORDER BY file"
        ).fetchall()
        rejects = connection.execute("SELECT row, field, raw FROM ingest_reject ORDER BY row").fetchall()
    assert files == [("inputs/answers.csv", 62, 61, 1, 1), ("inputs/customers.csv", 17, 17, 0, 0)]
    assert [(row, field) for row, field, _ in rejects] == [(62, None), (63, "score")]


def test_themes_hold_what_belongs_together(refreshed: Workspace) -> None:
    with open_snapshot(newest(refreshed)) as connection:
        rows = connection.execute(
            "SELECT theme_id, sentence.text FROM sentence_theme JOIN sentence USING (sentence_id) WHERE is_primary"
        ).fetchall()
    of = {text.split(" (")[0]: theme for theme, text in rows}
    assert of["請求書がPDFで出せない"] == of["請求書のPDFが開けません"]
    assert of["The search is far too slow"] == of["Slow search again today"]
    assert of["The search is far too slow"] != of["Easy to use for everybody"]


def test_every_published_table_and_column_has_a_comment(refreshed: Workspace) -> None:
    with open_snapshot(newest(refreshed)) as connection:
        bare = connection.execute(
            "SELECT table_name, NULL FROM duckdb_tables() WHERE comment IS NULL "
            "UNION ALL SELECT table_name, column_name FROM duckdb_columns() WHERE comment IS NULL AND NOT internal"
        ).fetchall()
    assert bare == []


def test_masked_values_stand_nowhere_in_the_snapshot(refreshed: Workspace) -> None:
    everything = json.dumps(shop.published(refreshed), default=str, ensure_ascii=False)
    assert "[EMAIL]" in everything
    assert "taro@example.jp" not in everything
    assert "090-1234-5678" not in everything


def test_a_refresh_leaves_nothing_that_others_can_read_but_the_snapshots(refreshed: Workspace) -> None:
    def modes(folder: Path) -> set[str]:
        return {oct(path.stat().st_mode & 0o777) for path in folder.rglob("*") if path.is_file()}

    assert (modes(refreshed.private), modes(refreshed.published)) == ({"0o600"}, {"0o640"})
    assert oct(refreshed.private.stat().st_mode & 0o777) == "0o700"
    assert oct(refreshed.published.stat().st_mode & 0o777) == "0o750"


def test_a_refresh_notes_which_settings_it_saw(refreshed: Workspace) -> None:
    assert [line["act"] for line in read_acts(refreshed) if line] == ["settings.change"]
    assert check_audit(refreshed).problem is None


def test_a_second_refresh_finds_nothing_new_and_publishes_nothing(copied: Workspace) -> None:
    before, link = shop.published(copied), newest(copied)
    assert "Nothing new" in shop.refresh(copied)
    assert newest(copied) == link
    assert shop.published(copied) == before


def test_new_rows_join_the_existing_themes(copied: Workspace) -> None:
    before = {row[0] for row in shop.published(copied)["theme"]}
    more = "id,created_at,customer_id,nps,comment\nb1,2026-04-02,c3,3,請求書のPDFがまた出せない\n"
    (copied.root / "inputs" / "answers_april.csv").write_text(more, encoding="utf-8")
    shop.refresh(copied)
    after = shop.published(copied)
    assert {row[0] for row in after["theme"]} == before
    with open_snapshot(newest(copied)) as connection:
        method = connection.execute(
            "SELECT method FROM sentence_theme JOIN sentence USING (sentence_id) WHERE text = ?",
            ["請求書のPDFがまた出せない"],
        ).fetchall()
    assert ("assigned",) in method


def test_a_changed_row_replaces_the_old_one(copied: Workspace) -> None:
    path = copied.root / "inputs" / "answers.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace("請求書がPDFで出せない (1)", "検索が遅すぎる"), encoding="utf-8"
    )
    count = len(shop.published(copied)["feedback"])
    shop.refresh(copied)
    after = shop.published(copied)
    assert len(after["feedback"]) == count
    texts = {value for row in after["sentence"] for value in row if isinstance(value, str)}
    assert "検索が遅すぎる" in texts
    assert "請求書がPDFで出せない (1)" not in texts


def test_discovering_anew_keeps_ids_and_names(copied: Workspace) -> None:
    before = shop.published(copied)
    shop.refresh(copied, rediscover=True)
    after = shop.published(copied)
    assert [row[:5] for row in after["theme"]] == [row[:5] for row in before["theme"]]


@pytest.mark.long
def test_own_names_are_taken_out_of_vectors_and_words_and_stay_in_what_is_shown(copied: Workspace) -> None:
    path = copied.root / "vocpipe.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("[workspace]", '[workspace]\nown_names = ["search"]'), "utf-8"
    )
    shop.refresh(copied)
    sentence = "The search is far too slow (1)"
    with copied.connect() as connection:
        [(key, tokens)] = connection.execute(
            "SELECT DISTINCT text_hash, tokens FROM sentence WHERE text = ?", [sentence]
        ).fetchall()
        vector = load_vectors(connection, USE, pa.array([key]))
    assert "search" not in tokens
    neutral = "The it is far too slow (1)"
    assert key == text_hash(neutral)
    assert np.allclose(vector, encode(USE, [neutral]), atol=1e-4)


def test_a_concurrent_refresh_is_refused_and_names_the_holder(copied: Workspace) -> None:
    shop.grow(copied)
    first = shop.start(copied)
    holder = copied.private / "refresh.json"
    while not holder.exists() and first.poll() is None:
        time.sleep(0.05)
    second = shop.start(copied)
    _, error = second.communicate(timeout=120)
    first.communicate(timeout=300)
    assert (first.returncode, second.returncode) == (0, 1)
    assert f"process {first.pid}" in error
    assert len(error.strip().splitlines()) == 1


def test_readers_never_fail_while_a_refresh_runs(copied: Workspace) -> None:
    shop.grow(copied)
    seen: list[tuple[int, int]] = []
    failures: list[str] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            try:
                with open_snapshot(copied.snapshot_link) as connection:
                    row = connection.execute(
                        "SELECT (SELECT count(*) FROM feedback), sum(rows_accepted) "
                        "FROM ingest_file WHERE source = 'answers'"
                    ).fetchall()[0]
                seen.append((int(row[0]), int(row[1])))
            except duckdb.Error as error:
                failures.append(str(error))
            time.sleep(0.1)

    reader = threading.Thread(target=read)
    reader.start()
    shop.refresh(copied)
    done.set()
    reader.join()
    assert failures == []
    assert all(feedback == accepted for feedback, accepted in seen)
    assert len(set(seen)) >= 1


@pytest.mark.long
@pytest.mark.parametrize("seed", range(3))
def test_a_killed_refresh_leaves_the_snapshot_and_resumes_on_the_next_run(
    seed: int, grown: Workspace, copied: Workspace
) -> None:
    shop.grow(copied)
    before, expected = shop.published(copied), shop.published(grown)
    process = shop.start(copied)
    time.sleep(random.Random(seed).uniform(1, 9))
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert shop.published(copied) in (before, expected)
    shop.refresh(copied)
    assert shop.published(copied) == expected
