"""What each query of the explorer costs on a snapshot, and what Python costs to draw each page.

    python -m benchmarks.large_snapshot demo large 100000
    python -m benchmarks.explorer_queries large [ROUNDS]

Every page is run without a browser, as it opens and under one value of each filter that works on it. What it asks of
the snapshot is noted, and asked again ROUNDS times (5) with nothing kept, by DuckDB's two threads. Milliseconds of
wall clock and of processor: other work on the machine disturbs the second less. p95 is the nearest rank.
"""

import os
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.explorer_pages import Address, addresses, filtered
from vocpipe.app import data
from vocpipe.store import snapshot

_MAIN = Path(__file__).parents[1] / "app" / "main.py"
_PATIENCE = 600  # seconds for a page
_THREADS = 2
Question = tuple[str, str, dict[str, Any], Any]  # what `data._asked` is given
Times = list[tuple[float, float]]  # of wall clock and of processor


def run_pages(workspace: Path) -> Iterator[tuple[str, Times, list[Question]]]:
    """(page, times to draw it with every answer kept, what it asked) of each page under each filter."""
    from streamlit.components.v2 import manifest_scanner

    # AppTest looks through every installed package for components, as often as it runs; a server does so once.
    manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)
    os.environ["VOCPIPE_WORKSPACE"] = str(workspace)
    snapshot._CONFIG["threads"] = _THREADS
    for page, address in addresses(workspace):
        for more in ({}, *filtered(workspace, page)):
            with _noting() as asked:
                _run(page.name, address | more)
            yield page.name, [_timed(lambda: _run(page.name, address | more))], asked  # noqa: B023 - called at once


def ask_again(question: Question, rounds: int) -> Times:
    """The times that the question takes, with nothing kept."""
    return [_timed(lambda: data._asked(*question)) for _ in range(rounds)]


@contextmanager
def _noting() -> Iterator[list[Question]]:
    """What is asked of the snapshot meanwhile."""
    asked: list[Question] = []
    ask = data._asked

    def noted(*question: Any) -> Any:
        asked.append(question)
        return ask(*question)

    data._asked = noted
    try:
        yield asked
    finally:
        data._asked = ask


def _run(page: str, address: Address) -> None:
    from streamlit.testing.v1 import AppTest
    from streamlit.util import calc_hash

    at = AppTest.from_file(str(_MAIN), default_timeout=_PATIENCE)
    at.query_params.update(address)
    if page != "home":
        at._page_hash = calc_hash(page)  # AppTest can turn only to pages that are files of their own
    at.run()
    if at.exception:
        raise RuntimeError(f"{page} {address}: {at.exception[0].message}")


def _timed(work: Any) -> tuple[float, float]:
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - processor


def _told(seconds: list[float]) -> str:
    """Median, 95th percentile and maximum, in milliseconds."""
    ordered = sorted(seconds)
    p95 = ordered[-(-95 * len(ordered) // 100) - 1]
    return " / ".join(f"{1000 * value:.0f}" for value in (ordered[len(ordered) // 2], p95, ordered[-1]))


def _print_table(title: str, times: dict[str, Times]) -> None:
    print(f"\n| {title} | times | wall, ms: median / p95 / max | processor, ms |\n|---|--:|--:|--:|")
    for name, taken in sorted(times.items(), key=lambda item: -sorted(wall for wall, _ in item[1])[-1]):
        print(f"| {name} | {len(taken)} | {_told([w for w, _ in taken])} | {_told([p for _, p in taken])} |")


def main() -> None:
    """Print a table of all queries and one of all pages, the slowest first."""
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    pages: defaultdict[str, Times] = defaultdict(list)
    queries: defaultdict[str, Times] = defaultdict(list)
    questions: dict[str, Question] = {}
    for name, drawn, asked in run_pages(Path(sys.argv[1])):
        pages[name] += drawn
        questions.update({f"{question[1]} {sorted(question[2].items())}": question for question in asked})
    for question in questions.values():
        queries[question[1]] += ask_again(question, rounds)
    print("load average:", *(f"{load:.1f}" for load in os.getloadavg()))
    _print_table("query", queries)
    _print_table("page, with every answer kept", pages)


if __name__ == "__main__":
    main()
