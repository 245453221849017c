"""The steps of themes."""

from vocpipe.inbox.entries import read_entries
from vocpipe.step import Context, Counts, Step
from vocpipe.store.tables import published_queries
from vocpipe.themes.stage import refresh_themes

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


STEPS = (
    Step(
        "themes.refresh",
        _refresh,
        reads=frozenset({"sentence", "embedding", "sentence_sentiment", "feedback_raw"}),
        writes=frozenset(
            {
                "theme",
                "sentence_theme",
                "unthemed",
                "theme_lineage",
                "theme_edit",
                "theme_mark",
                "machine_theme",
                "machine_placement",
                "emerging_theme",
                "edit_member",
                "edit_theme",
                "edit_lineage",
            }
        ),
    ),
)
