"""What the explorer lets people download is safe in a spreadsheet."""

from typing import Any

import pytest
import streamlit as st

from vocpipe.app.components.download import download
from vocpipe.app.words import Words


def test_downloaded_tables_are_guarded_and_numbers_are_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    offered: list[tuple[Any, ...]] = []
    monkeypatch.setattr(st, "download_button", lambda *given, **_: offered.append(given))
    download(Words("ja"), "themes", ["@名前", "差"], [["=HYPERLINK(1)", -3.5], ["\u200b＝1", None]])
    [(label, content, name, _)] = offered
    assert (label, name) == ("CSV をダウンロード", "themes.csv")
    assert content.decode("utf-8-sig").splitlines() == ["'@名前,差", "'=HYPERLINK(1),-3.5", "'\u200b＝1,"]
