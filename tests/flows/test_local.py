"""Models are loaded ahead only if there will be texts for them."""

import os

from tests.flows import shop
from vocpipe.flows.local import _has_work
from vocpipe.store.snapshot import newest


def test_a_workspace_that_was_never_published_has_work(tmp_path):
    assert _has_work(shop.make(tmp_path / "w"))


def test_after_a_refresh_there_is_work_once_a_file_has_come(copied):
    os.utime(newest(copied))  # its inputs were copied just now, and count as new by their change time
    assert not _has_work(copied)
    later = newest(copied).stat().st_mtime + 5
    os.utime(next((copied.root / "inputs").glob("answers*.csv")), (later, later))
    assert _has_work(copied)
