"""Whether a key file holds the key that was drawn: a flipped bit, or a new key in its place, would change every id.

`private/keys.json` has for each key file what the key gives for a fixed text, from which nobody can compute the key.
"""

import hmac
import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from vocpipe.errors import DamageError
from vocpipe.store.files import write_private
from vocpipe.wording import tell

KEY_BYTES = 32
_KEPT = 2  # seals of a key file: of the key, and of the one before, so that a replacement can be killed at any moment


def refuse_missing(path: Path) -> None:
    """Raise DamageError if a key was drawn for the file before, so that it must not be drawn again in silence."""
    if _seals(path).get(path.name) and not path.exists():  # another process may just have drawn it
        raise DamageError(tell("damage.secret.missing", path=path), str(path))


def checked(path: Path, key: bytes) -> bytes:
    """The key, after a check that it is one and that it was sealed; a key of before there were seals gets one.

    Raises DamageError.
    """
    sealed = _seals(path).get(path.name)
    if len(key) != KEY_BYTES or (sealed and _seal(key) not in sealed):
        raise DamageError(tell("damage.secret.damaged", path=path), str(path))
    if not sealed:
        seal(path, key)
    return key


def seal(path: Path, key: bytes) -> None:
    """Note that the file is to hold `key`; to be called before the file gets it."""
    seals = _seals(path)
    former = [value for value in seals.get(path.name, []) if value != _seal(key)]
    seals[path.name] = [*former, _seal(key)][-_KEPT:]
    write_private(_path(path), json.dumps(seals, sort_keys=True).encode())


def _seal(key: bytes) -> str:
    return hmac.new(key, b"seal", sha256).hexdigest()[:16]


def _seals(path: Path) -> dict[str, Any]:
    """Key file -> its seals; raises DamageError if that can't be read."""
    try:
        content = json.loads(_path(path).read_bytes())
    except FileNotFoundError:
        return {}
    except ValueError as error:
        raise DamageError(tell("damage.secret.damaged", path=_path(path)), str(_path(path))) from error
    return content if isinstance(content, dict) else {}


def _path(path: Path) -> Path:
    return path.with_name("keys.json")
