"""The steps of sentiment: the training sentences, which are embedded with all others, and the scores."""

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
    texts = training_sentences().select(["text_hash", "text", "lang"]).sort_by("text_hash")
    stored = fetch(context.connection, "SELECT text_hash, text, lang FROM training_text ORDER BY text_hash")
    if stored != texts:
        with registered(context.connection, new_training_text=texts), transaction(context.connection):
            context.connection.execute("DELETE FROM training_text")
            context.connection.execute("INSERT INTO training_text BY NAME SELECT * FROM new_training_text")
    return {}


def _score(context: Context) -> Counts:
    return {"scored": refresh_sentiment(context.connection, context.settings)}


# Right after structure, and timed with it.
FORGET = Step(
    "structure.forget_sentiment",
    _forget,
    reads=frozenset({"changed_sentence"}),
    writes=frozenset({"sentence_sentiment"}),
)
TRAINING_TEXTS = Step("embed.training_texts", _store_training_texts, writes=frozenset({"training_text"}))
STEPS = (
    Step(
        "sentiment.scores",
        _score,
        reads=frozenset({"sentence", "embedding", "feedback_raw"}),
        writes=frozenset({"sentence_sentiment", "sentiment_head", "sentiment_calibration"}),
    ),
)
