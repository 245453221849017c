"""How long the explorer takes in a real browser: each page until it can be read and until it is whole, and a filter.

    python -m benchmarks.large_snapshot demo large 100000
    python -m benchmarks.explorer large [ROUNDS [PAGE …]]

Each page is opened ROUNDS times (5): in a browser that has never seen the explorer; in a new tab of one that has, as
from a link; and, if it is in the menu, from the menu of that tab. In each new tab its first source is chosen and left
again. Seconds, median / p95 by the nearest rank. The server has read its snapshot before.
"""

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from benchmarks.explorer_pages import addresses
from tests.app.chromium import CHROMIUM, FLAGS, served
from vocpipe.app.page import PERIOD, Page

_MANY = 120_000  # milliseconds
_VIEW: Any = {"width": 1440, "height": 900}
# Something of this page stands there: what is left of the page before is stale, or among the texts given.
_READABLE = """([path, before]) => location.pathname === path && [...document.querySelectorAll(
  "[data-testid=stMain] [data-testid=stElementContainer][data-stale=false]")].map(one => one.innerText.trim())
  .some(text => text.length > 9 && !before.includes(text))"""
# The page has run, and no part of it waits for the script that draws it.
_WHOLE = """() => document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'
  && !document.querySelector('[data-testid=stSkeleton]')"""
_TEXT = "() => document.querySelector('[data-testid=stMain]').innerText"
_CLICK = """path => [...document.querySelectorAll("[data-testid=stTopNavLink], [data-testid=stSidebarNavLink]")]
  .find(one => new URL(one.href).pathname === path).click()"""
_GROUPS = "[data-testid=stSidebar] [data-testid=stButtonGroup]"
_CHANGED = "address => location.search !== address"


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds of one page, a number a round."""

    first: list[float] = field(
        default_factory=list
    )  # until it can be read, in a browser that sees it for the first time
    readable: list[float] = field(default_factory=list)
    whole: list[float] = field(default_factory=list)
    from_menu: list[float] = field(default_factory=list)  # until it can be read
    filtered: list[float] = field(default_factory=list)  # until it is whole again


def measure(workspace: Path, rounds: int, chosen: list[str]) -> Iterator[tuple[str, Times]]:
    """The pages that are `chosen`, or all, with their times."""
    from playwright.sync_api import sync_playwright

    with served(workspace) as url, sync_playwright() as driver, tempfile.TemporaryDirectory() as profile:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        used = driver.chromium.launch_persistent_context(profile, executable_path=CHROMIUM, args=FLAGS, viewport=_VIEW)
        for page, query in addresses(workspace):
            if not chosen or page.name in chosen:
                yield page.name, _times(browser, used, url, page, urlencode(query), rounds)
        used.close()
        browser.close()


def _times(browser: Any, used: Any, url: str, page: Page, query: str, rounds: int) -> Times:
    path, times = "/" if page.name == "home" else f"/{page.name}", Times()
    _open(used, url, path, query)[0].close()  # the server's first answers, and the scripts in the browser's memory
    for _ in range(rounds):
        fresh = browser.new_context(viewport=_VIEW)
        times.first.append(_open(fresh, url, path, query)[1])
        fresh.close()
        tab, readable, whole = _open(used, url, path, query)
        times.readable.append(readable)
        times.whole.append(whole)
        if page.filters - {PERIOD}:
            choice = tab.locator(_GROUPS).nth(1).get_by_role("button").first  # the first group is the language
            choice.wait_for()
            times.filtered.extend(_choose(tab, choice) for _ in range(2))
        if page.in_menu:
            _from_menu(tab, "/" if path != "/" else "/themes")
            times.from_menu.append(_from_menu(tab, path))
        tab.close()
    return times


def _open(context: Any, url: str, path: str, query: str) -> tuple[Any, float, float]:
    """A new tab with the page, the seconds until it could be read and until it was whole."""
    tab = context.new_page()
    tab.set_default_timeout(_MANY)
    start = time.perf_counter()
    tab.goto(f"{url}{path}?{query}", wait_until="commit")
    readable = _wait(tab, start, _READABLE, [path, ""])
    return tab, readable, _wait(tab, start, _WHOLE)


def _from_menu(tab: Any, path: str) -> float:
    """Seconds from a click in the menu until the page can be read; it is whole afterwards."""
    before = tab.evaluate(_TEXT)
    start = time.perf_counter()
    tab.evaluate(_CLICK, path)
    readable = _wait(tab, start, _READABLE, [path, before])
    _wait(tab, start, _WHOLE)
    return readable


def _choose(tab: Any, choice: Any) -> float:
    """Seconds from a click on a choice until the page is whole again."""
    before = tab.evaluate("location.search")
    start = time.perf_counter()
    choice.click()
    _wait(tab, start, _CHANGED, before)
    return _wait(tab, start, _WHOLE)


def _wait(tab: Any, start: float, condition: str, arg: Any = None) -> float:
    tab.wait_for_function(condition, arg=arg, polling=20)
    return time.perf_counter() - start


def _told(seconds: list[float]) -> str:
    """The median and the 95th percentile."""
    ordered = sorted(seconds)
    return f"{ordered[len(ordered) // 2]:.2f} / {ordered[-(-95 * len(ordered) // 100) - 1]:.2f}" if ordered else "-"


def main() -> None:
    """Print a table of the pages."""
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    print(
        "| page | new tab: can be read | whole | from the menu | filter | first time ever |\n|---|--:|--:|--:|--:|--:|"
    )
    for name, times in measure(Path(sys.argv[1]), rounds, sys.argv[3:]):
        cells = (times.readable, times.whole, times.from_menu, times.filtered, times.first)
        print(f"| {name} |", " | ".join(_told(seconds) for seconds in cells), "|", flush=True)
    print("\nload average:", *(f"{load:.1f}" for load in os.getloadavg()))


if __name__ == "__main__":
    main()
