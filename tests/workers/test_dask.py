"""Structure and embedding on a real Dask cluster of this machine: two workers, of which one is killed in the middle."""

import os
import socket
import subprocess
import sys
import time
from contextlib import ExitStack

import numpy as np
import pytest

from benchmarks.made_up import feedback
from tests.structure.database import RUN, add_texts, dump, new_database
from vocpipe.errors import WorkerError
from vocpipe.settings import Settings
from vocpipe.step import ignore
from vocpipe.structure import embed, stage
from vocpipe.workers.on_dask import DaskWorkers
from vocpipe.workers.spread import one_by_one

pytestmark = pytest.mark.long
TABLES = ("feedback_clean", "sentence", "survey_answer", "duplicate_band")


def dask(*arguments):
    command = [sys.executable, "-m", "dask", *arguments, "--no-dashboard"]
    return subprocess.Popen(command, stderr=subprocess.DEVNULL, env={**os.environ, "OMP_NUM_THREADS": "1"})


@pytest.fixture
def cluster():
    """The address of a scheduler, and its two workers' processes."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    with ExitStack() as stack:
        processes = [dask("scheduler", "--host", "127.0.0.1", "--port", address.rsplit(":", 1)[1])]
        processes += [dask("worker", address, "--nthreads", "1", "--no-nanny", "--death-timeout", "60") for _ in "12"]
        for process in processes:
            stack.callback(process.wait)
            stack.callback(process.kill)
        yield address, processes[1:]


def structured(spread, progress=ignore):
    connection = new_database()
    add_texts(connection, feedback(600))
    counts = stage.structure(connection, Settings(), RUN, spread=spread, progress=progress)
    embedded = embed.embed(connection, Settings(), spread=spread, progress=progress)
    vectors = connection.execute("SELECT model, text_hash, vector FROM embedding ORDER BY ALL").fetchall()
    return counts, embedded, dump(connection, *TABLES), vectors


def test_a_cluster_that_loses_a_worker_gives_what_one_process_gives(cluster, monkeypatch):
    monkeypatch.setattr(stage, "BATCH", 50)
    monkeypatch.setattr(embed, "CHUNK", 64)
    address, workers = cluster
    steps = []

    def kill_in_the_middle(done, total):
        steps.append(done)
        if len(steps) == 3:
            workers[0].kill()

    with DaskWorkers(address) as spread:
        *counted, rows, vectors = structured(spread, kill_in_the_middle)
    *counted_here, rows_here, vectors_here = structured(one_by_one)
    assert workers[0].poll() is not None
    assert counted == counted_here
    assert rows == rows_here
    assert [row[:2] for row in vectors] == [row[:2] for row in vectors_here]
    assert all(np.allclose(one[2], other[2], atol=1e-5) for one, other in zip(vectors, vectors_here, strict=True))


def test_an_address_where_nothing_answers_is_told_in_one_line(monkeypatch):
    monkeypatch.setattr("vocpipe.workers.on_dask._CONNECT_SECONDS", 2)
    start = time.monotonic()
    with DaskWorkers("tcp://127.0.0.1:9") as workers, pytest.raises(WorkerError, match="does not answer") as told:
        list(workers(len, ["a"], texts=1))
    assert "\n" not in str(told.value)
    assert time.monotonic() - start < 60
