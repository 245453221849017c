import os
import signal
import subprocess
import sys
import time
from functools import partial

import pyarrow as pa
import pytest

from vocpipe.encoders import encoder_process
from vocpipe.encoders.models import encode_chunk
from vocpipe.errors import ModelError
from vocpipe.store.vectors import MINILM, USE


def chunk_of(*texts, model=USE):
    return pa.table({"model": [model] * len(texts), "text_hash": [f"h{n}" for n in range(len(texts))], "text": texts})


@pytest.fixture
def started():
    """A function that starts the process with the models given; it is stopped after the test."""

    def start(models):
        encoder_process.start(models)
        return encoder_process._processes[-1]

    yield start
    encoder_process.stop()


TWO = partial(encode_chunk, batch_size=2)
CHUNK = chunk_of("請求書を出力できません。", "The invoice cannot be exported.", "")


def test_the_process_gives_the_vectors_that_we_would_make_here(started):
    process = started([USE])  # the other model is loaded when it is asked for
    for chunk in (CHUNK, chunk_of("It is slow.", model=MINILM)):
        assert process.compute(TWO, chunk).equals(encode_chunk(chunk, batch_size=2))
        assert encoder_process.encode(chunk, batch_size=2).equals(encode_chunk(chunk, batch_size=2))


def test_a_stopped_process_is_gone_and_may_be_stopped_again(started):
    pid = started([])._process.pid
    for _ in range(2):
        encoder_process.stop()
    assert not encoder_process._processes
    assert not is_alive(pid)


def test_without_a_process_the_vectors_are_computed_here():
    assert encoder_process.encode(CHUNK, batch_size=2).equals(encode_chunk(CHUNK, batch_size=2))


def test_a_process_that_has_died_is_done_without(started):
    process = started([])
    process._process.kill()
    process._process.wait()
    assert encoder_process.encode(CHUNK, batch_size=2).equals(encode_chunk(CHUNK, batch_size=2))


@pytest.mark.long
def test_a_model_that_cannot_be_loaded_fails_when_it_is_requested(started, tmp_path):
    process = started([str(tmp_path)])
    for _ in range(2):
        with pytest.raises(ModelError, match="can't be loaded"):
            encoder_process.encode(chunk_of("x", model=str(tmp_path)), batch_size=1)
    assert process.compute(TWO, CHUNK).equals(encode_chunk(CHUNK, batch_size=2))


@pytest.mark.long
def test_an_interrupt_is_left_to_who_asks(started):
    process = started([USE])
    process.compute(TWO, CHUNK)
    process._process.send_signal(signal.SIGINT)
    assert process.compute(TWO, CHUNK).num_rows == CHUNK.num_rows


PARENT = """
from vocpipe.encoders import encoder_process
encoder_process.start([])
print(encoder_process._processes[0]._process.pid, flush=True)
input()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="asks for a process by a signal")
def test_the_process_ends_with_the_one_that_started_it():
    with subprocess.Popen([sys.executable, "-c", PARENT], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as parent:
        pid = int(parent.stdout.readline())
        assert is_alive(pid)
        parent.kill()
    end = time.monotonic() + 60
    while is_alive(pid) and time.monotonic() < end:
        time.sleep(0.05)
    assert not is_alive(pid)


def is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
