"""The first rows of a file, read as a refresh would read them, to see what comes of it."""

from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

from vocpipe.collect.companion import Companion, schema_of
from vocpipe.collect.gather import gather
from vocpipe.collect.plan import Source
from vocpipe.collect.reader import Reader, Reading
from vocpipe.errors import ReadError
from vocpipe.settings import SourceSettings

_ROWS = 2_000
_MIN_LENGTH = 12  # characters: shorter texts are equal by chance


@dataclass(frozen=True, slots=True)
class Trial:
    """What became of the rows. `counts`: by the names that ingest_file has; `error`: why the file can't be read.

    `score_types`: those of the scores that were read; `reasons`: why rows and messages did not come in, and how many;
    `texts`: what was said at some length; `is_whole`: there are no further rows.
    """

    reading: Reading
    counts: Counter[str]
    score_types: tuple[str, ...] = ()
    reasons: Counter[str] = field(default_factory=Counter)
    texts: frozenset[str] = frozenset()
    is_whole: bool = True
    error: str | None = None


def read_for_a_try(path: Path, reader: Reader, settings: SourceSettings, companion: Companion | None = None) -> Trial:
    """What the reader makes of the file at `path` with these settings."""
    reading = Reading(path, settings, ZoneInfo(settings.timezone or "UTC"))
    options = {"schema": schema_of(companion.row)} if companion else {}
    try:
        outcomes = iter(reader.read(reading))
        gathered = gather(islice(outcomes, _ROWS), kind=Source(settings, reader).kind, **options)
        is_whole = gathered.counts["rows_read"] < _ROWS or next(outcomes, None) is None
    except (ReadError, OSError) as problem:
        return Trial(reading, Counter(), error=str(problem))
    scored = gathered.feedback["score_type"].unique().drop_null().to_pylist()
    reasons = Counter(gathered.rejects["reason"].to_pylist())
    texts = frozenset(" ".join(said.split()) for said in gathered.feedback["text"].to_pylist() if said)
    long = frozenset(said for said in texts if len(said) >= _MIN_LENGTH)
    return Trial(reading, gathered.counts, tuple(sorted(scored)), reasons, long, is_whole)
