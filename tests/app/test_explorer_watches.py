"""Watches: what a saved search finds in the refresh and in the explorer, and how they are saved, shown and removed."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.app.reading import links, shown
from tests.app.small_world import RUN, build_world, change_tables, republish
from vocpipe.app import data
from vocpipe.inbox.watches import add_watch, read_watches
from vocpipe.outcomes.trends import watch, watch_change
from vocpipe.search.words import wanted, widths
from vocpipe.step import Context
from vocpipe.store.workspace import Workspace

SEARCHES = [
    ("PDF", {}),
    ("ＰＤＦ", {}),
    ("請求書", {}),
    ("pdf", {"langs": ["ja"], "plans": ["Starter"]}),
    ("the", {"labels": ["negative"], "sources": ["reviews", "tickets"]}),
    ("export", {"intents": ["complaint"], "kinds": ["ticket"]}),
]


@pytest.fixture
def root(tmp_path, as_ann) -> Path:
    build_world(tmp_path, n_feedback=200)
    as_ann(tmp_path)
    return tmp_path


def refresh(root: Path, run_id: str = "20261102T000000-abcd") -> None:
    """Count the watches, as a refresh does."""
    workspace = Workspace(root)
    with workspace.connect() as connection:
        for step in (watch.STEP, watch_change.STEP):
            step.run(Context(connection, workspace, workspace.settings, RUN))
    republish(root, run_id)


def test_the_refresh_finds_what_the_search_finds(root):
    workspace = Workspace(root)
    for number, (search, filters) in enumerate(SEARCHES):
        add_watch(workspace, str(number), search, filters)
    refresh(root)
    with workspace.connect() as connection:
        trends = watch_change.watch_trends(connection, "Asia/Tokyo")
    assert trends
    rows, _ = trends
    counted = dict.fromkeys((one.watch_id for one in read_watches(workspace)), 0)
    for cell in rows.mentions.to_pylist():
        counted[cell["theme_id"]] += cell["n_feedback"]
    found = [searched(search, filters) for search, filters in SEARCHES]
    assert list(counted.values()) == found
    assert min(found) > 0, found


def searched(search: str, filters: dict) -> int:
    """How much the explorer finds by the words, with a day: the refresh counts by week."""
    words = wanted(search)
    under = dict.fromkeys(
        ("sources", "kinds", "langs", "plans", "labels", "since", "until", "theme", "intents", "causes", "feelings")
    )
    asked = {"words": words, "near": [], "best": True, "size": 20, "offset": 0, **widths(words)}
    rows = data.newest_snapshot().rows("voices", **{**under, **filters, **asked, "since": date(1970, 1, 1)})
    return rows[0]["n_words"] if rows else 0


def test_a_search_is_saved_with_its_filters_shown_and_removed(open_page, root):
    at = open_page("voices", root=root, lang="en", q="pdf", language="en", since="2026-09-01")
    assert "It does not search by meaning" in shown(at)
    next(field for field in at.text_input if field.label == "Name of the watch").set_value("Our *PDF*")
    next(button for button in at.button if button.label == "Watch").click()
    assert not at.run().error
    [saved] = read_watches(Workspace(root))
    assert (saved.name, saved.search, saved.filters, saved.author) == ("Our *PDF*", "pdf", {"langs": ["en"]}, "ann")
    assert "Counted by the next refresh." in shown(open_page("voices", root=root, lang="en"))
    refresh(root)
    at = open_page("voices", root=root, lang="en")
    assert "voices?lang=en&amp;q=pdf&amp;language=en" in shown(at) and "in the last 4 weeks" in shown(at)
    next(box for box in at.selectbox if box.label == "Watch to remove").set_value(saved.watch_id)
    next(button for button in at.button if button.label == "Remove a watch").click()
    assert not at.run().error
    assert read_watches(Workspace(root)) == []
    assert "Our *PDF*" not in shown(open_page("voices", root=root, lang="en"))


def test_viewers_see_watches_and_change_none(open_page, root, monkeypatch):
    add_watch(Workspace(root), "PDF", "pdf")
    monkeypatch.setattr(
        "vocpipe.app.sign_in.current_viewer", lambda workspace: replace(_viewer(), name="eve", role="viewer")
    )
    at = open_page("voices", root=root, lang="en", q="pdf")
    assert "Name of the watch" not in [field.label for field in at.text_input]
    at = open_page("voices", root=root, lang="en")
    assert "Words: pdf" in shown(at) and "Remove a watch" not in [button.label for button in at.button]


def _viewer():
    from vocpipe.app.sign_in import Viewer

    return Viewer("", "viewer")


def test_home_names_a_watch_that_rises_and_few_people_show_no_count(open_page, root):
    entry = add_watch(Workspace(root), "Autofill", "autofill", {"langs": ["ja"]})
    refresh(root)
    change = {"watch_id": entry.edit_id, "verdict": "rising", "ratio": 3.3, "n_recent": 7, "n_customers_recent": 6}
    weeks = [{"watch_id": entry.edit_id, "week": f"2026-10-{day:02}", "n_feedback": n, "n_customers": n} for day, n in
             ((5, 0), (12, None), (19, 6))]  # fmt: skip
    change_tables(root, {"watch_change": [change], "watch_week": weeks})
    at = open_page(root=root, lang="en")
    assert "Watch “Autofill”: Rising ×3.3" in shown(at)
    assert any("voices" in link and "q=autofill" in link and "language=ja" in link for link in links(at))
    page = shown(open_page("voices", root=root, lang="en"))
    assert '<i class="few"></i>' in page and "7 pieces of feedback in the last 4 weeks" in page
    few = {**change, "n_recent": 3, "n_customers_recent": None, "verdict": "cannot tell"}
    change_tables(root, {"watch_change": [few]}, "20261104T000000-0bad")
    assert "fewer than 5 in the last 4 weeks" in shown(open_page("voices", root=root, lang="en"))
    assert "Watch “Autofill”" not in shown(open_page(root=root, lang="en"))
