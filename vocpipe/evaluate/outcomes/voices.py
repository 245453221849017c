"""Things said by simulated customers as rows of the private database, as the stages before the outcomes leave them."""

from dataclasses import dataclass
from datetime import date, timedelta

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from vocpipe.evaluate.database import refill, repeated
from vocpipe.evaluate.outcomes.company import Floats, Integers

MONDAY = date(2025, 1, 6)  # the first day
_TEXT = "said"


@dataclass(frozen=True, slots=True)
class Voices:
    """One entry each: whose it is (-1: not known), the source, the day from MONDAY on, the NPS score (nan: none).

    mentions: shape (voices, themes).
    """

    customer: Integers
    source: NDArray[np.str_]
    day: Integers
    score: Floats
    mentions: NDArray[np.bool_]


def joined(parts: list[Voices]) -> Voices:
    """All of them, in their order."""
    columns = (np.concatenate([getattr(part, name) for part in parts]) for name in Voices.__slots__)
    return Voices(*columns)


def theme_id(number: int) -> str:
    """The id of the theme with this number; ids are in the order of the numbers."""
    return f"t_{number:03d}"


def store_voices(connection: duckdb.DuckDBPyConnection, voices: Voices) -> None:
    """Replace the content of the database by `voices`; there is no customers file."""
    n, themes = voices.mentions.shape
    ids = [f"f{number:07d}" for number in range(n)]
    answered = ~np.isnan(voices.score)
    feedback = pa.table(
        {
            "feedback_id": ids,
            "source": voices.source.tolist(),
            "kind": ["survey" if source == "survey" else "ticket" for source in voices.source],
            "source_id": ids,
            "part_no": repeated(0, n, pa.int32()),
            "created_at": pa.array([MONDAY + timedelta(days=int(day)) for day in voices.day]).cast(pa.timestamp("us")),
            "customer_ref": [f"k{number}" if number >= 0 else None for number in voices.customer],
            "text": repeated(_TEXT, n, pa.string()),
            "score_type": pa.array(["nps"] * n, pa.string(), mask=~answered),
            "score": pa.array(np.where(answered, voices.score, 0.0), mask=~answered),
            "content_hash": repeated("", n, pa.string()),
            "file_id": repeated("", n, pa.string()),
            "row_no": np.arange(n),
        }
    )
    clean = {"basis": repeated("", n, pa.string()), "text": feedback["text"]}
    sentences, belongs = _sentences(voices, ids)
    refill(
        connection,
        {
            "theme": _themes(themes),
            "feedback_raw": feedback,
            "feedback_clean": pa.table({"feedback_id": ids, **clean, "is_empty_like": repeated(False, n, pa.bool_())}),
            "sentence": sentences,
            "sentence_theme": belongs,
        },
    )


def _themes(n: int) -> pa.Table:
    ids = [theme_id(number) for number in range(n)]
    return pa.table(
        {
            **{"theme_id": ids, "name_en": ids, "keywords": repeated([], n, pa.list_(pa.string()))},
            **{"state": repeated("active", n, pa.string()), "born_run": repeated("", n, pa.string())},
        }
    )


def _sentences(voices: Voices, ids: list[str]) -> tuple[pa.Table, pa.Table]:
    """Rows for the tables sentence and sentence_theme: one sentence per voice and theme that it mentions."""
    voice, theme = np.nonzero(voices.mentions)
    n, sentence = len(voice), [f"{ids[one]}-{other}" for one, other in zip(voice, theme, strict=True)]
    sentences = pa.table(
        {
            **{"sentence_id": sentence, "feedback_id": [ids[one] for one in voice]},
            **{"position": theme.astype(np.int32), "text": repeated(_TEXT, n, pa.string())},
            **{"text_hash": repeated("", n, pa.string()), "lang": repeated("en", n, pa.string())},
            **{"role": repeated("opinion", n, pa.string()), "tokens": repeated([], n, pa.list_(pa.string()))},
        }
    )
    belongs = pa.table(
        {
            **{"sentence_id": sentence, "theme_id": [theme_id(int(one)) for one in theme]},
            **{"is_primary": repeated(True, n, pa.bool_()), "score": repeated(1.0, n, pa.float64())},
            "method": repeated("discovered", n, pa.string()),
        }
    )
    return sentences, belongs
