"""Searches that people save to be watched."""

import pytest

from tests.store.shop import make_workspace
from vocpipe.errors import EditError
from vocpipe.inbox.entries import WATCHES, read_entries
from vocpipe.inbox.erasure import Theirs, rewrite_entries, rewritten_entries
from vocpipe.inbox.watches import MOST, add_watch, read_watches, remove_watch


@pytest.fixture
def workspace(tmp_path):
    return make_workspace(tmp_path)


def test_a_watch_stands_until_it_is_removed_and_stays_known(workspace):
    kept = add_watch(workspace, " Log in ", "ログイン", {"langs": ["ja"], "plans": ()}, author="mio")
    [watch] = read_watches(workspace)
    assert (watch.name, watch.search, watch.filters, watch.author) == ("Log in", "ログイン", {"langs": ["ja"]}, "mio")
    remove_watch(workspace, kept.edit_id, author="ken")
    assert read_watches(workspace) == []
    assert [(entry.author, entry.undone_by) for entry in read_entries(workspace, WATCHES)] == [("mio", "ken")]
    with pytest.raises(EditError, match="undone"):
        remove_watch(workspace, kept.edit_id)


@pytest.mark.parametrize(("name", "search"), [("", "pdf"), ("n" * 101, "pdf"), ("PDF", "  "), ("PDF", "p" * 501)])
def test_a_watch_needs_a_name_and_words(workspace, name, search):
    with pytest.raises(EditError, match="A watch needs"):
        add_watch(workspace, name, search)


def test_a_name_is_given_once_and_watches_end_somewhere(workspace):
    add_watch(workspace, "0", "pdf")
    with pytest.raises(EditError, match='name "0" already'):
        add_watch(workspace, "0", "csv")
    for number in range(1, MOST):
        add_watch(workspace, str(number), "pdf")
    with pytest.raises(EditError, match=f"{MOST} watches already"):
        add_watch(workspace, "one more", "pdf")


def test_nothing_of_a_forgotten_person_stays_in_a_watch(workspace):
    for name, search in (("Ms Sato's wish", "dark mode"), ("Who", "sato"), ("Dark", "dark mode")):
        add_watch(workspace, name, search)
    theirs = Theirs((), (), (), lambda text: text.replace("Sato", "[NAME]").replace("sato", "[NAME]"), str.isdigit, ())
    rewrite_entries(workspace, rewritten_entries(workspace, theirs))
    assert [watch.name for watch in read_watches(workspace)] == ["Ms [NAME]'s wish", "Dark"]
