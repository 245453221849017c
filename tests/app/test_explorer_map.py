"""The map: what its view is given, what a frame lists, and that nothing is told of fewer than five people."""

import json
import re
import zlib
from base64 import b64decode

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from tests.app.reading import links, shown
from vocpipe.app.components.map_points import densest, inside, read_region, write_region

# Themes stand in a row, ten apart; the third of them is support.
SUPPORT = "38,-5;42,-5;42,5;38,5"


def head(at):
    """What the view is told beside its points."""
    data = at.get("bidi_component")[-1].proto.bytes
    return json.loads(data[4 : 4 + int.from_bytes(data[:4], "little")]), data


def test_every_opinion_is_on_the_map_with_its_sentence(open_page):
    told, data = head(open_page("map", lang="en"))
    start = 4 + int.from_bytes(data[:4], "little")
    texts = zlib.decompress(data[start + told["n"] * 14 :]).decode().split("\n")
    assert len(texts) == told["n"] == sum(int(n.replace(",", "")) for _, n in told["groups"])
    assert "I can't export invoices as PDF." in texts


def test_names_of_themes_stand_on_the_map_in_the_viewers_language(open_page):
    for lang, name in (("ja", "請求書がPDFで出せない"), ("en", "Invoices can't be exported as PDF")):
        told, _ = head(open_page("map", lang=lang))
        assert name in [label[2] for label in told["labels"]]


@pytest.mark.parametrize(
    ("by", "group"),
    [("theme", "It is easy to use"), ("sentiment", "Negative"), ("language", "Japanese"), ("source", "tickets")],
)
def test_colors_follow_what_is_chosen(open_page, by, group):
    told, _ = head(open_page("map", lang="en", by=by))
    assert group in [name for name, _ in told["groups"]]
    assert len(told["colors"]) == len(told["groups"])


def test_colors_by_time_are_months_in_order(open_page):
    told, _ = head(open_page("map", lang="en", by="time"))
    assert [name for name, _ in told["groups"]][:2] == ["May 2026", "Jun 2026"]


@pytest.mark.parametrize(
    "filters",
    [
        {"source": "tickets"}, {"kind": "survey"}, {"language": "en"}, {"plan": "Business"}, {"sentiment": "positive"},
        {"since": "2026-09-01"},
    ],
)  # fmt: skip
def test_each_filter_leaves_fewer_points(open_page, filters):
    assert head(open_page("map", lang="en", **filters))[0]["n"] < head(open_page("map", lang="en"))[0]["n"]


def test_a_frame_lists_what_is_in_it_and_a_search_lights_up(open_page):
    at = open_page("map", lang="en", region=SUPPORT)
    assert "Support is kind and quick" in shown(at)
    assert "Very easy to use" not in shown(at)
    assert [link for link in links(at) if link.startswith("feedback?") and "feedback=f_" in link]
    at = open_page("map", lang="en", q="ＰＤＦ")
    assert "sentences are lit by your search" in shown(at)
    assert "None of" in shown(open_page("map", lang="en", q="nobodysaidthis"))


def test_nothing_is_told_of_fewer_than_five_people(open_page):
    at = open_page("map", lang="en", region="79.9,-1;80.1,-1;80.1,9;79.9,9", since="2026-10-30")
    assert not [link for link in links(at) if "feedback=f_" in link]
    at = open_page("map", lang="en", since="2026-10-31", plan="Enterprise")
    assert len(at.get("bidi_component")) == 1  # what every page has


def test_an_address_keeps_a_frame_and_refuses_what_is_none():
    corners = [(0.0, 1.5), (2.0, 3.0), (-4.0, 5.0)]
    assert read_region(write_region(corners)) == corners
    for given_text in ("", "1,2;3,4", "a,b;c,d;e,f", "1,2,3;4,5,6;7,8,9", "nan,1;2,3;4,5", ";".join(["1,2"] * 101)):
        assert read_region(given_text) == []


@given(st.lists(st.tuples(st.floats(-9, 9), st.floats(-9, 9)), min_size=1, max_size=20))
def test_what_lies_in_a_rectangle_is_inside(points):
    places = np.array(points, dtype=np.float32)
    found = inside(places, [(-3, -3), (3, -3), (3, 3), (-3, 3)])
    clear = (np.abs(np.abs(places) - 3) > 1e-3).all(axis=1)
    assert (found == (np.abs(places) < 3).all(axis=1))[clear].all()


def test_the_middle_of_a_hole_is_not_the_densest_place():
    places = np.array([[0, 0]] * 9 + [[100, 100]] * 5, dtype=np.float32)
    assert densest(places, 100) == (0, 0)


def test_the_small_map_names_the_largest_themes_and_leads_to_the_map(world, monkeypatch):
    monkeypatch.setenv("VOCPIPE_WORKSPACE", str(world))

    def page():
        import streamlit

        from vocpipe.app import data
        from vocpipe.app.components.small_map import show_small_map
        from vocpipe.app.context import PageContext
        from vocpipe.app.filters import Filters
        from vocpipe.app.words import Words

        snapshot = data.newest_snapshot()
        pages = {"map": streamlit.Page(lambda: None, url_path="map", title="Map")}
        streamlit.navigation(list(pages.values())).run()
        facts, choices = data.facts(snapshot), data.choices(snapshot)
        show_small_map(PageContext(Words("en"), snapshot, facts, choices, Filters(), Filters(), pages))

    at = AppTest.from_function(page).run()
    assert "It is easy to use" in shown(at)
    drawn = b64decode(re.search(r"svg\+xml;base64,([^\"]+)", shown(at))[1]).decode()
    assert drawn.count("<circle") > 400
    assert "Open the map" in shown(at)
