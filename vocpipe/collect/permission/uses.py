"""What may be done with what somebody wrote, by the columns of consent and purpose in a row of any format.

There are three uses: analysis, quotes (its words are shown) and marketing (its author is written to). Each is allowed,
forbidden, or not said. What can't be read forbids.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from vocpipe.collect.companions.permission import answer_in
from vocpipe.lexicon import lexicon
from vocpipe.records import Accepted, Outcome, Refused
from vocpipe.wording import say

USES = ("analysis", "quotes", "marketing")
CONSENT, PURPOSE = "consent", "purpose"
# field -> what it is, as settings may name a column; of a customer, `consent` says whether they may be written to
_SETTINGS = {"consent": CONSENT, "use_consent": CONSENT, "purpose": PURPOSE}
_BETWEEN = re.compile(r"[,;|/\n、。，；／・＋+&]|\band\b|及び|および|と(?=[ァ-ヶ一-龠])")


@dataclass(frozen=True, slots=True)
class Uses:
    """For each use whether it is allowed; None: nobody said. `refused`: values that could not be read."""

    analysis: bool | None = None
    quotes: bool | None = None
    marketing: bool | None = None
    refused: tuple[Refused, ...] = ()


NOT_SAID = Uses()


def named_columns(columns: Mapping[str, Any], *, of_feedback: bool) -> tuple[dict[str, Any], dict[str, str]]:
    """The columns that settings name without those about uses, and these: consent and purpose -> the column."""
    fields = [name for name in _SETTINGS if name in columns and (of_feedback or name != "consent")]
    rest = {name: column for name, column in columns.items() if name not in fields}
    return rest, {_SETTINGS[name]: str(columns[name]) for name in fields}


def with_uses(outcomes: Iterable[Outcome], named: Mapping[str, str]) -> Iterator[Outcome]:
    """The outcomes, whose feedback and customers now know what may be done.

    named: consent and purpose -> the column that the settings name.
    """
    for outcome in outcomes:
        if isinstance(outcome, Accepted):
            _note(outcome, named)
        yield outcome


def _note(row: Accepted, named: Mapping[str, str]) -> None:
    """Tell the row's feedback, or the customer in it, what may be done."""
    told: list[Any] = [*row.feedback, *([row.record] if hasattr(row.record, "analysis") else [])]
    if told:
        uses = uses_in(row.raw, named, consent="consent" if row.feedback else "customer_consent")
        for each in told:
            each.analysis, each.quotes, each.marketing = uses.analysis, uses.quotes, uses.marketing
        row.refused.extend(uses.refused)


def uses_in(raw: Mapping[str, Any], named: Mapping[str, str], *, consent: str = "consent") -> Uses:
    """What a row allows; consent: the list of the names that its column of consent may have."""
    columns = _columns(tuple(raw), tuple(sorted(named.items())), consent)
    if not columns:
        return NOT_SAID
    refused: list[Refused] = []
    said: bool | None = None
    marketing: bool | None = None
    purposes: frozenset[str] | None = None
    for name, kind in columns:
        cell = _text(raw.get(name))
        if not cell:
            continue
        if kind == "purpose":
            listed = purposes_in(cell)
            if listed is None:
                refused.append(Refused(PURPOSE, say("pseudonyms.uses.unknown_purpose"), cell))
            purposes = (purposes if purposes is not None else frozenset(USES)) & (listed or frozenset())
            continue
        answer = answer_in(cell)
        if answer is None:
            refused.append(Refused(CONSENT, say("pseudonyms.uses.unknown_answer"), cell))
        if kind == "marketing":
            marketing = bool(answer) and marketing is not False
        else:
            said = bool(answer) and said is not False
    return _decided(said, purposes, marketing, tuple(refused))


def _decided(
    said: bool | None, purposes: frozenset[str] | None, marketing: bool | None, refused: tuple[Refused, ...]
) -> Uses:
    if said is False:
        return Uses(False, False, False, refused)
    if purposes is not None:
        may = {use: use in purposes for use in USES}
        return Uses(may["analysis"], may["quotes"], may["marketing"] and marketing is not False, refused)
    return Uses(said, said, marketing, refused)


@lru_cache(maxsize=10_000)
def purposes_in(cell: str) -> frozenset[str] | None:
    """The uses that a list of purposes names; None if it names nothing that is known."""
    words = lexicon("uses")["purposes"]
    entries = [_plain(entry) for entry in _BETWEEN.split(unicodedata.normalize("NFKC", cell)) if entry.strip()]
    found: set[str] = set()
    known = False
    for entry in entries:
        if entry in map(_plain, words["all"]):
            return frozenset(USES)
        known = known or entry in map(_plain, words["none"])
        for use in USES:
            if any(_plain(word) in entry for word in words[use]):
                found.add(use)
    return frozenset(found) if found or known else None


@lru_cache(maxsize=1_000)
def _columns(header: tuple[str, ...], named: tuple[tuple[str, str], ...], consent: str) -> tuple[tuple[str, str], ...]:
    """The columns that say something, and what."""
    given = {column: kind for kind, column in named}
    guessed: dict[str, str] = {}
    for kind, group in (("marketing", "marketing"), ("purpose", "purpose"), ("consent", consent)):
        if kind not in given.values() and not (kind == "marketing" and consent != "consent"):
            guessed |= dict.fromkeys(_names(group), kind)
    found = {name: given.get(name) or guessed.get(_plain(name)) for name in header}
    return tuple((name, kind) for name, kind in found.items() if kind)


@cache
def _names(group: str) -> frozenset[str]:
    return frozenset(map(_plain, lexicon("uses")[group]))


def _plain(name: str) -> str:
    """A name without case, width, blanks and punctuation."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", str(name)).casefold()) or name


def _text(value: Any) -> str:
    if isinstance(value, list):
        return ",".join(map(str, value))
    return "" if value is None else str(value).strip()
