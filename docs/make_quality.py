"""Writes what simulated companies say of verdicts into README.md and docs/quality.md, from benchmarks/outcomes.

`vocpipe evaluate outcomes --all --worlds 100 --seed 1000 --results benchmarks/outcomes` measures it anew, for a family
alone with `--family`; the files of results that are there must be deleted before. A test checks both pages.
"""

import os
from pathlib import Path

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks" / "outcomes"
BEGIN, END = "<!-- simulated companies: made by docs/make_quality.py -->", "<!-- end of simulated companies -->"


def pages() -> dict[Path, str]:
    """The two pages with what the results say now."""
    os.environ["VOCPIPE_LANG"] = "en"
    from vocpipe.evaluate.outcomes.family import Worlds
    from vocpipe.evaluate.outcomes.measure import chosen_families, results_of
    from vocpipe.evaluate.outcomes.show import markdown, summary

    results = results_of(chosen_families([], every=True), Worlds(0), RESULTS)
    parts = {ROOT / "README.md": summary(results), ROOT / "docs" / "quality.md": markdown(results)}
    return {page: _with(page.read_text(encoding="utf-8"), lines) for page, lines in parts.items()}


def _with(text: str, lines: list[str]) -> str:
    """The text with these lines between the two marks."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return "\n".join([before + BEGIN, "", *lines, "", END + after])


if __name__ == "__main__":
    for page, text in pages().items():
        page.write_text(text, encoding="utf-8")
