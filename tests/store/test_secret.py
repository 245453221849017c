"""The secret of a workspace is drawn once, kept from others, and keys what is computed with it."""

import secrets
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from vocpipe.errors import WorkspaceError
from vocpipe.store import secret as module
from vocpipe.store.secret import keyed, secret
from vocpipe.store.workspace import Workspace


@pytest.fixture(autouse=True)
def any_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    """Secrets are drawn at random here, as outside the tests."""
    monkeypatch.setattr(module, "random_bytes", lambda: secrets.token_bytes(32))


def test_a_secret_is_drawn_once_whoever_asks_first(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    with ThreadPoolExecutor(8) as pool:
        drawn = set(pool.map(lambda _: secret(workspace), range(32)))
    assert len(drawn) == 1
    assert {len(value) for value in drawn} == {32}
    assert [path.name for path in workspace.private.iterdir()] == ["secret.key"]


def test_only_the_owner_can_read_the_secret(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    secret(workspace)
    assert workspace.private.stat().st_mode & 0o777 == 0o700
    assert (workspace.private / "secret.key").stat().st_mode & 0o777 == 0o600


def test_a_keyed_hash_depends_on_key_values_and_their_borders() -> None:
    assert keyed(b"a", "x", "y") == keyed(b"a", "x", "y")
    assert len({keyed(b"a", "x", "y"), keyed(b"b", "x", "y"), keyed(b"a", "xy"), keyed(b"a", "x", "z")}) == 4


def test_two_workspaces_have_two_secrets_and_a_file_that_holds_none_is_named(tmp_path: Path) -> None:
    one, two = Workspace(tmp_path / "one"), Workspace(tmp_path / "two")
    assert secret(one) != secret(two)
    (one.private / "secret.key").write_bytes(b"")
    with pytest.raises(WorkspaceError, match="does not hold a secret"):
        secret(one)
