"""Whatever stands in the data is shown as it is: no page reads it as Markdown, LaTeX, a directive, a link or HTML."""

import re
import shutil

import pytest
from google.protobuf.message import Message

from tests.app.small_world import republish
from vocpipe.app.menu import all_pages
from vocpipe.store.workspace import Workspace

HOSTILE = (
    " **zx** $zx$ `zx` [zx](javascript:zx) ![zx](https://evil.example/zx.png) :red[zx] :zx_face: ~~zx~~"
    " <img src=x onerror=zx> =zx()"
)
READ = re.compile(
    r"(?<!\\)\*\*zx|(?<!\\)\$zx|(?<!\\)`zx|(?<!\\)\]\(|(?<!\\)!\[zx|:red\[|:zx_face:|(?<!\\)~~zx|(?<!\\)<img"
)
POISONED = (
    "name", "name_ja", "name_en", "plan", "segment", "source", "title", "owner", "release", "author", "path", "company",
    "field", "raw", "warnings", "unread", "reason", "reason_en", "reason_ja", "error", "answer", "question", "keywords",
)  # fmt: skip
# Places of one item each, and fields that Streamlit shows as plain text or does not show.
ITEMS = {"theme": "t_pdf", "feedback": "f_00001", "customer": "c_00014", "look": ""}
PLAIN = {
    "selectbox": {"options", "raw_value"}, "multiselect": {"options"}, "code": {"code_text"}, "json": {"body"},
    "text_input": {"default", "value", "placeholder"}, "page_link": {"query_string", "page"},
    "vega_lite_chart": {"spec", "alt"}, "arrow_vega_lite_chart": {"spec"}, "plotly_chart": {"spec"},
    "dataframe": {"columns"}, "arrow_data_frame": {"columns"}, "download_button": {"url"},
    "deck_gl_json_chart": {"json"},
}  # fmt: skip


@pytest.fixture(scope="module")
def hostile(world, tmp_path_factory):
    root = tmp_path_factory.mktemp("hostile") / "w"
    shutil.copytree(world, root, symlinks=True)
    with Workspace(root).connect() as con:
        columns = con.execute(
            "SELECT table_name, column_name, data_type FROM duckdb_columns() JOIN duckdb_tables() USING (table_name) "
            "WHERE list_contains(?, column_name)",
            [list(POISONED)],
        ).fetchall()
        for table, column, kind in columns:
            worse = f"{column} || ?" if kind == "VARCHAR" else f"[value || ? FOR value IN {column}]"
            if kind in ("VARCHAR", "VARCHAR[]") and (table, column) not in {("ingest_reject", "field")}:
                con.execute(f"UPDATE {table} SET {column} = {worse} WHERE {column} IS NOT NULL", [HOSTILE])
    republish(root, "20261104T000000-0e71")
    return root


def elements(node):
    """Every element of a page, from the tree that AppTest keeps."""
    children = getattr(node, "children", None)
    if children is None:
        yield node
        return
    yield from [node] if getattr(node, "proto", None) is not None else []
    for child in children.values():
        yield from elements(child)


def strings(message, path=()):
    """(names of the fields, text) of every text in a message."""
    for field, value in message.ListFields():
        values = [value] if isinstance(value, str | bytes | Message) else list(value) if _is_many(value) else []
        for one in values:
            if isinstance(one, Message):
                yield from strings(one, (*path, field.name))
            elif isinstance(one, str):
                yield (*path, field.name), one


def _is_many(value):
    return not isinstance(value, int | float | bool) and hasattr(value, "__iter__") and not hasattr(value, "keys")


def is_shown_as_it_is(kind, path, text):
    if "id" in path or kind == "html":  # what is HTML is looked at apart
        return "<img src=x" not in text if kind == "html" else True
    return bool(PLAIN.get(kind, set()) & set(path)) or not READ.search(text)


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("page", all_pages(), ids=lambda page: page.name)
def test_no_page_reads_the_data_as_markup(open_page, hostile, page, lang):
    extra = {} if page.in_menu else {page.name: ITEMS[page.name]}
    at = open_page(page.name, root=hostile, lang=lang, **extra)
    assert not at.exception
    found = [
        (element.type, path, text)
        for element in elements(at._tree)
        for path, text in strings(element.proto)
        if not is_shown_as_it_is(element.type, path, text)
    ]
    assert found == []


def test_the_hostile_values_are_there(open_page, hostile):
    at = open_page("theme", root=hostile, lang="en", theme="t_pdf")
    texts = [text for element in elements(at._tree) for _, text in strings(element.proto)]
    assert sum(text.count("zx") for text in texts) > 20
