"""A vendor's limit holds over runs: another process goes on with the times of the calls of the one before."""

import time

import pytest

from vocpipe.pull.pace import Pace


def called(pace, times):
    for _ in range(times):
        pace.begin()
        pace.end()


def test_a_call_beyond_the_limit_has_to_wait_until_the_first_one_is_old_enough():
    pace = Pace(3, 60)
    called(pace, 2)
    assert pace.delay() == 0
    called(pace, 1)
    assert pace.delay() == pytest.approx(60, abs=1)


def test_after_a_kill_the_next_process_keeps_to_the_same_limit(tmp_path):
    path = tmp_path / "calls.calls"
    pace = Pace(3, 60, path)
    called(pace, 2)
    pace.begin()  # and is killed before the answer
    assert Pace(3, 60, path).delay() == pytest.approx(60, abs=1)
    assert Pace(4, 60, path).delay() == 0
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_half_written_time_and_one_from_the_future_count_for_nothing(tmp_path, monkeypatch):
    path = tmp_path / "calls.calls"
    called(Pace(1, 60, path), 1)
    path.write_bytes(path.read_bytes() + b"\x01\x02\x03")
    assert Pace(1, 60, path).delay() > 0
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now - 3600)
    assert Pace(1, 60, path).delay() == 0


def test_times_that_no_longer_count_leave_the_file(tmp_path):
    path = tmp_path / "calls.calls"
    called(Pace(100, 60, path), 5)
    assert path.stat().st_size == 5 * 8
    Pace(100, 0, path)
    assert path.stat().st_size == 0
