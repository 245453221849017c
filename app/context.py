"""The context of every page: the words, the snapshot, the filters, and links that keep language and filters."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, NoReturn
from urllib.parse import urlencode

import pyarrow as pa
import streamlit as st
from streamlit.navigation.page import StreamlitPage

from vocpipe.app.data import Facts, Snapshot
from vocpipe.app.filters import Choices, Filters
from vocpipe.app.overlay.pending import Pending
from vocpipe.app.sign_in import Viewer
from vocpipe.app.text import escaped, plain
from vocpipe.app.words import Words


@dataclass(frozen=True, slots=True)
class PageContext:
    """One viewer's run of one page: the words, the snapshot and the filters."""

    words: Words
    snapshot: Snapshot
    facts: Facts
    choices: Choices
    filters: Filters  # those that work on this page
    kept: Filters  # the viewer's, also those that wait for another page
    pages: dict[str, StreamlitPage]
    viewer: Viewer = field(default_factory=lambda: Viewer("", "viewer"))
    page: str = ""  # the name of the page that is shown

    @property
    def pending(self) -> Pending:
        """The edits that every query shows already, and the next refresh applies."""
        return self.snapshot.pending

    def rows(self, query: str, **parameters: Any) -> list[dict[str, Any]]:
        """The answer to queries/<query>.sql under the filters."""
        return self.snapshot.rows(query, **self._parameters(), **parameters)

    def table(self, query: str, **parameters: Any) -> pa.Table:
        """The answer to queries/<query>.sql under the filters, as columns."""
        return self.snapshot.table(query, **self._parameters(), **parameters)

    def row(self, query: str, **parameters: Any) -> dict[str, Any]:
        """The first row of the answer to queries/<query>.sql under the filters, or an empty dictionary."""
        return self.snapshot.row(query, **self._parameters(), **parameters)

    def address(self, **extra: str) -> dict[str, str | list[str]]:
        """The query parameters of a link that keeps the language and the filters."""
        return {"lang": self.words.lang, **self.kept.address(), **extra}

    def link(self, page: str, label: str, /, **extra: str) -> None:
        """A link to a page of the explorer; the label is plain text, never Markdown."""
        st.page_link(self.pages[page], label=plain(label), icon="", help="", query_params=self.address(**extra))

    def anchor(self, page: str, label: str, /, **extra: str) -> str:
        """Such a link as HTML, for pages that have many."""
        address = f"{page}?{urlencode(self.address(**extra), doseq=True)}"
        return f'<a href="{escaped(address)}" target="_self">{escaped(label)}</a>'

    def link_behind(self, label: str, /, **extra: str) -> None:
        """A link to the voices behind a number over all data, without the viewer's filters."""
        address = {"lang": self.words.lang, **extra}
        st.page_link(self.pages["voices"], label=plain(label), icon="", help="", query_params=address)

    def go(self, page: str, /, **extra: str) -> NoReturn:
        """Switch to a page of the explorer."""
        st.switch_page(self.pages[page], query_params=self.address(**extra))

    def go_behind(self, /, **extra: str) -> NoReturn:
        """Switch to the voices behind a number over all data, without the viewer's filters."""
        st.switch_page(self.pages["voices"], query_params={"lang": self.words.lang, **extra})

    def _parameters(self) -> dict[str, Any]:
        # By the hour: an age in days needs no more, and the answer can be cached for that long.
        now = datetime.now(UTC).replace(minute=0, second=0, microsecond=0, tzinfo=None)
        facts = {"zone": self.facts.timezone, "min_responses": self.facts.min_responses, "now": now}
        return {**self.filters.parameters(), **facts}
