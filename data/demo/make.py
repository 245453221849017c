"""Write the demo company's exports and the truth behind them: `python data/demo/make.py [FOLDER]`.

The exports go to FOLDER/inputs and the truth to FOLDER/truth.toml; FOLDER is by default the one of this file. Every run
writes identical bytes.
"""

import sys
import tomllib
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import accounts
import exports
import exports_json
import help_center
import plan
import truth
from compose import compose
from people import Customer, PersonalData, customer
from world import Occasion, occasions, simulate
from writing import Writer

HERE = Path(__file__).resolve().parent


def read_topics() -> dict[str, Any]:
    """The topics' titles and sentences by id, in the plan's order."""
    return {name: tomllib.loads((HERE / "topics" / f"{name}.toml").read_text(encoding="utf-8")) for name in plan.TOPICS}


def company(phrases: dict[str, Any]) -> tuple[list[Customer], list[Occasion]]:
    """(the customers, all occasions on which they give feedback, still without texts)."""
    taken: set[str] = set()
    customers = [customer(10001 + place, phrases, taken) for place in range(plan.N_CUSTOMERS)]
    pasts = [simulate(each) for each in customers]
    spoken = [occasions(each, past) for each, past in zip(customers, pasts, strict=True)]
    return customers, [occasion for group in spoken for occasion in group]


def build() -> dict[str, bytes]:
    """Path inside the folder -> content of every file."""
    topics = read_topics()
    phrases = tomllib.loads((HERE / "phrases.toml").read_text(encoding="utf-8"))
    personal = PersonalData()
    writer = Writer(exports.seeded("words"), topics, phrases, personal)
    customers, silent = company(phrases)
    written, duplicates = compose(writer, silent)
    broken: exports.Broken = defaultdict(Counter)
    files = {
        "surveymonkey_nps.csv": exports.surveymonkey(writer, written, broken),
        "zendesk_tickets.jsonl": exports_json.zendesk(writer, written, broken),
        **exports.google_play(writer, written, broken),
        **exports_json.x_posts(writer, written, broken),
        "customers.csv": exports.customers_file(writer, customers, broken),
        **accounts.files(customers, written, personal),
        "help_articles.csv": help_center.articles_file(),
    }
    rows = {name: count for name, (_, count) in files.items()}
    text = truth.document(
        topics, customers, written, duplicates=duplicates, rows=rows, broken=broken, personal=personal
    )
    return {"truth.toml": text.encode(), **{f"inputs/{name}": data for name, (data, _) in files.items()}}


def main(folder: Path) -> None:
    """Write the files and print their size."""
    files = build()
    (folder / "inputs").mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    print(f"{len(files)} files, {sum(map(len, files.values())) / 1e6:.1f} MB in {folder}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
