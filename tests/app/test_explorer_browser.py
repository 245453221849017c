"""The explorer in a real browser: from Home to one piece of feedback, without requests to other hosts."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.app.chromium import CHROMIUM, FLAGS, needs_chromium

pytestmark = needs_chromium
_PLACE = "() => document.querySelector('[data-testid=stMain]').scrollTop"


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


def test_from_home_to_one_piece_of_feedback(explorer, page):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    blocked: list[str] = []
    page.on("console", lambda message: blocked.append(message.text) if "Content Security" in message.text else None)
    page.goto(f"{explorer}/?lang=en&source=nps_survey&source=play_reviews")
    page.get_by_text("What changed lately").wait_for()
    _say(page, "Invoices can't be exported as PDF")

    page.get_by_role("link", name="Themes", exact=True).first.click()
    page.get_by_label("Search themes").wait_for()
    page.wait_for_url(re.compile("/themes"))
    _address_becomes(page, {"lang": ["en"], "source": ["nps_survey", "play_reviews"]})

    page.get_by_role("link", name="Invoices can't be exported as PDF").first.click()
    page.wait_for_url(re.compile("theme="))
    page.get_by_role("heading", name="Invoices can't be exported as PDF").wait_for()
    _say(page, "Impact = share × gap")
    _address_becomes(page, {"lang": ["en"], "source": ["nps_survey", "play_reviews"], "theme": ["t_pdf"]})
    page.get_by_role("button", name="Show more").wait_for()
    page.locator("mark").nth(5).wait_for()

    page.get_by_role("link", name="Open", exact=True).first.click()
    page.get_by_text("Sentence by sentence").wait_for()
    assert _query(page)["feedback"][0].startswith("f_")
    assert _query(page)["source"] == ["nps_survey", "play_reviews"]

    page.get_by_text("日本語", exact=True).first.click()
    page.get_by_text("文ごとの判定").wait_for()
    page.wait_for_url(lambda url: _query_of(url)["lang"] == ["ja"])
    assert [url for url in asked if urlsplit(url).hostname not in ("127.0.0.1", None)] == []
    assert blocked == []


def test_no_other_page_can_show_the_explorer_in_a_frame(explorer, page):
    page.set_content(f'<iframe src="{explorer}/"></iframe>')
    page.wait_for_function("window.frames.length == 1")
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.evaluate("document.querySelector('iframe').src += '?again'")
    page.wait_for_timeout(1000)
    assert any("frame-ancestors" in text for text in refused)


def test_the_only_csv_is_the_guarded_one(explorer, page):
    page.goto(f"{explorer}/themes?lang=en")
    page.get_by_role("button", name="CSV", exact=True).wait_for()
    assert page.get_by_test_id("stDataFrame").count() == 0  # whose own button would write texts as they are
    with page.expect_download() as saved:
        page.get_by_role("button", name="CSV", exact=True).click()
    text = Path(saved.value.path()).read_text(encoding="utf-8-sig")
    assert text.splitlines()[0].startswith("Theme,")
    assert "Invoices can't be exported as PDF" in text


def test_a_link_opens_the_same_view_again(explorer, page):
    page.goto(f"{explorer}/theme?lang=ja&theme=t_pdf&language=ja")
    page.get_by_text("実際の声").wait_for()
    page.locator("mark").nth(2).wait_for()
    assert set(page.locator("mark").evaluate_all("marks => marks.map(mark => mark.closest('.v-text').lang)")) == {"ja"}


def test_from_a_driver_to_the_voices_behind_it(explorer, page):
    page.goto(f"{explorer}/drivers?lang=en&plan=Starter")
    page.get_by_text("Cannot tell for 3 of 4 themes").click()
    page.wait_for_url(re.compile("unclear=1"))
    page.locator(".stApp[data-test-script-state=notRunning]").wait_for()  # a click amid a run would be taken back
    page.get_by_text("Cannot tell for 3 of 4 themes").click()
    page.wait_for_url(lambda url: "unclear" not in _query_of(url))
    page.locator(".stVegaLiteChart path[aria-roledescription=point]").first.click()
    page.get_by_text("About “Invoices can't be exported as PDF”").wait_for()
    _address_becomes(page, {"lang": ["en"], "theme": ["t_pdf"], "kind": ["survey"]})
    page.go_back()
    page.get_by_text("Cannot tell for 3 of 4 themes").wait_for()  # it stays there: the click is not taken again


def test_a_link_in_a_list_loads_nothing_again_and_back_comes_to_the_same_place(explorer, page):
    page.set_viewport_size({"width": 1400, "height": 500})
    page.goto(f"{explorer}/voices?lang=en")
    page.evaluate("window.wasHere = true")
    link = page.get_by_role("link", name="Open", exact=True).nth(5)
    link.evaluate("link => link.scrollIntoView({block: 'center'})")  # where a click need not move it
    place = page.evaluate(_PLACE)
    link.click()
    page.get_by_text("Sentence by sentence").wait_for()
    page.wait_for_function("() => document.querySelector('[data-testid=stMain]').scrollTop === 0")
    page.go_back()
    page.wait_for_function(f"place => Math.abs(({_PLACE})() - place) < 3", arg=place, timeout=15_000)
    assert place > 0
    assert page.evaluate("window.wasHere")
    with page.context.expect_page() as tab:
        page.get_by_role("link", name="Open", exact=True).nth(5).click(modifiers=["Control"])
    assert "/feedback?" in tab.value.url
    assert "/voices" in page.url


def test_from_a_finding_on_home_to_the_customer_and_what_they_said(explorer, page):
    page.goto(f"{explorer}/?lang=ja")
    page.get_by_role("link", name="解約のおそれ").first.click()
    page.wait_for_url(re.compile("/customers"))
    page.get_by_role("link", name="c_00010").first.click()
    page.wait_for_url(re.compile("customer=c_00010"))
    assert _query(page)["customer"] == ["c_00010"]
    page.get_by_role("link", name="詳細", exact=True).first.click()
    page.get_by_text("文ごとの判定").wait_for()


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
