"""The step of themes.

It is one step because placing, emerging, naming and editing are written in one transaction: a killed refresh leaves
nothing half done.
"""

from vocpipe.step import Context, Counts, Step
from vocpipe.store.inbox import read_entries
from vocpipe.store.tables import published_queries
from vocpipe.themes.refresh import refresh_themes

PUBLISHED = published_queries("vocpipe.themes")


def _refresh(context: Context) -> Counts:
    return refresh_themes(
        context.connection,
        context.settings,
        context.run_id,
        rediscover=context.rediscover,
        edits=read_entries(context.workspace),
        progress=context.progress,
    )


_MACHINE = frozenset({"machine_theme", "machine_placement", "emerging_theme", "theme_lineage", "theme_discovery"})
_EDITED = frozenset({"theme", "sentence_theme", "unthemed", "theme_mark"})
_EDITS = frozenset({"theme_edit", "edit_member", "edit_theme", "edit_lineage"})

STEPS = (
    Step(
        "themes.refresh",
        _refresh,
        reads=frozenset({"sentence", "embedding", "sentence_sentiment", "feedback_raw"}),
        writes=_MACHINE | _EDITED | _EDITS,
    ),
)
