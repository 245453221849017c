"""Writes what was measured into README.md and docs/quality.md: verdicts on simulated companies, themes, and titles.

`vocpipe evaluate outcomes --all --worlds 100 --seed 1000 --results benchmarks/outcomes` measures the verdicts anew, for
a family alone with `--family`; the files of results that are there must be deleted before. Themes and titles stand in
benchmarks/titles.toml, with the commands that measure them. A test checks both pages.
"""

import os
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks" / "outcomes"
TITLES = ROOT / "benchmarks" / "titles.toml"
BEGIN, END = "<!-- simulated companies: made by docs/make_quality.py -->", "<!-- end of simulated companies -->"
BEGIN_TITLES, END_TITLES = (
    "<!-- themes and titles: made by docs/make_quality.py -->",
    "<!-- end of themes and titles -->",
)


def pages() -> dict[Path, str]:
    """The two pages with what the results say now."""
    os.environ["VOCPIPE_LANG"] = "en"
    from vocpipe.evaluate.outcomes.family import Worlds
    from vocpipe.evaluate.outcomes.measure import chosen_families, results_of
    from vocpipe.evaluate.outcomes.show import markdown, summary

    results = results_of(chosen_families([], every=True), Worlds(0), RESULTS)
    readme, quality = ROOT / "README.md", ROOT / "docs" / "quality.md"
    written = {page: page.read_text(encoding="utf-8") for page in (readme, quality)}
    return {
        readme: _with(written[readme], summary(results), BEGIN, END),
        quality: _with(
            _with(written[quality], markdown(results), BEGIN, END), _themes_and_titles(), BEGIN_TITLES, END_TITLES
        ),
    }


def _themes_and_titles() -> list[str]:
    measured = tomllib.loads(TITLES.read_text(encoding="utf-8"))
    themes = ["on", "command", "before", "after"]
    titles = ["on", "titles", "length", "of words", "mistyped", "contradicting", "misleading"]
    return [*_table(themes, measured["themes"]), "", *_table(titles, measured["titles"])]


def _table(columns: list[str], rows: list[dict[str, str]]) -> list[str]:
    lines = [columns, ["---"] * len(columns), *([row[column] for column in columns] for row in rows)]
    return [f"| {' | '.join(line)} |" for line in lines]


def _with(text: str, lines: list[str], begin: str, end: str) -> str:
    """The text with these lines between the two marks."""
    before, _, rest = text.partition(begin)
    _, _, after = rest.partition(end)
    return "\n".join([before + begin, "", *lines, "", end + after])


if __name__ == "__main__":
    for page, text in pages().items():
        page.write_text(text, encoding="utf-8")
