"""Map: every sentence at its place, near to those that say similar things; a frame around some of them lists them."""

import pyarrow as pa
import streamlit as st

from vocpipe.app.components import map_points as on_map
from vocpipe.app.components.frame import Table, show_table
from vocpipe.app.components.layout import note, nothing
from vocpipe.app.components.map_view import View, show_view
from vocpipe.app.context import PageContext
from vocpipe.app.page import Page
from vocpipe.app.text import plain

_HEIGHT = 560
_MAX_LISTED = 12
_MAX_THEMES = 5
_LONGEST = 110


def show(context: PageContext) -> None:
    """Draw the page."""
    points = context.table("map_points")
    if not points.num_rows:
        nothing(context)
        return
    if on_map.is_few(points):
        note(context.words("map.few", n=on_map.FEWEST))
        return
    by, searched = _controls(context)
    lit = on_map.lit(points, searched)
    region = on_map.read_region(st.query_params.get("region", ""))
    groups = on_map.groups(context, points, by)
    counts = [context.words.number(count) for count in groups.counts]
    _head(context, points, groups, counts, lit, searched=searched)
    names, hidden = on_map.labels(context, points), context.words("quote.no_text")
    buttons = (context.words("map.rectangle"), context.words("map.lasso"))
    view = View(points, groups, lit, names, counts, region, hidden, buttons)
    state = show_view(view, height=_HEIGHT, on_region=_changed_region)
    note(context.words("map.method"))
    if state.get("picked") is not None:
        context.go("feedback", feedback=points["feedback_id"][int(state["picked"])].as_py())
    if region or searched:
        _listed(context, points, lit & on_map.inside(on_map.coordinates(points), region) if region else lit)


def _controls(context: PageContext) -> tuple[str, str]:
    """What the points are colored by, and the search; both stand in the address."""
    words = context.words
    given = st.query_params.get("by", "")
    by = given if given in on_map.BY else on_map.BY[0]
    st.session_state["w_map_by"], st.session_state["w_map_q"] = by, st.query_params.get("q", "")
    left, right = st.columns([3, 2], gap="large", vertical_alignment="bottom")
    with left:
        st.segmented_control(
            words("map.color_by"),
            on_map.BY,
            key="w_map_by",
            required=True,
            format_func=lambda value: words.label("map_by", value),
            on_change=lambda: _write("by", st.session_state["w_map_by"]),
        )
    with right:
        st.text_input(
            words("map.search"),
            key="w_map_q",
            placeholder=words("map.search_hint"),
            on_change=lambda: _write("q", st.session_state["w_map_q"].strip()),
        )
    return by, st.query_params.get("q", "")


def _head(
    context: PageContext,
    points: pa.Table,
    groups: on_map.Groups,
    counts: list[str],
    lit: on_map.Flags,
    *,
    searched: str,
) -> None:
    """What the map shows, as a sentence, and its numbers as a table for those who cannot see it."""
    words = context.words
    total = words.number(points.num_rows)
    if not searched:
        title = words("map.title", n=total, people=words.number(on_map.people(points)))
    elif not lit.any():
        title = words("map.none_found", n=total)
    elif on_map.is_few(points, lit):
        title = words("map.few_found", n=on_map.FEWEST)
    else:
        title = words("map.found", n=words.number(int(lit.sum())), total=total)
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(f"**{plain(title)}**")
        with st.popover(words("chart.table"), icon=":material/table_rows:", type="tertiary"):
            head, rows = [words("map.group"), words("map.sentences")], list(zip(groups.names, counts, strict=True))
            show_table(context, Table("map", head, rows, numeric=[1]))


def _listed(context: PageContext, points: pa.Table, chosen: on_map.Flags) -> None:
    """The sentences in the frame or found by the search: how many, on which themes, and the newest of them."""
    words = context.words
    if on_map.is_few(points, chosen):
        if st.query_params.get("region"):
            note(words("map.few_chosen", n=on_map.FEWEST))
            st.button(words("map.clear"), on_click=_write, args=("region", ""))
        return
    here = points.filter(pa.array(chosen)).sort_by([("created_on", "descending"), ("feedback_id", "ascending")])
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.subheader(words("map.chosen", n=words.number(here.num_rows), people=words.number(on_map.people(here))))
        if st.query_params.get("region"):
            st.button(words("map.clear"), on_click=_write, args=("region", ""))
    _themes(context, here)
    rows = here.select(["feedback_id", "sentence", "source", "created_on"]).to_pylist()
    shown = list({row["feedback_id"]: row for row in reversed(rows) if row["sentence"]}.values())[::-1][:_MAX_LISTED]
    for row in shown:
        text = " ".join(row["sentence"].split())
        cut = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
        day = words.day(row["created_on"]) if row["created_on"] else words("fresh.undated")
        context.link(
            "feedback", words.facts([cut, day, words.of("source", row["source"])]), feedback=row["feedback_id"]
        )
    if len(rows) > len(shown):
        note(words("map.newest", shown=words.number(len(shown)), n=words.number(here.num_rows)))


def _themes(context: PageContext, here: pa.Table) -> None:
    """Links to the themes that most of the sentences are on."""
    found = here.group_by("theme_id").aggregate([("person", "count_distinct"), ("person", "count")]).to_pylist()
    enough = [row for row in found if row["theme_id"] and row["person_count_distinct"] >= on_map.FEWEST]
    enough.sort(key=lambda row: (-row["person_count"], row["theme_id"]))
    names = on_map.names(context)
    with st.container(horizontal=True, gap="medium"):
        for row in enough[:_MAX_THEMES]:
            name, n = names[row["theme_id"]], context.words.number(row["person_count"])
            context.link("theme", context.words("map.theme_n", name=name, n=n), theme=row["theme_id"])


def _changed_region() -> None:
    _write("region", on_map.write_region(st.session_state["map"].get("region")))


def _write(key: str, value: str) -> None:
    if value:
        st.query_params[key] = value
    else:
        st.query_params.pop(key, None)


PAGE = Page("map", show, order=30)
