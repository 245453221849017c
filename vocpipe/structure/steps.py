"""The steps of structure: clean, masked sentences, and a vector for each."""

from vocpipe.step import Context, Counts, Step
from vocpipe.store.tables import published_queries
from vocpipe.structure.embed import embed
from vocpipe.structure.stage import structure

PUBLISHED = published_queries("vocpipe.structure")


def _structure(context: Context) -> Counts:
    return structure(context.connection, context.settings, progress=context.progress)


def _embed(context: Context) -> Counts:
    return {"embedded": embed(context.connection, context.settings, spread=context.spread, progress=context.progress)}


SENTENCES = Step(
    "structure.sentences",
    _structure,
    reads=frozenset({"feedback_raw", "ingest_reject"}),
    writes=frozenset(
        {
            "feedback_clean",
            "sentence",
            "survey_answer",
            "duplicate",
            "duplicate_band",
            "duplicate_compared",
        }
    ),
)
VECTORS = Step("embed.vectors", _embed, reads=frozenset({"sentence", "training_text"}), writes=frozenset({"embedding"}))
