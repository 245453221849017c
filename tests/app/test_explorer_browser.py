"""The explorer in a real browser: from Home to one piece of feedback, without requests to other hosts."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--use-angle=swiftshader", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run",
]  # fmt: skip

pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no chromium on this machine: the explorer was not tried in a browser"
)


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Any]:
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="no playwright: the explorer was not tried in a browser"
    )
    with playwright.sync_playwright() as driver:
        context = driver.chromium.launch_persistent_context(
            str(tmp_path / "profile"), executable_path=CHROMIUM, args=FLAGS, viewport={"width": 1400, "height": 900}
        )
        page = context.new_page()
        page.set_default_timeout(60_000)
        yield page
        context.close()


def test_no_other_page_can_show_the_explorer_in_a_frame(explorer, page):
    page.set_content(f'<iframe src="{explorer}/"></iframe>')
    page.wait_for_function("window.frames.length == 1")
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.evaluate("document.querySelector('iframe').src += '?again'")
    page.wait_for_timeout(1000)
    assert any("frame-ancestors" in text for text in refused)


def test_hostile_text_stays_text(explorer, page):
    page.goto(f"{explorer}/feedback?lang=en&feedback=f_00005")
    page.get_by_text("Sentence by sentence").wait_for()
    _say(page, "<script>window.hacked = 1</script>")
    link = page.get_by_role("link", name=re.compile("garbled"))
    link.wait_for()
    assert (
        link.inner_text().replace("\u2060", "")
        == "<b>CSV</b> *garbled* [x](https://evil.example) :red[on] export :smile:"
    )
    assert page.evaluate("window.hacked") is None


def _query_of(url: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(url).query)


def _query(page: Any) -> dict[str, list[str]]:
    return _query_of(page.url)


def _address_becomes(page: Any, wanted: dict[str, list[str]]) -> None:
    page.wait_for_url(lambda url: _query_of(url) == wanted)


def _say(page: Any, text: str) -> None:
    page.get_by_text(text).first.wait_for()


def _click_first_row(page: Any) -> None:
    # The table is drawn on a canvas: only a place can be clicked, and nothing tells when the canvas has been drawn.
    table = page.get_by_test_id("stDataFrame")
    table.wait_for()
    for _ in range(10):
        page.wait_for_timeout(1000)
        if "theme=" in page.url:
            return
        box = table.bounding_box()
        if box:
            page.mouse.click(box["x"] + 80, box["y"] + 34 + 17)
