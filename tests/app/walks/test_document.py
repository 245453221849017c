"""The document around each page: its language, title and icon; and the keys that work everywhere."""

import re

import pytest

from tests.app.chromium import needs_chromium
from tests.app.walks.walker import LANGUAGES, PAGES, settle, wait_until_drawn

pytestmark = [pytest.mark.long, needs_chromium]

ICON = "link => link.href"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_has_its_language_a_title_of_its_own_and_our_icon(walker, lang):
    window = walker.window()
    titles = set()
    for page in PAGES:
        walker.open(page, lang, window)
        titles.add(window.title())
        assert window.locator("html").get_attribute("lang") == lang
        assert window.locator("link[rel~=icon]").evaluate(ICON).startswith("data:image/svg+xml")
    assert len(titles) == len(PAGES)


def test_the_language_of_the_document_follows_the_switch(walker):
    window = walker.open("themes", "en", walker.window())
    window.get_by_text("日本語", exact=True).first.click()
    wait_until_drawn(window, "themes", "ja")
    assert window.locator("html").get_attribute("lang") == "ja"


def test_an_unknown_address_leads_on(walker):
    window = walker.window()
    window.goto(f"{walker.url}/no-such-page?lang=ja")
    window.get_by_text("このアドレスのページはありません").wait_for()
    window.get_by_role("link", name="テーマ").click()
    wait_until_drawn(window, "themes", "ja")


def test_slash_searches_and_g_h_goes_home_and_both_are_letters_in_a_box(walker):
    window = walker.open("themes", "en", walker.window(), plan="Business")
    window.keyboard.press("/")
    window.keyboard.type("invoice/gh")
    assert window.get_by_label("Search themes").input_value() == "invoice/gh"
    window.keyboard.press("Enter")
    settle(window)
    window.evaluate("document.activeElement.blur()")
    window.keyboard.type("gh")
    wait_until_drawn(window, "home", "en")
    window.keyboard.press("/")
    wait_until_drawn(window, "voices", "en")
    window.wait_for_url(re.compile("plan=Business"))
    window.locator("input:focus").wait_for()
