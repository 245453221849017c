"""Writes the demo company's exports and its truth: `python data/demo/make.py [FOLDER]`; the same bytes every time.

The exports go to FOLDER/inputs and the truth to FOLDER/truth.toml; FOLDER is this one unless given.
"""

import sys
import tomllib
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import exports
import exports_json
import plan
import truth
from compose import compose
from people import Customer, PersonalData, customer
from world import Occasion, live, occasions
from writing import Writer

HERE = Path(__file__).resolve().parent


def read_topics() -> dict[str, Any]:
    """The topics' titles and sentences by id, in the plan's order."""
    return {name: tomllib.loads((HERE / "topics" / f"{name}.toml").read_text(encoding="utf-8")) for name in plan.TOPICS}


def company(phrases: dict[str, Any]) -> tuple[list[Customer], list[Occasion]]:
    """(the customers, all occasions on which they speak, still without words)."""
    taken: set[str] = set()
    customers = [customer(10001 + place, phrases, taken) for place in range(plan.N_CUSTOMERS)]
    lives = [live(each) for each in customers]
    return customers, [one for each, past in zip(customers, lives, strict=True) for one in occasions(each, past)]


def build() -> dict[str, bytes]:
    """Every file by its name under the folder."""
    topics = read_topics()
    phrases = tomllib.loads((HERE / "phrases.toml").read_text(encoding="utf-8"))
    personal = PersonalData()
    writer = Writer(exports.seeded("words"), topics, phrases, personal)
    customers, said = company(phrases)
    said, twice = compose(writer, said)
    broken: exports.Broken = defaultdict(Counter)
    files = {
        "surveymonkey_nps.csv": exports.surveymonkey(writer, said, broken),
        "zendesk_tickets.jsonl": exports_json.zendesk(writer, said, broken),
        **exports.google_play(writer, said, broken),
        **exports_json.x_posts(writer, said, broken),
        "customers.csv": exports.customers_file(writer, customers, broken),
    }
    rows = {name: count for name, (_, count) in files.items()}
    text = truth.document(topics, customers, said, twice=twice, rows=rows, broken=broken, personal=personal)
    return {"truth.toml": text.encode(), **{f"inputs/{name}": data for name, (data, _) in files.items()}}


def main(folder: Path) -> None:
    """Writes the files and says how large they are."""
    files = build()
    (folder / "inputs").mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    print(f"{len(files)} files, {sum(map(len, files.values())) / 1e6:.1f} MB in {folder}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
