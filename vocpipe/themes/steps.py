"""The steps of themes.

The refresh is one step because placing, emerging, naming and editing are written in one transaction. The map follows
in a step of its own: it shows what was found and changes nothing of it.
"""

from vocpipe.inbox.entries import read_entries
from vocpipe.step import Context, Counts, Step
from vocpipe.store.tables import published_queries
from vocpipe.themes.aspects.aspect import STEP as ASPECTS
from vocpipe.themes.causes.theme_cause import STEP as CAUSES
from vocpipe.themes.forget import forget, keep_edits
from vocpipe.themes.layout.refresh import refresh_layout
from vocpipe.themes.recover import recover_themes
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


def _layout(context: Context) -> Counts:
    return refresh_layout(context.connection, context.settings, redraw=context.rediscover)


def _recover(context: Context) -> Counts:
    recovered = recover_themes(context.connection, context.workspace)
    return {"recovered": recovered} if recovered else {}


def _forget(context: Context) -> Counts:
    forget(context.connection)
    return {}


def _keep_edits(context: Context) -> Counts:
    keep_edits(context.connection)
    return {}


_MACHINE = frozenset(
    {"machine_theme", "theme_quote", "machine_placement", "emerging_theme", "theme_lineage", "theme_discovery"}
)
_EDITED = frozenset({"theme", "sentence_theme", "unthemed", "theme_mark"})
_EDITS = frozenset({"theme_edit", "edit_member", "edit_theme", "edit_lineage"})

# Right after structure, and timed with it.
FORGET = (
    Step(
        "structure.forget_themes",
        _forget,
        reads=frozenset({"changed_sentence"}),
        writes=frozenset({"sentence_theme", "unthemed"}),
    ),
    Step(
        "structure.keep_edits",
        _keep_edits,
        reads=frozenset({"changed_sentence"}),
        writes=frozenset({"edit_member"}),
    ),
)
STEPS = (
    Step(
        "themes.recover",
        _recover,
        reads=frozenset({"sentence"}),
        writes=_MACHINE | _EDITS | {"sentence_theme", "unthemed"},
    ),
    Step(
        "themes.refresh",
        _refresh,
        reads=frozenset(
            {
                *("sentence", "embedding", "sentence_sentiment", "feedback_raw", "changed_sentence", "unquotable"),
                "guide_text",
            }
        ),
        writes=_MACHINE | _EDITED | _EDITS,
    ),
    CAUSES,
    ASPECTS,
    Step(
        "themes.layout",
        _layout,
        reads=frozenset({"sentence", "embedding", "sentence_sentiment", "unquotable"}),
        writes=frozenset({"text_place"}),
    ),
)
