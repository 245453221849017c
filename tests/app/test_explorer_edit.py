"""Editing themes in the explorer: shown at once on every page, under the editor's name, and only to editors."""

from datetime import datetime
from pathlib import Path

import pytest

from tests.app.reading import shown
from tests.app.small_world import build_world
from vocpipe.app import data
from vocpipe.app.overlay.pending import pending_of
from vocpipe.inbox.entries import Entry, read_entries, undo_entry
from vocpipe.inbox.theme_edits import Hide, Merge, Move, Pin, Rename, Split, submit
from vocpipe.store.audit import audit_path

EVERYTHING = dict.fromkeys(("sources", "kinds", "langs", "plans", "labels", "since", "until", "now"))
AT = datetime(2026, 10, 1)
UNDER = {**EVERYTHING, "zone": "Asia/Tokyo", "min_responses": 30}


@pytest.fixture(scope="module")
def root(tmp_path_factory) -> Path:
    return build_world(tmp_path_factory.mktemp("edited"), n_feedback=200).parents[1]


@pytest.fixture
def place(root, as_ann):
    """The workspace, without the edits of the test before."""
    workspace = as_ann(root)
    yield workspace
    for entry in read_entries(workspace):
        if not entry.undone_at:
            undo_entry(workspace, entry.edit_id)


def themes():
    return {row["theme_id"]: row for row in data.newest_snapshot().rows("themes", **UNDER)}


def one(key):
    return data.newest_snapshot().row("theme", theme=key)


def held(key):
    query = "edit_union"
    return data.newest_snapshot().row(query, themes=[key])["n_sentences"]


def test_a_merge_is_seen_by_every_query_at_once(place):
    before = themes()
    submit(place, Merge("t_slow", "t_pdf"))
    after = themes()
    assert set(before) - set(after) == {"t_slow"}
    assert max(before["t_slow"]["mentions"], before["t_pdf"]["mentions"]) <= after["t_pdf"]["mentions"]
    assert after["t_pdf"]["mentions"] <= before["t_slow"]["mentions"] + before["t_pdf"]["mentions"]
    assert held("t_slow") == 0
    assert one("t_pdf")["n_sentences"] == held("t_pdf")
    assert one("t_slow")["state"] == "retired"


def test_an_undone_edit_leaves_no_trace(place):
    before = themes()
    entry = submit(place, Merge("t_slow", "t_pdf"))
    undo_entry(place, entry.edit_id)
    assert themes() == before


def test_a_split_makes_a_theme_of_a_sub_theme(place):
    taken, whole = held("t_pdf_layout"), held("t_pdf")
    new = submit(place, Split((), "t_pdf_layout", name_en="Broken layout"), author="bob").theme_id
    assert held(new) == taken > 0
    assert held("t_pdf") == whole - taken
    assert (one(new)["name_en"], one(new)["name_en_by"], one(new)["state"]) == ("Broken layout", "bob", "active")
    assert one("t_pdf_layout")["state"] == "retired"


def test_sentences_move_with_all_of_the_same_text(place):
    rows = data.newest_snapshot().rows("edit_sentences", theme="t_slow", words=None)
    first = rows[0]
    assert first["n"] > 1
    slow, dark = held("t_slow"), held("t_dark")
    submit(place, Move("t_dark", (first["sentence_id"],)))
    assert (held("t_slow"), held("t_dark")) == (slow - first["n"], dark + first["n"])


def test_what_an_edit_can_not_do_any_more_is_left_out(place):
    submit(place, Rename("t_slow", name_en="Slow"))
    submit(place, Pin("t_pdf"))
    merge = submit(place, Merge("t_slow", "t_pdf"))
    submit(place, Merge("t_pdf", "t_easy"))
    assert held("t_easy") == one("t_easy")["n_sentences"]
    undo_entry(place, merge.edit_id)
    assert held("t_slow") > 0


def test_an_undone_hide_of_the_snapshot_is_shown_again_and_an_undone_name_gives_way_to_the_one_before():
    def entry(edit_id, kind, undone=None, **detail):
        return Entry(edit_id, AT, "ann", kind, "t_a", detail, undone)

    first, second = entry("e_1", "rename", name_en="One"), entry("e_2", "rename", AT, name_en="Two")
    hidden = entry("e_3", "hide", AT)
    pending = pending_of([first, second, hidden], {"e_1": None, "e_2": None, "e_3": None})
    assert [(step.kind, step.detail) for step in pending.restored] == [("rename", {"name_en": "One"}), ("unhide", {})]
    assert pending.edits == ()


def test_the_page_renames_under_the_viewers_name(place, root, open_page):
    at = open_page("theme", root=root, lang="en", theme="t_easy")
    at.text_input(key="rename_t_easy_name_en").set_value("Easy <b>*to*</b> use").run()
    at.button(key="edit_do_rename").click().run()
    assert not at.exception
    [entry] = [entry for entry in read_entries(place) if not entry.undone_at]
    assert (entry.kind, entry.author, entry.detail) == ("rename", "ann", {"name_en": "Easy <b>*to*</b> use"})
    assert "the next refresh applies it" in shown(at)
    assert "Easy &lt;b&gt;*to*&lt;/b&gt; use" in shown(open_page("look", root=root, lang="en"))
    assert "theme.rename" in audit_path(place).read_text(encoding="utf-8")
    at.button(key=f"undo_here_{entry.edit_id}").click().run()
    assert all(entry.undone_at for entry in read_entries(place))


def test_the_merge_form_says_what_will_be(place, root, open_page):
    at = open_page("theme", root=root, lang="en", theme="t_slow")
    at.button_group(key="edit_kind_t_slow").set_value("merge").run()
    at.selectbox(key="edit_merge_t_slow").set_value("t_pdf").run()
    both = data.newest_snapshot().row("edit_union", themes=["t_slow", "t_pdf"])
    assert f"which then holds {both['n_feedback']} pieces of feedback" in shown(at)
    at.button(key="edit_do_merge").click().run()
    assert not at.exception
    assert "Now part of" in shown(at)
    assert held("t_slow") == 0


def test_a_viewer_sees_no_tools_and_can_not_edit(place, root, open_page, monkeypatch):
    entry = submit(place, Hide("t_dark"))
    monkeypatch.setenv("VOCPIPE_SHARED", "1")
    for page, address in (("theme", {"theme": "t_dark"}), ("look", {}), ("actions", {"theme": "t_dark"})):
        at = open_page(page, root=root, lang="en", **address)
        assert not at.exception
        assert not [button for button in at.button if (button.key or "").startswith(("undo_", "edit_", "action_"))]
        assert not at.text_input
    assert not next(one for one in read_entries(place) if one.edit_id == entry.edit_id).undone_at
