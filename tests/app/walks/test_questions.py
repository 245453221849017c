"""The fifteen questions of a product manager: each is answered within three clicks from Home, in both languages."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from tests.app.chromium import needs_chromium
from tests.app.walks.walker import LANGUAGES, settle
from vocpipe.wording import say

pytestmark = [pytest.mark.long, needs_chromium]

MOST_CLICKS = 3
WORD = {"en": "invoice", "ja": "請求書"}
PRICE = {"en": "price", "ja": "値上げ"}


@dataclass
class Reader:
    """A product manager at a window: clicks are counted, and what is looked for has to be there."""

    window: Any
    lang: str
    clicks: int = 0

    def click(self, what: Any) -> None:
        what.click()
        self.clicks += 1
        settle(self.window)

    def menu(self, page: str) -> None:
        links = self.window.get_by_test_id("stTopNavLink")
        self.click(links.filter(has_text=re.compile(f"^{re.escape(self.said(f'page.{page}'))}$")))

    def open_theme(self) -> None:
        self.menu("themes")
        self.click(self.window.locator("table.v-themes a").first)

    def search(self, word: str) -> None:
        self.menu("voices")
        box = self.window.locator(".stMain").get_by_test_id("stTextInputField").first
        box.fill(word)
        box.press("Enter")
        settle(self.window)

    def said(self, key: str) -> str:
        return say(f"explorer.{key}", self.lang)

    def sees(self, *keys: str) -> None:
        """The words stand on the page: whole, or up to the first number in them."""
        for key in keys:
            self.window.locator(".stMain").get_by_text(self.said(key)).first.wait_for()

    def sees_some(self, selector: str, least: int = 1) -> None:
        self.window.locator(f".stMain {selector}").nth(least - 1).wait_for()


def changed(reader: Reader) -> None:
    """Home itself: findings by their numbers, each a sentence."""
    for number in (1, 2, 3):
        reader.window.get_by_role("link", name=re.compile(rf"^{number}\. .{{15}}")).wait_for()


def hurts_most(reader: Reader) -> None:
    reader.menu("priorities")
    reader.sees("priorities.reach", "priorities.severity", "priorities.confidence")
    reader.sees_some(".st-key-ranked a", 5)


def why_nps_fell(reader: Reader) -> None:
    reader.menu("drivers")
    reader.sees("drivers.change")
    reader.window.get_by_text(reader.said("drivers.change")).first.scroll_into_view_if_needed()
    reader.sees_some(".stVegaLiteChart:visible svg", 2)


def what_they_say(reader: Reader) -> None:
    reader.open_theme()
    reader.sees("theme.quotes", "theme.other_side")
    reader.sees_some("mark", 3)


def who_is_affected(reader: Reader) -> None:
    reader.open_theme()
    reader.sees("theme.segments", "theme.mix")


def churn(reader: Reader) -> None:
    reader.menu("drivers")
    reader.click(reader.window.get_by_role("radio", name=reader.said("drivers.churn")))
    reader.window.wait_for_url(re.compile("outcome=churn"))
    reader.sees_some(".stVegaLiteChart svg")


def helped(reader: Reader) -> None:
    reader.menu("actions")
    reader.sees("effect.mentions", "actions.why")


def is_new(reader: Reader) -> None:
    reader.open_theme()
    reader.sees_some(".stVegaLiteChart svg")
    reader.sees("theme.no_year_ago")


def may_leave(reader: Reader) -> None:
    reader.menu("customers")
    reader.click(reader.window.locator(".stMain").get_by_role("link", name=re.compile("^c_")).first)
    reader.sees_some(".v-quote")
    reader.sees_some(".stVegaLiteChart svg")


def asked_by_how_many(reader: Reader) -> None:
    reader.menu("priorities")
    reader.click(reader.window.get_by_role("radio", name=reader.said("priorities.requests")))
    reader.sees("priorities.requests_note")
    reader.sees_some(".st-key-ranked a", 3)


def after_a_release(reader: Reader) -> None:
    reader.menu("releases")
    reader.sees("releases.all")
    reader.sees_some(".stVegaLiteChart svg")


def similar(reader: Reader) -> None:
    reader.search(WORD[reader.lang])
    reader.sees_some("mark", 3)


def price(reader: Reader) -> None:
    reader.search(PRICE[reader.lang])
    reader.sees_some("mark")


def wrong_theme(reader: Reader) -> None:
    reader.open_theme()
    reader.click(reader.window.get_by_text(reader.said("edit.title")).first)
    reader.sees("edit.name_ja", "edit.name_en")


def tell_customers(reader: Reader) -> None:
    reader.menu("actions")
    reader.sees("we_did.title", "we_did.action")


QUESTIONS: tuple[Callable[[Reader], None], ...] = (
    changed, hurts_most, why_nps_fell, what_they_say, who_is_affected, churn, helped, is_new, may_leave,
    asked_by_how_many, after_a_release, similar, price, wrong_theme, tell_customers,
)  # fmt: skip


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("answer", QUESTIONS, ids=[f"{n}-{one.__name__}" for n, one in enumerate(QUESTIONS, start=1)])
def test_the_answer_is_at_most_three_clicks_away(walker, answer, lang):
    reader = Reader(walker.open("home", lang, walker.window()), lang)
    reader.window.set_default_timeout(20_000)
    answer(reader)
    assert reader.clicks <= MOST_CLICKS
