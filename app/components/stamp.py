"""Where a number comes from, in one line: the workspace, the period, the filters, and the day of the snapshot."""

from functools import partial, reduce

from vocpipe.app.context import PageContext
from vocpipe.app.data import workspace
from vocpipe.app.filters import CHOSEN
from vocpipe.app.words import Words


def stamp(context: PageContext, n: str = "") -> str:
    """The line that stands on everything that leaves the explorer; n: on how much it rests, in words."""
    words = context.words
    made = context.snapshot.row("last_run").get("finished_at")
    snapshot = words("stamp.made", at=words.moment(made))
    return words.facts([workspace().root.name, period(context), filtered(context), n, snapshot])


def period(context: PageContext) -> str:
    """The first and the last day of the data under the filters."""
    words, filters, choices = context.words, context.filters, context.choices
    first, last = filters.since or choices.first, filters.until or choices.last
    return words("stamp.period", first=words.day(first), last=words.day(last))


def filtered(context: PageContext) -> str:
    """What the filters let through, by name; that nothing is left out if there are none."""
    words, filters = context.words, context.filters
    chosen = [
        words(
            "stamp.filter",
            name=words(f"filters.{name}"),
            values=reduce(partial(_more, words), [words.of(group, value) for value in values]),
        )
        for name, group in CHOSEN.items()
        if (values := getattr(filters, name))
    ]
    return words.facts(chosen) or words("stamp.all")


def _more(words: Words, before: str, value: str) -> str:
    return words("stamp.more", before=before, value=value)
