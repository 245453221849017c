"""Writes the plan for very many sentences into docs/scale.md, from the rates below; a test checks the page.

To plan for another machine, measure its rates (docs/scale.md says how), change them here, and run this again.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

PAGE = Path(__file__).parent / "scale.md"
BEGIN, END = "<!-- the plan: made by docs/make_scale.py -->", "<!-- end of the plan -->"
SIZES = (10**6, 10**7, 10**8, 10**9)  # sentences
SENTENCES_PER_FEEDBACK = 1.74
ENGLISH = 0.5  # share of the sentences; the rest is Japanese
CORE_HOUR, GIB_MONTH = 0.04, 0.08  # dollars; what clouds ask for a core and for SSD, to be replaced by yours


@dataclass(frozen=True, slots=True)
class Stage:
    """What one sentence costs. per_second: sentences that a core does in a second. note: where the rate is from."""

    name: str
    per_second: float
    spreads: bool
    note: str


def _both(english: float, japanese: float) -> float:
    return 1 / (ENGLISH / english + (1 - ENGLISH) / japanese)


STAGES = (
    Stage("collect", 7_100 * SENTENCES_PER_FEEDBACK, False, "100,000 rows of six exports in 14 core-seconds"),
    Stage("structure", _both(2_000, 330), True, "Banking77; Japanese as spaCy's splitting alone"),
    Stage("embed", _both(1 / (1 / 254 + 1 / 976), 895), True, "254/s MiniLM, 976/s and 895/s the shared encoder"),
    Stage("sentiment", 5_000, False, "6,000 sentences of Banking77"),
    Stage("place in themes", 2_300, False, "two searches at 4,600/s among 60,000 sentences"),
    Stage("publish", 9_400, False, "16,000 sentences with their vectors"),
)
# Themes are found among at most 200,000 sentences, however many there are; core-seconds of that, and of their names.
DISCOVERY = 2 * 298 + 100
# Bytes a sentence.
BYTES = {
    "private database without vectors": 680,
    "vectors": round(4 * (512 + ENGLISH * 384)),
    "a snapshot": 500,
    "its published vectors": 1_150,
}


def plan() -> Iterator[str]:
    """The tables as Markdown."""
    yield "| core-hours | a core does | of how many cores | " + " | ".join(map(_power, SIZES)) + " |"
    yield "|---|--:|---|" + "--:|" * len(SIZES)
    total = dict.fromkeys(SIZES, DISCOVERY / 3600)
    for stage in STAGES:
        hours = {size: size / stage.per_second / 3600 for size in SIZES}
        total = {size: total[size] + hours[size] for size in SIZES}
        cores = "any number" if stage.spreads else "one machine"
        yield f"| {stage.name} | {stage.per_second:,.0f}/s | {cores} | {_row(hours.values())} |"
    yield f"| find themes in a sample |  | one machine | {_row([DISCOVERY / 3600] * len(SIZES))} |"
    yield f"| **together** |  |  | {_row(total.values())} |"
    yield f"| dollars at {CORE_HOUR} a core-hour |  |  | {_row(CORE_HOUR * hours for hours in total.values())} |"
    yield f"| hours, with 64 cores for what spreads and 16 else |  |  | {_row(map(_wall, SIZES))} |"
    yield ""
    yield "| GiB | bytes a sentence | " + " | ".join(map(_power, SIZES)) + " |"
    yield "|---|--:|" + "--:|" * len(SIZES)
    for name, each in BYTES.items():
        yield f"| {name} | {each:,} | {_row(size * each / 2**30 for size in SIZES)} |"
    yield f"| dollars a month at {GIB_MONTH} a GiB |  | {_row(_month(size) for size in SIZES)} |"


def _power(size: int) -> str:
    return f"10{'⁶⁷⁸⁹'[len(str(size)) - 7]}"


def _wall(size: int) -> float:
    spread = sum(size / stage.per_second for stage in STAGES if stage.spreads) / 64
    # Of the others DuckDB and the searches use all cores of a machine; collect and sentiment run on one.
    alone = sum(size / stage.per_second for stage in STAGES if stage.name in {"collect", "sentiment"})
    together = sum(size / stage.per_second for stage in STAGES if stage.name in {"place in themes", "publish"}) / 16
    return (spread + alone + together + DISCOVERY / 2) / 3600


def _month(size: int) -> float:
    return GIB_MONTH * size * sum(BYTES.values()) / 2**30


def _row(values: Iterable[float]) -> str:
    return " | ".join(f"{value:,.1f}" if value < 10 else f"{value:,.0f}" for value in values)


def page() -> str:
    """The page with what the rates give now."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    return "\n".join([before + BEGIN, "", *plan(), "", END + after])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
