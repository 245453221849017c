"""How long the explorer takes in a real browser: each page until it can be read and until it is whole, and a filter.

    python -m benchmarks.large_snapshot demo large 100000
    python -m benchmarks.explorer large [ROUNDS]

Each page is opened ROUNDS times (5) in a new tab, as from a link; the first round, in which the server reads its
snapshot, is told apart. Then its first source is chosen and left again. Seconds; p95 is the nearest rank.
"""

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from benchmarks.explorer_pages import addresses
from tests.app.chromium import CHROMIUM, FLAGS, served

_MANY = 120_000  # milliseconds
_READABLE = "() => (document.querySelector('[data-testid=stMain]')?.innerText ?? '').trim().length > 20"
_WHOLE = "() => document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'"
_GROUPS = "[data-testid=stSidebar] [data-testid=stButtonGroup]"
_CHANGED = "address => location.search !== address"


def measure(workspace: Path, rounds: int) -> Iterator[tuple[str, list[float], list[float], list[float]]]:
    """(page, seconds until it can be read, until it is whole, after a filter) of each page, `rounds` times or more."""
    from playwright.sync_api import sync_playwright

    pages = [(page.name, urlencode(address)) for page, address in addresses(workspace)]
    with served(workspace) as url, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for name, query in pages:
            opened = [_open(browser, f"{url}/{'' if name == 'home' else name}?{query}") for _ in range(rounds)]
            yield name, [one[0] for one in opened], [one[1] for one in opened], [s for one in opened for s in one[2]]
        browser.close()


def _open(browser: Any, address: str) -> tuple[float, float, list[float]]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.set_default_timeout(_MANY)
    start = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_function(_READABLE, polling=20)
    readable = time.perf_counter() - start
    page.wait_for_function(_WHOLE, polling=20)
    whole = time.perf_counter() - start
    groups = page.locator(_GROUPS)  # the first is the language of the page
    filtered = (
        [_choose(page, groups.nth(1).get_by_role("button").first) for _ in range(2)] if groups.count() > 1 else []
    )
    context.close()
    return readable, whole, filtered


def _choose(page: Any, choice: Any) -> float:
    """Seconds from a click on a choice until the page is whole again."""
    before = page.evaluate("location.search")
    start = time.perf_counter()
    choice.click()
    page.wait_for_function(_CHANGED, arg=before, polling=20)
    page.wait_for_function(_WHOLE, polling=20)
    return time.perf_counter() - start


def _told(seconds: list[float]) -> str:
    """The median and the 95th percentile."""
    ordered = sorted(seconds)
    return f"{ordered[len(ordered) // 2]:.2f} / {ordered[-(-95 * len(ordered) // 100) - 1]:.2f}" if ordered else "-"


def main() -> None:
    """Print a table of all pages."""
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    print("| page | first time, s | can be read, median / p95, s | whole, s | filter, s |\n|---|--:|--:|--:|--:|")
    for name, readable, whole, filtered in measure(Path(sys.argv[1]), rounds):
        print(
            f"| {name} | {whole[0]:.2f} | {_told(readable[1:])} | {_told(whole[1:])} | {_told(filtered)} |",
            flush=True,
        )
    print("\nload average:", *(f"{load:.1f}" for load in os.getloadavg()))


if __name__ == "__main__":
    main()
