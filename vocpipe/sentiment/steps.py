"""The steps of sentiment: the sentences it learns from, to be embedded with the others, and the scores."""

from vocpipe.sentiment.head import training_sentences
from vocpipe.sentiment.stage import refresh_sentiment
from vocpipe.step import Context, Counts, Step
from vocpipe.store.tables import registered
from vocpipe.store.workspace import fetch, transaction


def _store_examples(context: Context) -> Counts:
    """Counts nothing: other examples are no news of customers."""
    examples = training_sentences().select(["text_hash", "text", "lang"]).sort_by("text_hash")
    known = fetch(context.connection, "SELECT text_hash, text, lang FROM training_text ORDER BY text_hash")
    if known != examples:
        with registered(context.connection, examples=examples), transaction(context.connection):
            context.connection.execute("DELETE FROM training_text")
            context.connection.execute("INSERT INTO training_text BY NAME SELECT * FROM examples")
    return {}


def _score(context: Context) -> Counts:
    return {"scored": refresh_sentiment(context.connection, context.settings)}


EXAMPLES = Step("embed.examples", _store_examples, writes=frozenset({"training_text"}))
STEPS = (
    Step(
        "sentiment.scores",
        _score,
        reads=frozenset({"sentence", "embedding", "feedback_raw", "training_text"}),
        writes=frozenset({"sentence_sentiment"}),
    ),
)
