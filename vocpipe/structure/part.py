"""What any process or machine can do with a batch of texts: it needs the rules and the batch, and no database.

The rules may hold a hundred thousand names, so they travel packed, and each worker unpacks them once.
"""

import pickle
import zlib
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Self

import pyarrow as pa

from vocpipe.masking.known import KnownNames
from vocpipe.settings import Settings
from vocpipe.structure.known_names import known_in
from vocpipe.structure.prepare import Prepared, Preparer, line_rows, uncut_texts
from vocpipe.structure.templates import Known
from vocpipe.structure.texts import Text


@dataclass(frozen=True, slots=True)
class Rules:
    """What texts are cleaned and split by.

    languages: those that the workspace expects. own_names: of the company and its products. leave: words that are no
    part of a name. wanted: (kind, name) of all that every text is searched for. key: of the ids of sentences.
    templates: those of each source.
    """

    languages: tuple[str, ...]
    own_names: tuple[str, ...]
    leave: tuple[str, ...]
    wanted: tuple[tuple[str, str], ...]
    key: bytes
    templates: Mapping[str, Known] = field(default_factory=dict)

    @classmethod
    def of(cls, settings: Settings, wanted: list[tuple[str, str]], key: bytes) -> Self:
        """The rules of a workspace whose templates are not known yet."""
        workspace = settings.workspace
        leave = tuple(settings.privacy.leave)
        return cls(tuple(workspace.languages), tuple(workspace.own_names), leave, tuple(wanted), key)

    def packed(self) -> bytes:
        """The rules as they are sent to workers."""
        return zlib.compress(pickle.dumps(self), 1)


@dataclass(frozen=True, slots=True)
class Part:
    """A batch of structure_todo, and those of its texts that have been cleaned already."""

    rows: pa.Table
    cleaned: list[Text]

    @classmethod
    def of(cls, rows: pa.Table, kept: MutableMapping[str, Text]) -> Self:
        """The batch with its texts in `kept`, which are taken out."""
        found = (kept.pop(feedback_id, None) for feedback_id in rows["feedback_id"].to_pylist())
        return cls(rows, [text for text in found if text is not None])


def learn_part(rules: bytes, mails: pa.Table) -> tuple[pa.Table, list[Text]]:
    """The rows of text_line for a batch of mails, and their texts, with the templates in them."""
    texts = uncut_texts(mails, _known(rules))
    return line_rows(mails, texts), texts


def prepare_part(rules: bytes, part: Part) -> Prepared:
    """The rows made of a batch."""
    return _preparer(rules).prepare(part.rows, {text.feedback_id: text for text in part.cleaned})


def forget_rules() -> None:
    """Give back the memory of what `prepare_part` and `learn_part` unpacked in this process."""
    _known.cache_clear()
    _preparer.cache_clear()


@lru_cache(maxsize=1)
def _known(packed: bytes) -> KnownNames:
    return _known_of(_unpacked(packed))


@lru_cache(maxsize=1)
def _preparer(packed: bytes) -> Preparer:
    rules = _unpacked(packed)
    return Preparer(rules.languages, rules.own_names, rules.templates, _known_of(rules), key=rules.key)


def _known_of(rules: Rules) -> KnownNames:
    return known_in(rules.wanted, [*rules.own_names, *rules.leave])


def _unpacked(packed: bytes) -> Rules:
    rules: Rules = pickle.loads(zlib.decompress(packed))  # noqa: S301 - packed by the refresh that asks
    return rules
