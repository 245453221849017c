"""How well a search finds what says the same in another language, on the newest snapshot of a workspace.

Of each pair one sentence is asked, then the other; its own text is taken out of what is found. The other sentence of
the pair, its twin, must be in the data and in a theme, else the question is left out. Sentences are ranked as the
explorer ranks what a search finds, by words and by meaning together.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from vocpipe.encoders.models import encode
from vocpipe.errors import EvaluationError
from vocpipe.evaluate.shares import Share, share_of
from vocpipe.evaluate.twins import Pairs
from vocpipe.search.meaning import Meanings, meanings, with_vectors
from vocpipe.search.ranking import fused, themes_of
from vocpipe.search.words import folded, wanted
from vocpipe.store import embeddings
from vocpipe.store.snapshot import ask_newest
from vocpipe.store.workspace import Workspace, fetch, fetch_one, statement
from vocpipe.wording import tell

FIRST = 5
_MODEL = "SELECT models ->> 'all languages' FROM run ORDER BY run_id DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class Direction:
    """What the questions of one language found.

    themes: the twin's theme is among the first five themes. voices: one of the first five sentences is in the twin's
    theme. twin: one of them is the twin, word by word. foreign: one of them is in the twin's language.
    """

    themes: Share
    voices: Share
    twin: Share
    foreign: Share


@dataclass(frozen=True, slots=True)
class SearchScores:
    """pairs: all that were given. forth: the first of each is asked; back: the second."""

    pairs: int
    forth: Direction
    back: Direction


@dataclass(frozen=True, slots=True)
class _Said:
    """The sentences that can be found, in the order of `meanings`; the texts as compared.

    places, place_of: where each text, and each sentence by its id, is among them.
    """

    meanings: Meanings
    langs: list[str]
    places: dict[str, list[int]]
    place_of: dict[str, int]
    folded: list[str]


def evaluate_search(pairs: Pairs, workspace: Workspace) -> SearchScores:
    """Ask both sentences of each pair. Raises EvaluationError if the snapshot has no vectors, or none of the twins."""
    (opinions, model), path, _ = ask_newest(workspace, _load)
    table = with_vectors(opinions, embeddings.read(path))
    if not table.num_rows or not model:
        raise EvaluationError(tell("evaluate.search.no_vectors"))
    said = _said(table)
    there, back = [first for first, _ in pairs], [second for _, second in pairs]
    return SearchScores(len(pairs), _direction(there, back, said, model), _direction(back, there, said, model))


def _load(connection: duckdb.DuckDBPyConnection) -> tuple[pa.Table, str | None]:
    row = fetch_one(connection, _MODEL)
    return fetch(connection, statement("vocpipe.evaluate", "search_data.sql")), row[0] if row else None


def _said(table: pa.Table) -> _Said:
    texts, places = table["text"].to_pylist(), defaultdict(list)
    for place, text in enumerate(texts):
        places[_letters(text)].append(place)
    place_of = {ident: place for place, ident in enumerate(table["sentence_id"].to_pylist())}
    return _Said(meanings(table), table["lang"].to_pylist(), dict(places), place_of, [folded(text) for text in texts])


def _direction(questions: Sequence[str], twins: Sequence[str], said: _Said, model: str) -> Direction:
    vectors = encode(model, list(questions))
    asked = [
        _outcome(question, twin, vector, said) for question, twin, vector in zip(questions, twins, vectors, strict=True)
    ]
    found = [outcome for outcome in asked if outcome is not None]
    if not found:
        raise EvaluationError(tell("evaluate.search.no_twins"))
    return Direction(*(share_of(len(found), sum(hits)) for hits in zip(*found, strict=True)))


def _outcome(
    question: str, twin: str, vector: npt.NDArray[np.float32], said: _Said
) -> tuple[bool, bool, bool, bool] | None:
    """Whether each measure of `Direction` holds; None if the twin is in no theme of the data."""
    themes = said.meanings.themes
    there = said.places.get(_letters(twin), [])
    wanted_themes = {themes[place] for place in there} - {""}
    if not wanted_themes:
        return None
    own = {said.meanings.ids[place] for place in said.places.get(_letters(question), [])}
    near = [ident for ident in said.meanings.near(question, vector) if ident not in own]
    words = [said.meanings.ids[place] for place in _with_words(question, said)]
    first = list(_distinct(fused([ident for ident in words if ident not in own], near), said))[:FIRST]
    theme_of = {ident: themes[said.place_of[ident]] for ident in near}
    langs = {said.langs[place] for place in there}
    return (
        bool(wanted_themes & set(themes_of(near, theme_of)[:FIRST])),
        any(themes[place] in wanted_themes for place in first),
        any(place in there for place in first),
        any(said.langs[place] in langs for place in first),
    )


def _with_words(question: str, said: _Said) -> list[int]:
    """The sentences that have all words of the question, the shortest first."""
    forms = wanted(question)
    found = [
        place for place, text in enumerate(said.folded) if all(any(form in text for form in word) for word in forms)
    ]
    return sorted(found, key=lambda place: len(said.folded[place]))


def _distinct(ids: Sequence[str], said: _Said) -> Iterator[int]:
    """The places of the sentences, each text once."""
    seen: set[str] = set()
    for ident in ids:
        place = said.place_of[ident]
        if said.folded[place] not in seen:
            seen.add(said.folded[place])
            yield place


def _letters(text: str) -> str:
    """The text by its letters and figures alone."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))
