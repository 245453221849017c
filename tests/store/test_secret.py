"""The secret of a workspace is drawn once, kept from others, and keys what is computed with it."""

import secrets
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from vocpipe.errors import DamageError
from vocpipe.store import secret as module
from vocpipe.store.seals import seal
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
    assert {path.name for path in workspace.private.iterdir()} == {"secret.key", "keys.json"}


def test_only_the_owner_can_read_the_secret(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    secret(workspace)
    assert workspace.private.stat().st_mode & 0o777 == 0o700
    assert (workspace.private / "secret.key").stat().st_mode & 0o777 == 0o600


def test_a_keyed_hash_depends_on_key_values_and_their_borders() -> None:
    assert keyed(b"a", "x", "y") == keyed(b"a", "x", "y")
    assert len({keyed(b"a", "x", "y"), keyed(b"b", "x", "y"), keyed(b"a", "xy"), keyed(b"a", "x", "z")}) == 4


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.write_bytes(path.read_bytes()[:-1] + bytes([path.read_bytes()[-1] ^ 1])),
        lambda path: path.write_bytes(path.read_bytes()[:16]),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(bytes(32)),
        lambda path: path.unlink(),
    ],
    ids=["a flipped bit", "cut", "empty", "zeros", "missing"],
)
def test_a_damaged_or_missing_secret_is_never_replaced_in_silence(tmp_path: Path, damage) -> None:
    workspace = Workspace(tmp_path)
    secret(workspace)
    path = workspace.private / "secret.key"
    damage(path)
    left = path.read_bytes() if path.exists() else None
    with pytest.raises(DamageError, match=r"secret\.key is (damaged|missing).*restore it from a backup"):
        secret(workspace)
    assert (path.read_bytes() if path.exists() else None) == left


def test_a_secret_may_be_replaced_and_a_kill_in_between_leaves_the_old_one(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    old, new, path = secret(workspace), b"n" * 32, workspace.private / "secret.key"
    seal(path, new)
    assert secret(workspace) == old
    path.write_bytes(new)
    assert secret(workspace) == new


def test_a_secret_of_before_there_were_seals_is_taken_as_it_is(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    workspace.private.mkdir()
    (workspace.private / "secret.key").write_bytes(b"o" * 32)
    assert secret(workspace) == b"o" * 32


def test_two_workspaces_have_two_secrets(tmp_path: Path) -> None:
    assert secret(Workspace(tmp_path / "one")) != secret(Workspace(tmp_path / "two"))
