"""The steps of sentiment: the training sentences, which are embedded with all others, the scores and the facets."""

import pyarrow as pa
import pyarrow.compute as pc

from vocpipe.sentiment.facets.stage import refresh_facets
from vocpipe.sentiment.facets.training import facet_sentences
from vocpipe.sentiment.forget import forget
from vocpipe.sentiment.stage import refresh_sentiment
from vocpipe.sentiment.training import training_sentences
from vocpipe.step import Context, Counts, Step
from vocpipe.store.tables import registered
from vocpipe.store.workspace import fetch, transaction


def _forget(context: Context) -> Counts:
    forget(context.connection)
    return {}


def _store_training_texts(context: Context) -> Counts:
    """Store the training sentences; counts nothing, since they are not feedback."""
    texts = _training_texts()
    stored = fetch(context.connection, "SELECT text_hash, text, lang FROM training_text ORDER BY text_hash")
    if stored != texts:
        with registered(context.connection, new_training_text=texts), transaction(context.connection):
            context.connection.execute("DELETE FROM training_text")
            context.connection.execute("INSERT INTO training_text BY NAME SELECT * FROM new_training_text")
    return {}


def _training_texts() -> pa.Table:
    """The training sentences of all heads, each once, in the order of text_hash: some belong to several."""
    columns = ["text_hash", "text", "lang"]
    sentences, others = training_sentences().select(columns), facet_sentences().select(columns)
    new = pc.invert(pc.is_in(others["text_hash"], value_set=sentences["text_hash"]))
    return pa.concat_tables([sentences, others.filter(new)]).combine_chunks().sort_by("text_hash")


def _score(context: Context) -> Counts:
    return {"scored": refresh_sentiment(context.connection, context.settings)}


def _facets(context: Context) -> Counts:
    return {"facets": refresh_facets(context.connection, context.settings)}


# Right after structure, and timed with it.
FORGET = Step(
    "structure.forget_sentiment",
    _forget,
    reads=frozenset({"changed_sentence"}),
    writes=frozenset({"sentence_sentiment", "clause_sentiment", "sentence_facet"}),
)
TRAINING_TEXTS = Step("embed.training_texts", _store_training_texts, writes=frozenset({"training_text"}))
STEPS = (
    Step(
        "sentiment.scores",
        _score,
        reads=frozenset({"sentence", "embedding", "feedback_raw"}),
        writes=frozenset({"sentence_sentiment", "clause_sentiment", "sentiment_head", "sentiment_calibration"}),
    ),
    Step(
        "sentiment.facets",
        _facets,
        reads=frozenset({"sentence", "embedding"}),
        writes=frozenset({"sentence_facet", "sentiment_head"}),
    ),
)
