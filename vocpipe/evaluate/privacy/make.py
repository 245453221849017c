"""The corpus maker: feedback in both languages with identities planted in it, and innocent feedback with traps."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from vocpipe.errors import EvaluationError
from vocpipe.evaluate.privacy.corpus import Item, Planted, write_corpus
from vocpipe.evaluate.privacy.identities import Firm, Identities, Made
from vocpipe.evaluate.privacy.kinds import group_of, toml
from vocpipe.wording import tell

LANGUAGES = ("ja", "en")
GROUPS = ("patterns", "names", "addresses", "firms")
_HOLE = re.compile(r"\{(\w+)\}")
_KINDS = {"family": "name", "given": "name"}  # what a place in a template is called -> its kind, if it differs
_KNOWN = 0.2  # of the names are the customer's own, who wrote the text
_OWN = 0.5  # of the firms are the customer's own
_TITLES, _ANSWERS = 0.1, 0.04  # of the texts stand in a title, or are a closed answer
_URL = "https://desk.example.com/tickets/1024?from="
_COLUMNS = ("customer_id", "company_name", "contact_name", "email", "phone", "start_date")


@dataclass(frozen=True, slots=True)
class Written:
    """How many texts were written, and where the table of their customers is."""

    rows: int
    customers: Path


def make_corpus(path: Path, *, seed: int, n: int) -> Written:
    """Write a corpus of `n` identities of each language and group to `path`, and its customers beside it.

    Equal seeds give equal files. Raises MissingExtraError without Faker, EvaluationError if a file can't be written.
    """
    people = {lang: Identities(lang, seed) for lang in LANGUAGES}
    items = [item for lang in LANGUAGES for item in _items(people[lang], n)]
    people["ja"].random.shuffle(items)
    customers = path.with_name(f"{path.stem}.customers.csv")
    try:
        write_corpus(path, items)
        _write_customers(customers, [firm for lang in LANGUAGES for firm in people[lang].firms])
    except OSError as error:
        raise EvaluationError(tell("evaluate.privacy.not_written", path=path, problem=error)) from error
    return Written(len(items), customers)


def _items(people: Identities, n: int) -> Iterator[Item]:
    templates: dict[str, list[str]] = toml(f"templates_{people.lang}.toml")
    for group in GROUPS:
        planted = 0
        while planted < n:
            for template in templates[group]:
                item = _filled(people, template)
                planted += sum(group_of(piece.kind) == group for piece in item.planted)
                yield item
                if planted >= n:
                    break
    for place, few in (("file", max(1, n // 100)), ("answer", max(1, round(n * _ANSWERS)))):
        for number in range(few):
            choices = templates[f"{place}s"]
            yield _filled(people, choices[number % len(choices)], place=place)
    yield from (_in_address(people) for _ in range(max(1, n // 50)))
    yield from (Item(people.lang, {"text": text}) for text in templates["innocent"])


def _filled(people: Identities, template: str, *, place: str = "text") -> Item:
    """The template with an identity in each of its places, as the text or perhaps as its title."""
    firm = people.random.choice(people.firms)
    known = people.random.random() < _KNOWN
    if place == "text" and "\n" not in template and people.random.random() < _TITLES:
        place = "title"
    pieces, parts, end = [], [], 0
    for hole in _HOLE.finditer(template):
        kind, made = _one(people, hole[1], firm if known else None)
        value = made.value.replace("/", "-") if place == "file" else made.value
        pieces.append(Planted(kind, value, place, tuple(part for part in made.may_stay if part in value)))
        parts += [template[end : hole.start()], value]
        end = hole.end()
    text = "".join([*parts, template[end:]])
    own = known or people.random.random() < _OWN
    return Item(people.lang, {place: text}, tuple(pieces), {"customer": firm.customer_id} if own else {})


def _one(people: Identities, hole: str, known: Firm | None) -> tuple[str, Made]:
    """What fills a place in a template: (kind, identity). known: the customer who wrote, if it is of their own."""
    if hole == "firm":
        return "firm", Made(people.written(known or people.random.choice(people.firms)))
    if hole == "name" and known is not None:
        return "known_name", Made(known.contact)
    return _KINDS.get(hole, hole), people.of(hole)


def _in_address(people: Identities) -> Item:
    """A piece of feedback whose address at the source holds somebody's mail address."""
    value = people.of("email").value.replace(" ", "")
    return Item(people.lang, {"url": _URL + value}, (Planted("email", value, "url"),))


def _write_customers(path: Path, firms: list[Firm]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_COLUMNS)
        rows = [(firm.customer_id, firm.name, firm.contact, firm.email, firm.phone, "2024-04-01") for firm in firms]
        writer.writerows(rows)
