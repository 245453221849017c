"""The step of hand-off: exports that people made since the last refresh become known to the private database."""

from vocpipe.step import Context, Counts, Step
from vocpipe.store.exports import sync_exports
from vocpipe.store.tables import published_queries

PUBLISHED = published_queries("vocpipe.handoff")


def _sync_exports(context: Context) -> Counts:
    return {"exports": sync_exports(context.connection, context.workspace)}


STEPS = (Step("collect.exports", _sync_exports, writes=frozenset({"handoff_export"})),)
