"""The steps of structure: clean, masked sentences, and a vector for each."""

from vocpipe.step import Context, Counts, Step
from vocpipe.store.tables import published_embeddings, published_queries
from vocpipe.store.workspace import statement
from vocpipe.structure.articles import store_article_texts
from vocpipe.structure.duplicates import find_duplicates
from vocpipe.structure.embed import embed, remove_damaged_vectors
from vocpipe.structure.guide import store_guide_texts
from vocpipe.structure.own_vectors import add_own_vectors
from vocpipe.structure.rejects import mask_rejects
from vocpipe.structure.stage import structure

PUBLISHED = [*published_queries("vocpipe.structure"), *published_embeddings("vocpipe.structure")]


def _structure(context: Context) -> Counts:
    return structure(
        context.connection, context.settings, context.run_id, spread=context.spread, progress=context.progress
    )


def _mask_rejects(context: Context) -> Counts:
    return {"rejects": mask_rejects(context.connection)}


def _find_duplicates(context: Context) -> Counts:
    return {"duplicates": find_duplicates(context.connection)}


def _store_guide_texts(context: Context) -> Counts:
    """Store the texts of the company's own themes; counts nothing, since they are not feedback."""
    store_guide_texts(context.connection, context.settings)
    return {}


def _store_article_texts(context: Context) -> Counts:
    """Store the texts of help articles; counts nothing, since they are not feedback."""
    store_article_texts(context.connection, context.settings)
    return {}


def _add_own_vectors(context: Context) -> Counts:
    """Counts nothing, since they are not feedback."""
    add_own_vectors(context.connection, context.settings.embed, spread=context.spread)
    return {}


def _embed(context: Context) -> Counts:
    damaged = remove_damaged_vectors(context.connection)
    embedded = embed(context.connection, context.settings, spread=context.spread, progress=context.progress)
    context.connection.execute(statement("vocpipe.structure", "unused_vectors.sql"))
    return {"embedded": embedded} | ({"vectors_damaged": damaged} if damaged else {})


_READS_NAMES = frozenset({"customer", "person", "contact", "ingest_reject"})
STEPS = (
    Step(
        "structure.sentences",
        _structure,
        reads=_READS_NAMES | {"run", "feedback_raw", "customer_match", "customer_number"},
        writes=frozenset(
            {
                *("feedback_clean", "sentence", "survey_answer", "changed_sentence"),
                *("duplicate", "duplicate_band", "duplicate_compared"),
                *("text_line", "line_count", "template_line"),
                *("feedback_name", "known_name", "name_todo"),
            }
        ),
    ),
    Step(
        "structure.reject_masks",
        _mask_rejects,
        reads=frozenset({"ingest_reject"}),
        writes=frozenset({"reject_mask"}),
    ),
    Step(
        "structure.duplicates",
        _find_duplicates,
        reads=frozenset({"feedback_raw", "feedback_clean", "duplicate_band"}),
        writes=frozenset({"duplicate", "duplicate_compared", "duplicate_state"}),
    ),
)
# Before the vectors, and timed with them.
GUIDE_TEXTS = Step("embed.guide_texts", _store_guide_texts, writes=frozenset({"guide_text"}))
ARTICLE_TEXTS = Step(
    "embed.article_texts", _store_article_texts, reads=frozenset({"help_article"}), writes=frozenset({"article_text"})
)
OWN_VECTORS = Step(
    "embed.own_vectors", _add_own_vectors, reads=frozenset({"training_text"}), writes=frozenset({"embedding"})
)
VECTORS = Step(
    "embed.vectors",
    _embed,
    reads=frozenset({"sentence", "training_text", "guide_text", "article_text"}),
    writes=frozenset({"embedding"}),
)
