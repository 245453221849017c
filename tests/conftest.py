"""How the whole suite is spread over the machine's cores: one process a core, and one thread each."""

import os

import hypothesis
import pytest

# Several processes, each with a thread a core, wait for each other more than they work: embedding takes ten times as
# long. Read by the numeric libraries when they are loaded, which is after this file.
if "PYTEST_XDIST_WORKER" in os.environ:
    os.environ["OMP_NUM_THREADS"] = "1"

# Tests compare English messages, whatever language the machine speaks.
os.environ["VOCPIPE_LANG"] = "en"

# How long one example takes tells how busy the machine is, not whether the code is right.
hypothesis.settings.register_profile("any machine", deadline=None)
hypothesis.settings.load_profile("any machine")


def pytest_configure(config: pytest.Config) -> None:
    """The vectors of the training sentences are made once and kept for all processes and runs."""
    cache = getattr(config, "cache", None)  # none with -p no:cacheprovider
    if cache is not None:
        os.environ["VOCPIPE_TEST_VECTORS"] = str(cache.mkdir("training-vectors"))


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """Some tests run in this process, at once and with a debugger; the whole suite in as many as there are cores."""
    return None if config.args_source is pytest.Config.ArgsSource.TESTPATHS else 0
