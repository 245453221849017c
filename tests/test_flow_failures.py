"""What fails in a flow or a task holds no value of the data, since Prefect stores and logs it."""

import errno

import httpx
import pytest

from tests.store.shop import make_workspace
from vocpipe.errors import ServerError, StorageError, UnexpectedError, VocpipeError
from vocpipe.flows.failures import plainly

SECRET = "Yuki Nakamura wrote this"


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (OSError(errno.ENOSPC, SECRET), StorageError),
        (ValueError(SECRET), UnexpectedError),
        (KeyError(SECRET), UnexpectedError),
        (httpx.ConnectError(SECRET), ServerError),
        (MemoryError(SECRET), StorageError),
    ],
)
def test_what_fails_in_a_flow_quotes_nothing_and_is_one_line(tmp_path, error, kind):
    workspace = make_workspace(tmp_path)
    workspace.protect()
    with pytest.raises(VocpipeError) as told, plainly(workspace.root):
        raise error
    assert type(told.value) is kind
    assert SECRET not in str(told.value)
    assert "\n" not in str(told.value)
    assert told.value.__cause__ is None
    assert told.value.__suppress_context__
    assert all(SECRET not in path.read_text() for path in workspace.private.iterdir())


def test_who_looks_for_a_mistake_gets_it_as_it_is(tmp_path, monkeypatch):
    monkeypatch.setenv("VOCPIPE_DEBUG", "1")
    with pytest.raises(ValueError, match=SECRET), plainly(tmp_path):
        raise ValueError(SECRET)
