"""The explorer: `streamlit run app/main.py`, with the workspace's folder in VOCPIPE_WORKSPACE.

Every run reads the newest snapshot and the address, draws the filters, and hands one page a `View`.
"""

import streamlit as st

from vocpipe.app import data, sidebar
from vocpipe.app.components import empty
from vocpipe.app.components.layout import style
from vocpipe.app.screens import drivers, feedback, home, quality, risk, theme, themes, voices
from vocpipe.app.view import View
from vocpipe.app.words import LANGUAGES, Words
from vocpipe.errors import OldSnapshotError, VocpipeError

_SHOWS = {
    "home": home.show,
    "themes": themes.show,
    "drivers": drivers.show,
    "risk": risk.show,
    "voices": voices.show,
    "quality": quality.show,
    "theme": theme.show,
    "feedback": feedback.show,
}
_HIDDEN = {"theme", "feedback"}  # reached from a theme or a quote, not from the menu
_MEMORY = "address"


def main() -> None:
    """One run of the explorer."""
    st.set_page_config(page_title="vocpipe", layout="wide", initial_sidebar_state=260)
    style()
    _restore_address()
    try:
        snapshot = data.newest_snapshot()
    except OldSnapshotError:
        empty.show_older(Words(_language(st.context.locale or "en")))
        return
    except VocpipeError:
        empty.show(Words(_language(st.context.locale or "en")), data.workspace())
        return
    facts = data.facts(snapshot)
    words = Words(_language(facts.languages[0]), facts.timezone)
    current: list[View] = []
    pages = {name: _page(name, words, current) for name in _SHOWS}
    page = st.navigation(list(pages.values()), position="top")
    choices = data.choices(snapshot)
    filters = sidebar.show(words, choices)
    st.session_state[_MEMORY] = {key: st.query_params.get_all(key) for key in ("lang", *filters.address())}
    current.append(View(words, snapshot, facts, choices, filters, pages))
    _follow_short_link(page, pages, current[0])
    page.run()


def _page(name: str, words: Words, current: list[View]) -> "st.Page":
    def run() -> None:
        _SHOWS[name](current[0])

    return st.Page(
        run,
        title=words(f"page.{name}"),
        url_path=name,
        default=name == "home",
        visibility="hidden" if name in _HIDDEN else "visible",
    )


def _restore_address() -> None:
    """The menu's own links empty the address: put back what it held before."""
    if "lang" not in st.query_params and _MEMORY in st.session_state:
        st.query_params.from_dict({**st.session_state[_MEMORY], **st.query_params.to_dict()})


def _language(default: str) -> str:
    """The language in the address, else the workspace's first, and in the address from now on."""
    given = st.query_params.get("lang")
    lang = next((lang for lang in (given, default[:2]) if lang in LANGUAGES), "en")
    if given != lang:
        st.query_params["lang"] = lang
    return lang


def _follow_short_link(page: "st.Page", pages: dict[str, "st.Page"], view: View) -> None:
    """/?theme=… and /?feedback=… lead to that theme and that feedback."""
    if page is pages["home"]:
        for name in ("feedback", "theme"):
            if name in st.query_params:
                view.go(name, **{name: st.query_params[name]})


if __name__ == "__main__":
    main()
