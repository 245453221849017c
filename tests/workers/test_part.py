import pickle

import pytest

from vocpipe.errors import ModelError, WorkerError
from vocpipe.workers.part import Failure, compute, result_of, versions

SECRET = "taro@example.jp"


def sent(outcome):
    """The outcome as it comes from another process."""
    return pickle.loads(pickle.dumps(outcome))  # noqa: S301


def refuse(part):
    raise ModelError("no such model")


def fail(part):
    raise ValueError(part)


def test_a_worker_gives_what_the_work_makes():
    assert result_of(compute(str.upper, "slow", versions())) == "SLOW"


def test_what_fails_on_a_worker_quotes_no_text():
    outcome = sent(compute(fail, SECRET, versions()))
    assert SECRET not in repr(outcome)
    with pytest.raises(WorkerError, match="ValueError"):
        result_of(outcome)


def test_an_error_of_vocpipe_keeps_its_words():
    with pytest.raises(ModelError, match="no such model"):
        result_of(sent(compute(refuse, "", versions())))


def test_a_worker_with_other_versions_does_nothing():
    other = ("vocpipe 0.0.9", *versions()[1:])
    outcome = compute(str.upper, "slow", other)
    assert isinstance(outcome, Failure)
    with pytest.raises(WorkerError, match=r"vocpipe 0\.0\.9"):
        result_of(outcome)
