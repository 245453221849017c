"""Walking through the explorer's pages in a browser."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from vocpipe.app.menu import all_pages
from vocpipe.store.snapshot import newest, open_snapshot
from vocpipe.store.workspace import Workspace
from vocpipe.wording import say

LANGUAGES = ("en", "ja")
PAGES = tuple(page.name for page in all_pages())
# What the pages outside the menu show: the largest theme, the customer who is most likely to leave, a text of theirs.
_ITEMS = """
SELECT
    (SELECT arg_max(theme_id, n_sentences) FROM theme WHERE state = 'active' AND parent_id IS NULL) AS theme,
    customer_id AS customer,
    (SELECT min(feedback_id) FROM feedback WHERE feedback.customer_id = customer_risk.customer_id) AS feedback
FROM customer_risk
ORDER BY rank
LIMIT 1
"""


@dataclass
class Walker:
    """Opens pages of the explorer at `url`, which shows the newest snapshot of `workspace`."""

    browser: Any
    url: str
    workspace: Workspace
    windows: list[Any] = field(default_factory=list)

    @cached_property
    def items(self) -> dict[str, str]:
        """The page that shows one item -> the item that it is opened with."""
        with open_snapshot(newest(self.workspace)) as connection:
            [row] = connection.sql(_ITEMS).to_arrow_table().to_pylist()
        return row

    def window(self, *, scheme: str = "light", width: int = 1440, height: int = 900) -> Any:
        """A new window of another visitor."""
        context = self.browser.new_context(color_scheme=scheme, viewport={"width": width, "height": height})
        context.set_default_timeout(60_000)
        self.windows.append(context)
        return context.new_page()

    def open(self, page: str, lang: str, window: Any, /, **address: str) -> Any:
        """Turn the window to a page, and wait until it is drawn."""
        given = {"lang": lang} | ({page: self.items[page]} if page in self.items else {}) | address
        window.goto(f"{self.url}/{'' if page == 'home' else page}?{urlencode(given)}")
        wait_until_drawn(window, page, lang)
        return window

    def close(self) -> None:
        """Close every window."""
        for window in self.windows:
            window.close()


def wait_until_drawn(window: Any, page: str, lang: str) -> None:
    """Wait until the window shows that page and its charts."""
    from playwright.sync_api import expect

    title = say("explorer.browser.title", lang, page=say(f"explorer.page.{page}", lang))
    expect(window).to_have_title(title, timeout=60_000)
    settle(window)


def settle(window: Any) -> None:
    """Wait until the explorer works on nothing and its charts are drawn."""
    window.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    window.wait_for_timeout(400)  # Streamlit may just be about to begin
    window.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    for chart in window.locator(".stVegaLiteChart:visible").all():
        chart.locator("svg, canvas").first.wait_for()
    window.wait_for_timeout(300)


def rename(window: Any, theme: str, name: str) -> None:
    """Give the theme of the page, whose form is open, an English name."""
    box = window.locator(f".st-key-rename_{theme}_name_en input")
    box.fill(name)
    box.press("Tab")
    settle(window)
    window.locator(".st-key-edit_do_rename button").click()
    window.get_by_role("heading", name=name).wait_for()
