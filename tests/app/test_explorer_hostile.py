"""Whatever comes from data is shown as itself on every page: never as Markdown, HTML, LaTeX, a link or a picture.

The walk reads every text of every element of every page as it is sent to the browser, so that new pages and new widgets
are in it by themselves.
"""

import html
import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from google.protobuf.message import Message

from tests.app.small_world import build_world
from vocpipe.app.menu import all_pages

HOSTILE = (
    "**zqbold** $zqmath$ ![zqpic](http://evil.example/p.png) <img src=zq onerror=zqrun()> "
    ":red[zqred] [zqlink](javascript:zq) `zqcode`"
)
# The columns, in whatever table, that hold what somebody wrote into a file or the settings.
NAMES = {"plan", "source", "segment", "name", "name_ja", "name_en", "title", "owner", "author", "release", "option"}
NAMES |= {"reason_en", "reason_ja"}  # whole sentences of the refresh, with names in them
WHERE = {"theme": {"theme": "t_pdf"}, "feedback": {"feedback": "f_00001"}}
# What Markdown takes for mark-up unless a backslash stands before it.
MARKDOWN = re.compile(r"(?<!\\)(?:\*\*zqbold|\$zqmath|\[zqpic|\[zqlink|:red\[|<img src=zq|`zqcode)")
MARKUP = re.compile(r"<img src=zq|(?:href|src)\s*=\s*[\"']?javascript", re.IGNORECASE)
# What Streamlit shows as it is, as (element, field); None: any element.
AS_IT_IS = {
    ("Selectbox", "options"), ("MultiSelect", "options"), ("Code", "code_text"), ("VegaLiteChart", "spec"),
    ("Arrow", "columns"), (None, "id"), (None, "element_id"), (None, "query_string"), (None, "page"),
    (None, "placeholder"), (None, "default"), (None, "value"), (None, "raw_values"), (None, "user_key"),
}  # fmt: skip


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small world where every name is followed by mark-up, and every address runs a script."""
    root = tmp_path_factory.mktemp("hostile")
    with duckdb.connect(str(build_world(root, n_feedback=250))) as con:
        found = con.execute(
            "SELECT table_name, column_name FROM duckdb_columns() JOIN duckdb_tables() USING (table_name)"
            " WHERE data_type = 'VARCHAR' AND NOT duckdb_columns.internal"
        ).fetchall()
        for table, column in found:
            if column in NAMES:
                con.execute(
                    f"UPDATE {table} SET {column} = {column} || ?", [f" {HOSTILE} zqof{column.replace('_', '')}"]
                )
            elif column == "url":
                con.execute(f"UPDATE {table} SET url = 'javascript:zqrun()'")
    return root


def sent(node: object) -> Iterator[tuple[str, str, str]]:
    """Every text below a node of the page as (element, field, text), the labels of its blocks among them."""
    proto = getattr(node, "proto", None)
    if isinstance(proto, Message):
        yield from texts(proto, type(proto).__name__)
    for child in getattr(node, "children", {}).values():
        yield from sent(child)


def texts(message: Message, element: str, field: str = "") -> Iterator[tuple[str, str, str]]:
    for descriptor, value in message.ListFields():
        for item in [value] if isinstance(value, str | Message) else value if _is_many(value) else []:
            if isinstance(item, Message):
                yield from texts(item, element, field or descriptor.name)
            elif isinstance(item, str):
                yield element, descriptor.name, item


def _is_many(value: object) -> bool:
    return hasattr(value, "__iter__") and not isinstance(value, bytes)


def wrong(element: str, field: str, text: str) -> bool:
    """Whether a browser would take the text, or a part of it, for more than text."""
    if field in ("page", "url") and text.startswith("javascript"):
        return True
    if {(element, field), (None, field)} & AS_IT_IS:
        return False
    return bool((MARKUP if element == "Html" else MARKDOWN).search(text))


def as_read(element: str, text: str) -> str:
    """The text as the viewer reads it."""
    return html.unescape(text) if element == "Html" else re.sub(r"\\(.)", r"\1", text).replace("\u2060", "")


def test_nothing_from_data_is_markup_on_any_page(open_page, hostile):
    met = set()
    for page in all_pages():
        at = open_page(page.name, root=hostile, lang="en", **WHERE.get(page.name, {}))
        assert not at.exception, page.name
        said = list(sent(at._tree))
        assert [
            (page.name, element, field, text[:300]) for element, field, text in said if wrong(element, field, text)
        ] == []
        named = [
            as_read(element, text)
            for element, field, text in said
            if "zqbold" in text and field != "spec" and (None, field) not in AS_IT_IS  # a spec is JSON
        ]
        assert [(page.name, text[:300]) for text in named if HOSTILE not in text] == []
        met |= set(re.findall(r"zqof\w+", " ".join(named)))
    assert met >= {"zqofplan", "zqofsource", "zqofnameen", "zqoftitle", "zqofsegment", "zqofreasonen"}


@pytest.mark.parametrize("text", [HOSTILE, f"a {HOSTILE}", ":red[x]", "![zqpic](http://x)"])
def test_the_walk_would_see_what_is_not_escaped(text):
    assert wrong("Markdown", "body", text)
    assert wrong("Html", "body", f"<p>{HOSTILE}</p>")
    assert wrong("PageLink", "page", "javascript:zqrun()")
