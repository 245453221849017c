"""Broken files: no reader crashes, every row is counted once, and memory and time stay bounded.

`make fuzz` reads 5,000 of them; the quick tests 300.
"""

import os
import random
import resource
import time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.collect.mutations import mutate
from tests.collect.samples import Sample, samples
from vocpipe.collect.families import look_at
from vocpipe.collect.plan import Job, Source
from vocpipe.collect.read import FileRow, identify, read_file
from vocpipe.collect.registry import companions, readers
from vocpipe.settings import SourceSettings

N_FILES = int(os.environ.get("FUZZ", "300"))
MAX_SECONDS = 20
MAX_KILOBYTES = 1 << 20
SAMPLES = samples()


def read(path: Path, source: Source) -> FileRow:
    """The file as it is recorded; raises whatever a reader should not."""
    job = Job(path, path.name, source, ZoneInfo("Asia/Tokyo"))
    return read_file(job, identify(job, "run-1"))[0]


def source_of(sample: Sample, path: Path) -> Source:
    settings = SourceSettings(name=sample.reader.name, path=path.name, reader=sample.reader.name)
    return Source(settings, sample.reader, sample.companion)


def counted(file: FileRow) -> bool:
    return file.rows_read == file.rows_accepted + file.rows_rejected + file.rows_left_out


def put(root: Path, sample: Sample, data: bytes) -> Path:
    path = root / "inputs" / sample.name
    path.parent.mkdir()
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("seed", range(N_FILES))
def test_a_broken_file_is_read_or_refused_and_every_row_counted(tmp_path, seed):
    rng = random.Random(seed)
    sample = SAMPLES[seed % len(SAMPLES)]
    path = put(tmp_path, sample, mutate(sample.data, rng))
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    files = [read(path, source_of(sample, path))]
    for seen in look_at(tmp_path, {}):
        if seen.reader not in (None, sample.reader):
            files.append(read(path, source_of(Sample(seen.reader, "", b"", seen.companion), path)))
    assert all(map(counted, files))
    assert time.monotonic() - started < MAX_SECONDS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MAX_KILOBYTES


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_the_samples_that_are_broken_are_read_when_they_are_whole(tmp_path, sample):
    path = put(tmp_path, sample, sample.data)
    file = read(path, source_of(sample, path))
    assert file.error is None
    assert file.rows_accepted + file.rows_left_out > 0
    assert counted(file)


def test_every_reader_has_a_sample():
    tables = {reader.name for companion in companions().values() for reader in companion.readers}
    assert {sample.reader.name for sample in SAMPLES} == readers().keys() | tables
