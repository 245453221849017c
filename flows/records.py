"""Prefect's own records of refreshes on this machine: runs, logs, results, and the reports as artifacts."""

from collections.abc import Callable
from pathlib import Path

from vocpipe.rights.sqlite import mask_database, remove_files

_SQLITE = "sqlite"


def mask_records(mask: Callable[[str], str]) -> dict[str, int]:
    """Mask a person in Prefect's records; returns place -> how many values, or files, were changed.

    The records of a server on another machine are not reached.
    """
    counts = {str(path): mask_database(path, mask) for path in _databases()}
    storage = _storage()
    if storage.is_dir():
        counts[str(storage)] = remove_files(storage, mask)
    return {place: count for place, count in counts.items() if count}


def _databases() -> list[Path]:
    from prefect.settings import PREFECT_API_DATABASE_CONNECTION_URL, PREFECT_HOME

    found = set(PREFECT_HOME.value().expanduser().glob("*.db"))
    address = PREFECT_API_DATABASE_CONNECTION_URL.value()
    address = address.get_secret_value() if hasattr(address, "get_secret_value") else str(address or "")
    own = Path(address.split("///", 1)[-1].split("?")[0])
    if address.startswith(_SQLITE) and own.is_file():
        found.add(own)
    return sorted(path.resolve() for path in found)


def _storage() -> Path:
    from prefect.settings import PREFECT_LOCAL_STORAGE_PATH

    return Path(str(PREFECT_LOCAL_STORAGE_PATH.value())).expanduser()
