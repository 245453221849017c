"""The explorer: `streamlit run app/main.py`, with the workspace's folder in VOCPIPE_WORKSPACE.

Every run reads the newest snapshot and the address, draws the filters, and calls one page with its `PageContext`.
"""

from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from vocpipe.app import data, sidebar, sign_in
from vocpipe.app.components import empty
from vocpipe.app.components.failed import show_failed
from vocpipe.app.components.layout import callout, style
from vocpipe.app.components.shell import show_shell
from vocpipe.app.context import PageContext
from vocpipe.app.menu import all_pages
from vocpipe.app.page import Page
from vocpipe.app.words import Words
from vocpipe.errors import VocpipeError
from vocpipe.store.faults import is_debugging
from vocpipe.wording import Language, as_language

_MEMORY = "address"
_ICON = str(Path(__file__).with_name("icon.svg"))


def main() -> None:
    """One run of the explorer."""
    st.set_page_config(page_title="vocpipe", page_icon=_ICON, layout="wide", initial_sidebar_state=260)
    st.logo(_ICON)
    style()
    _restore_address()
    try:
        viewer = sign_in.current_viewer(data.workspace())
        if viewer is None:
            sign_in.show_door(Words(_language(st.context.locale or "en")))
        elif viewer.role == "none":
            sign_in.show_no_access(Words(_language(st.context.locale or "en")), viewer)
        else:
            _show(data.newest_snapshot(), viewer)
    except VocpipeError as error:
        empty.show_instead(error, Words(_language(st.context.locale or "en")), data.workspace())


def _show(snapshot: data.Snapshot, viewer: sign_in.Viewer) -> None:
    """The chosen page on the snapshot; raises DamageError if the file gets damaged meanwhile."""
    facts = data.facts(snapshot)
    words = Words(_language(facts.languages[0]), facts.timezone, facts.currency)
    contexts: list[PageContext] = []
    declared = all_pages()
    pages = {page.name: _streamlit_page(page, words, contexts, is_first=page is declared[0]) for page in declared}
    chosen = st.navigation(list(pages.values()), position="top")
    choices = data.choices(snapshot)
    page = next(page for page in declared if pages[page.name] is chosen)
    filters = sidebar.show(words, choices, page.filters, is_counted=page.is_counted)
    st.set_page_config(page_title=words("browser.title", page=words(f"page.{page.name}")))
    with st.sidebar:
        sign_in.show_account(words, viewer)
    st.session_state[_MEMORY] = {key: st.query_params.get_all(key) for key in ("lang", *filters.address())}
    context = PageContext(
        words, snapshot, facts, choices, filters.only(page.filters), filters, pages, viewer, page.name
    )
    contexts.append(context)
    if chosen is pages[declared[0].name]:
        _follow_short_link(declared, context)
    if snapshot.unreadable:
        callout("warning", words("empty.older_used", name=snapshot.unreadable))
    if snapshot.pending.problem:
        callout("warning", words("edit.unreadable", problem=snapshot.pending.problem))
    chosen.run()


def _streamlit_page(page: Page, words: Words, contexts: list[PageContext], *, is_first: bool) -> StreamlitPage:
    # Streamlit needs its pages before the sidebar is drawn; the context with the filters exists only afterwards.
    def run() -> None:
        try:
            page.show(contexts[0])
        except VocpipeError:
            raise  # of the snapshot: `main` says what to do
        except Exception as error:
            if is_debugging():
                raise
            show_failed(error, page.name, words, data.workspace())

    return st.Page(
        run,
        title=words(f"page.{page.name}"),
        url_path=page.name,
        default=is_first,
        visibility="visible" if page.in_menu else "hidden",
    )


def _restore_address() -> None:
    """Restore the address, which the menu's own links empty."""
    if "lang" not in st.query_params and _MEMORY in st.session_state:
        st.query_params.from_dict({**st.session_state[_MEMORY], **st.query_params.to_dict()})


def _language(default: str) -> Language:
    """The language in the address; if there is none, `default`, which is then put into the address."""
    given = st.query_params.get("lang", "")
    language = as_language(given) or as_language(default[:2]) or "en"
    if given != language:
        st.query_params["lang"] = language
    show_shell(language)
    return language


def _follow_short_link(declared: list[Page], context: PageContext) -> None:
    """Redirect /?theme=… and similar links to the page outside the menu that shows the item."""
    for page in declared:
        if not page.in_menu and page.name in st.query_params:
            context.go(page.name, **{page.name: st.query_params[page.name]})


if __name__ == "__main__":
    main()
