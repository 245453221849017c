"""Writes the texts of all occasions: planted sentences, junk answers, edits and duplicates."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from random import Random

import letters
import plan
from world import POSTS, REVIEWS, SURVEY, TICKETS, Occasion
from writing import Writer

JUNK_ANSWERS, JUNK_REVIEWS, STAR_ONLY = 0.46, 0.03, 0.04
LONG_POSTS = 0.07
EXACT_COPIES, NEAR_COPIES = 0.021, 0.021
EDITED = {REVIEWS: 14, POSTS: 3}
END = datetime.combine(plan.LAST_DAY, time(23, 59, 59))


def write(writer: Writer, occasion: Occasion) -> None:
    """Write the texts of the occasion."""
    way = writer.rng.random()
    for part in occasion.parts:
        if not part.topics:
            part.text = writer.pick(occasion.lang, "junk") if way < JUNK_ANSWERS else ""
            continue
        if occasion.source == REVIEWS and "cancel_talk" not in part.topics and way < JUNK_REVIEWS + STAR_ONLY:
            part.topics, part.text = [], writer.pick(occasion.lang, "junk") if way < JUNK_REVIEWS else ""
            continue
        max_sentences = 4 if occasion.source == POSTS and way < LONG_POSTS else 2
        part.text, part.used = writer.body(
            part.topics, occasion.lang, occasion.source, occasion.contact, max_sentences=max_sentences
        )
    if occasion.source == TICKETS:
        letters.correspond(writer, occasion)


def exact_copy(rng: Random, occasion: Occasion) -> Occasion:
    """An exact copy of the occasion: a form sent twice within minutes, a review or post copied within days."""
    minutes = rng.randint(1, 6) if occasion.source in (SURVEY, TICKETS) else rng.randint(200, 4000)
    when = min(occasion.when + timedelta(minutes=minutes), END)
    parts = [
        replace(part, when=when, used=list(part.used)) for part in occasion.parts[: 1 if occasion.letters else None]
    ]
    letters_again = [replace(letter, when=when) for letter in occasion.letters[:1]]
    return replace(occasion, parts=parts, letters=letters_again, rating=None)


def near_copy(writer: Writer, occasion: Occasion) -> Occasion:
    """A copy of the occasion with a small difference in its text."""
    second = exact_copy(writer.rng, occasion)
    for part in second.parts:
        part.text = writer.near_copy(part.text, second.lang) if part.text else ""
    for letter in second.letters:
        letter.text = second.parts[0].text
    return second


def edit(writer: Writer, occasion: Occasion) -> None:
    """Edit the text as its author would: a review in another month, a post within the hour."""
    part = occasion.parts[0]
    more, used = writer.body(part.topics[:1], occasion.lang, REVIEWS, occasion.contact)
    minutes = writer.rng.randint(3, 30) if occasion.source == POSTS else 1440 * writer.rng.randint(32, 60)
    occasion.earlier, occasion.edited = part.text, part.when + timedelta(minutes=minutes)
    part.text += f"\n追記: {more}" if occasion.lang == "ja" else f"\nEdit: {more}"
    part.used += used


def duplicates(writer: Writer, occasions: list[Occasion]) -> tuple[list[Occasion], dict[str, int]]:
    """(the copies, kind -> number of pieces)."""
    long_enough = [o for o in occasions if len(o.parts[0].text) > 14]
    size = sum(len(o.parts) for o in occasions)
    chosen = writer.rng.sample(long_enough, int(size * (EXACT_COPIES + NEAR_COPIES)))
    half = int(len(chosen) * EXACT_COPIES / (EXACT_COPIES + NEAR_COPIES))
    exact = [exact_copy(writer.rng, occasion) for occasion in chosen[:half]]
    near = [near_copy(writer, occasion) for occasion in chosen[half:]]
    counts = {"exact": sum(len(o.parts) for o in exact), "near": sum(len(o.parts) for o in near)}
    return exact + near, counts


def compose(writer: Writer, occasions: list[Occasion]) -> tuple[list[Occasion], dict[str, int]]:
    """(all occasions with their texts, in order of time; kind of duplicate -> number of pieces)."""
    occasions.sort(key=lambda o: (o.when, o.customer.number, o.source))
    for occasion in occasions:
        write(writer, occasion)
    second, counts = duplicates(writer, occasions)
    for source, number in EDITED.items():
        spring = [o for o in occasions if o.source == source and o.parts[0].topics and o.when.month < 9]
        for occasion in writer.rng.sample(spring, number):
            edit(writer, occasion)
    return sorted(occasions + second, key=lambda o: (o.when, o.customer.number, o.source)), counts
