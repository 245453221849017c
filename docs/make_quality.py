"""Writes what was measured into README.md and docs/quality.md: verdicts, themes, titles, sentiment and intent.

`vocpipe evaluate outcomes --all --worlds 100 --seed 1000 --results benchmarks/outcomes` measures the verdicts anew, for
a family alone with `--family`; the files of results that are there must be deleted before. Themes and titles stand in
benchmarks/titles.toml, with the commands that measure them; what `vocpipe evaluate sentiment` and `evaluate intent`
print in benchmarks/sentiment.toml, since their sets can't be part of the project. A test checks both pages.
"""

import os
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks" / "outcomes"
TITLES = ROOT / "benchmarks" / "titles.toml"
SENTIMENT = ROOT / "benchmarks" / "sentiment.toml"
BEGIN, END = "<!-- simulated companies: made by docs/make_quality.py -->", "<!-- end of simulated companies -->"
BEGIN_TITLES, END_TITLES = (
    "<!-- themes and titles: made by docs/make_quality.py -->",
    "<!-- end of themes and titles -->",
)
FEELING, END_FEELING = (
    "<!-- sentiment and intent: made by docs/make_quality.py -->",
    "<!-- end of sentiment and intent -->",
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
    told = _with(written[quality], markdown(results), BEGIN, END)
    told = _with(told, _themes_and_titles(), BEGIN_TITLES, END_TITLES)
    return {
        readme: _with(written[readme], summary(results), BEGIN, END),
        quality: _with(told, _feeling(), FEELING, END_FEELING),
    }


def _themes_and_titles() -> list[str]:
    measured = tomllib.loads(TITLES.read_text(encoding="utf-8"))
    themes = ["on", "command", "before", "after"]
    titles = ["on", "titles", "length", "of words", "mistyped", "contradicting", "misleading"]
    return [*_table(themes, measured["themes"]), "", *_table(titles, measured["titles"])]


def _feeling() -> list[str]:
    """The tables of sentiment by set, of where the sets come from, and of intent by genre."""
    measured = tomllib.loads(SENTIMENT.read_text(encoding="utf-8"))
    sets, intent = [_shown(one) for one in measured["set"]], measured["intent"]
    rows = [{"intent, accuracy": of["language"], **_by_genre(of, intent["genres"])} for of in intent["of"]]
    figures = ["rows", "macro-F1", "AUC", "before", "a taught classifier"]
    return [
        *_table(["sentences", "language", "chosen while looking at it", *figures], sets),
        "",
        *_table(["sentences", "language", "from", "licence", "SHA-256"], sets),
        "",
        *_table(["intent, accuracy", *intent["genres"]], rows),
    ]


def _shown(one: dict[str, Any]) -> dict[str, str]:
    """A set of sentiment.toml as columns of the tables."""
    return {
        "sentences": one["name"],
        "language": one["language"],
        "chosen while looking at it": "yes" if one["looked_at"] else "no",
        "rows": f"{one['rows']:,}",
        "macro-F1": _short(one["macro_f1"]),
        "AUC": _short(one["auc"]),
        "before": _short(one["before"]),
        "a taught classifier": _short(one["taught"]),
        "from": one["source"],
        "licence": one["licence"],
        "SHA-256": f"`{one['sha256']}`",
    }


def _by_genre(of: dict[str, Any], genres: list[str]) -> dict[str, str]:
    return dict(zip(genres, map(_short, of["accuracy"]), strict=True))


def _short(share: float) -> str:
    return f"{share:.2f}".removeprefix("0")


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
