import os
import sys

import pytest

from vocpipe.errors import WorkerError
from vocpipe.workers.local import MIN_TEXTS, LocalWorkers
from vocpipe.workers.spread import in_order

DIES_ONCE = """
import os, pathlib
if not (mark := pathlib.Path({mark!r})).exists():
    mark.touch()
    os._exit(9)
"""


def test_few_texts_are_done_in_this_process():
    with LocalWorkers() as workers:
        assert set(workers(lambda part: os.getpid(), range(3), texts=MIN_TEXTS - 1)) == {os.getpid()}


def test_results_of_processes_come_in_the_order_of_the_parts():
    with LocalWorkers(2) as workers:
        found = list(workers(os.path.basename, [f"/a/{number}" for number in range(50)], texts=50))
        assert found == [str(number) for number in range(50)]
        again = list(workers(len, ["a", "bb"], texts=2))  # by the same processes
    assert again == [1, 2]


def test_the_part_of_a_process_that_is_killed_is_done_by_another(tmp_path):
    code = DIES_ONCE.format(mark=str(tmp_path / "mark"))
    with LocalWorkers(2) as workers:
        assert list(workers(exec, ["pass", code, "pass"], texts=3)) == [None, None, None]
    assert (tmp_path / "mark").exists()


def test_a_part_that_kills_every_process_ends_in_one_line():
    with LocalWorkers(2) as workers, pytest.raises(WorkerError, match="died several times"):
        list(workers(os._exit, [1], texts=1))


def test_what_fails_in_a_process_is_told_here():
    with LocalWorkers(2) as workers, pytest.raises(WorkerError, match="ZeroDivisionError"):
        list(workers(exec, ["1 / 0"], texts=1))


@pytest.mark.skipif(sys.platform == "win32", reason="asks for a process by a signal")
def test_the_processes_end_with_the_block():
    with LocalWorkers(2) as workers:
        list(workers(len, ["a"], texts=1))
        pids = [process._process.pid for process in workers._processes]
        assert all(os.kill(pid, 0) is None for pid in pids)
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


class Done:
    def __init__(self, under_way, part):
        self.under_way, self.part = under_way, part
        under_way.add(part)

    def result(self):
        self.under_way.remove(self.part)
        return self.part

    def cancel(self):
        self.under_way.remove(self.part)


def test_no_more_parts_are_taken_than_fit_and_those_left_are_given_up():
    under_way, taken = set(), []
    parts = (taken.append(part) or part for part in range(100))
    results = in_order(lambda part: Done(under_way, part), parts, window=4)
    assert [next(results) for _ in range(3)] == [0, 1, 2]
    assert len(taken) <= 8
    results.close()
    assert not under_way
