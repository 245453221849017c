"""A workspace of many real texts in Japanese and English, to measure a whole refresh with.

    python -m benchmarks.mixed BENCH FOLDER COUNT

BENCH: a folder with labeled sets, as `SETS` names them; nothing of it stays in the project. The sets are taken in turn
until there are COUNT texts; a text that comes again is changed: a word or a phrase of it is left out, and a phrase of
another text of its set stands behind it.
"""

import csv
import random
import re
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

# File, column of the text, language, kind of feedback.
SETS = (
    ("themes/banking77_train.csv", "text", "en", "ticket"),
    ("themes/banking77_test.csv", "text", "en", "ticket"),
    ("themes/mcid.csv", "text", "en", "survey"),
    ("sentiment/airline_tweets.csv", "text", "en", "post"),
    ("sentiment/hotel_sentences_ja.csv", "text", "ja", "review"),
    ("sentiment/chabsa_sentences_ja.csv", "sentence", "ja", "message"),
    ("themes/comments_ja_400.csv", "comment-body", "ja", "community"),
)
KINDS = tuple(dict.fromkeys(kind for *_, kind in SETS))
_START, _DAYS = datetime(2026, 1, 5), 180
_PHRASE = re.compile(r"[^、。,.!?！？]+[、。,.!?！？]*")


def texts(bench: Path, count: int, seed: int = 0) -> Iterator[tuple[str, str]]:
    """(kind, text) of `count` texts, no two alike: all sets, shuffled, then all changed, as often as it takes."""
    sets = [(_read(bench / file, column), lang, kind) for file, column, lang, kind in SETS]
    whole = [(column, lang, kind, text) for column, lang, kind in sets for text in column]
    rng, seen = random.Random(seed), set[str]()
    while True:
        again = bool(seen)
        for column, lang, kind, text in rng.sample(whole, len(whole)):
            said = _changed(text, rng.choice(column), lang, rng) if again else text
            if said and said not in seen:
                seen.add(said)
                yield kind, said
                if len(seen) == count:
                    return


def _read(path: Path, column: str) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [row[column].strip() for row in csv.DictReader(file)]


def _changed(text: str, other: str, lang: str, rng: random.Random) -> str:
    """The text without one of its words or phrases, and with a phrase of the other one behind it."""
    words = text.split(" ") if lang == "en" else _PHRASE.findall(text)
    if len(words) > 3:
        del words[rng.randrange(len(words))]
    phrases = _PHRASE.findall(other) or [other]
    return ((" " if lang == "en" else "").join(words) + " " + rng.choice(phrases).strip()).strip()


def make(bench: Path, folder: Path, count: int, settings: str = "") -> Path:
    """A workspace with `count` texts, one file and source for each kind; `settings` are put behind its own."""
    rng = random.Random(1)
    (folder / "inputs").mkdir(parents=True)
    parts = ['[workspace]\nlanguages = ["ja", "en"]\n']
    files = {kind: (folder / "inputs" / f"{kind}.csv").open("w", encoding="utf-8", newline="") for kind in KINDS}
    writers = {kind: csv.writer(file) for kind, file in files.items()}
    for kind, writer in writers.items():
        writer.writerow(["id", "body", "posted", "customer", "score"])
        parts.append(
            f'[[source]]\nname = "{kind}"\npath = "inputs/{kind}.csv"\nkind = "{kind}"\nscore_type = "nps"\n'
            'columns = { id = "id", text = "body", created_at = "posted", customer_id = "customer", score = "score" }\n'
        )
    for number, (kind, text) in enumerate(texts(bench, count)):
        posted = _START + timedelta(days=_DAYS * rng.random())
        writers[kind].writerow([f"r{number}", text, posted.isoformat(), f"c{rng.randrange(count // 5)}", number % 11])
    for file in files.values():
        file.close()
    (folder / "vocpipe.toml").write_text("\n".join([*parts, settings]), encoding="utf-8")
    return folder


if __name__ == "__main__":
    print(make(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])))
