import io
import sys

import pytest

from vocpipe.flows import progress
from vocpipe.flows.progress import StageProgress, terminal_progress


@pytest.fixture(scope="session", autouse=True)
def _one_server():
    """None: nothing here talks to Prefect, whose server takes long to start."""


@pytest.fixture
def log(monkeypatch):
    lines = []
    monkeypatch.setattr(StageProgress, "_log", staticmethod(lines.append))
    return lines


@pytest.fixture
def terminal(monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    for name in ("TTY_COMPATIBLE", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    return Terminal()


def test_without_a_terminal_every_tenth_is_a_line_in_the_log(log, monkeypatch):
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with terminal_progress():
        stage = StageProgress("embed")
        for done in range(0, 101):
            stage(done, 100)
        stage.finish(1.25)
    assert log[0] == "embed: 10 of 100"
    assert log[-2:] == ["embed: 100 of 100", "embed: done in 1.2 s"]
    assert len(log) == 11


def test_nothing_to_do_is_not_an_error(log):
    StageProgress("embed")(0, 0)
    assert log == []


def test_in_a_terminal_there_is_a_bar_and_no_log(log, terminal, monkeypatch):
    monkeypatch.setattr(sys, "stderr", terminal)
    with terminal_progress():
        stage = StageProgress("embed")
        stage(3, 7)
        stage.finish(0.1)
    assert "embed" in terminal.getvalue()
    assert "7/7" in terminal.getvalue()
    assert log == []


def test_after_a_failure_no_bar_is_left(log, terminal, monkeypatch):
    monkeypatch.setattr(sys, "stderr", terminal)
    with pytest.raises(ZeroDivisionError), terminal_progress():
        _ = 1 / 0
    assert progress._bar is None
    StageProgress("embed").finish(1)
    assert log == ["embed: done in 1.0 s"]
