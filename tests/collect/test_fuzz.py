"""Broken files: no reader crashes, every row is counted once, and memory and time stay bounded.

`make fuzz` reads 5,000 of them, each in a process of its own; the quick tests 300.
"""

import os
import random
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.collect.cost import Cost, measure, measured_here
from tests.collect.mutations import mutate
from tests.collect.planted import planted, tokens_in
from tests.collect.samples import Sample, samples
from vocpipe.collect.families import look_at
from vocpipe.collect.plan import Job, Source
from vocpipe.collect.read import FileRow, identify, read_file
from vocpipe.collect.registry import companions, readers
from vocpipe.settings import SourceSettings

FUZZ = os.environ.get("FUZZ")
N_FILES = int(FUZZ or "300")
MAX_SECONDS = 20
MAX_MEGABYTES = 1024
CUT = 200  # characters from which a rejected row may be shown without its end
PLANTED = planted()
SAMPLES = samples()


UNFORESEEN = "reading it failed in a way that is not foreseen"


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


def cost_of(work) -> Cost:
    """What the work takes; in a process of its own if `make fuzz` reads thousands."""
    cost = measure(work, seconds=2 * MAX_SECONDS) if FUZZ else measured_here(work)
    assert cost.result is not None, "ended"
    assert cost.seconds < MAX_SECONDS
    assert cost.megabytes < MAX_MEGABYTES
    return cost


@pytest.mark.parametrize("seed", range(N_FILES))
def test_a_broken_file_is_read_or_refused_and_every_row_counted(tmp_path, seed):
    rng = random.Random(seed)
    sample = SAMPLES[seed % len(SAMPLES)]
    path = put(tmp_path, sample, mutate(sample.data, rng))

    def work():
        files = [read(path, source_of(sample, path))]
        for seen in look_at(tmp_path, {}):
            if seen.reader not in (None, sample.reader):
                files.append(read(path, source_of(Sample(seen.reader, "", b"", seen.companion), path)))
        return [counted(file) and (file.error is None or not file.error.startswith(UNFORESEEN)) for file in files]

    assert all(cost_of(work).result)


@pytest.mark.parametrize("seed", range(N_FILES // 3))
def test_no_row_of_a_broken_table_is_lost_in_silence(tmp_path, seed):
    """Every planted row that is still whole in the file is in what was accepted or rejected, or the file is refused."""
    rng = random.Random(10_000_019 + seed)
    sample = PLANTED[seed % len(PLANTED)]
    data = mutate(sample.data, rng)
    path = put(tmp_path, sample, data)

    def work():
        source = source_of(sample, path)
        job = Job(path, path.name, source, ZoneInfo("Asia/Tokyo"))
        file, gathered = read_file(job, identify(job, "run-1"))
        told = str(gathered.feedback.to_pylist()) + str(gathered.rejects.to_pylist())
        n_cut = sum(len(row["raw"] or "") >= CUT for row in gathered.rejects.to_pylist())
        excused = file.error or file.unread or any("passed over" in warning for warning in file.warnings)
        lost = sorted(token for token in tokens_in(data) if token not in told)
        return [] if excused or len(lost) <= n_cut else lost

    assert cost_of(work).result == []


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
