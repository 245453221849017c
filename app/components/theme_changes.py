"""What is new, rising and falling: the themes that clearly changed of late, each a link."""

import streamlit as st

from vocpipe.app.components.layout import note
from vocpipe.app.context import PageContext
from vocpipe.app.text import plain
from vocpipe.verdict import Verdict

_MOST = 3
_MOST_ASIDE = 2
_CHANGES = (Verdict.NEW, Verdict.RISING, Verdict.FALLING)


def show(context: PageContext) -> None:
    """Draw the lists; over all data."""
    words = context.words
    tested = context.row("change_counts")
    st.markdown(f"**{plain(words('home.changed'))}**")
    _aside(context)
    if not tested["n"]:
        note(words("home.change_untested"))
        return
    changes = context.rows("changes")
    for verdict in _CHANGES:
        rows = [row for row in changes if row["verdict"] == verdict]
        if not rows:
            note(words(f"home.no_{verdict}"))
            continue
        note(words("home.change_of", change=words.of("change", verdict), n=words.number(len(rows))))
        for row in rows[:_MOST]:
            context.link("theme", words.theme(row), theme=row["theme_id"])
        if len(rows) > _MOST:
            context.link("themes", words("heading.more", n=words.number(len(rows) - _MOST)))
    themes = words.amount("theme", tested["n"])
    note(words("home.change_rest", n=words.number(tested["n_cannot_tell"]), themes=themes))


def _aside(context: PageContext) -> None:
    """The sources that start, stop or are late: what they say makes no change."""
    words = context.words
    rows = context.rows("sources_aside")
    for row in rows[:_MOST_ASIDE]:
        day = row["started_on"] if row["state"] == "starting" else row["last_on"]
        note(words(f"heard.{row['state']}", source=row["source"], day=words.day(day)))
    if len(rows) > _MOST_ASIDE:
        context.link("quality", words("heading.more", n=words.number(len(rows) - _MOST_ASIDE)))
