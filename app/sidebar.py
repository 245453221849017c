"""The sidebar: the viewer's language and the filters. Their state is in the address; widgets show and change it."""

from datetime import date
from functools import partial

import streamlit as st

from vocpipe.app.components.layout import reset_filters
from vocpipe.app.filters import (
    CHOSEN,
    DATES,
    FACET_VALUES,
    FACETS,
    PERIOD,
    WEEKS,
    Choices,
    Facets,
    Filters,
    period,
    starts,
)
from vocpipe.app.text import plain
from vocpipe.app.words import Words
from vocpipe.wording import Language, say

_VIEWER_LANGUAGES: tuple[Language, ...] = ("ja", "en")


Counts = dict[str, dict[str, int | None]]


def show(words: Words, choices: Choices, known: frozenset[str], *, is_counted: bool = False) -> Filters:
    """The filters as they stand in the address, after the widgets of those that the page knows have been drawn.

    With `is_counted` the page draws them itself, all but the period, when it knows how many there are: `show_counted`.
    """
    filters = Filters.read(st.query_params.get_all, choices)
    _clean_address(filters)
    with st.sidebar:
        _language(words)
        if known:
            st.subheader(words("filters.title"))
        if PERIOD in known:
            _period(words, filters, choices)
        if not is_counted:
            _choices(words, filters, choices, known, {})
            _reset(words, is_active=filters.only(known).active)
    return filters


def show_counted(words: Words, filters: Filters, choices: Choices, counts: Counts, facets: Facets) -> None:
    """The filters with how many things each value leaves, and those on facets, which only such a page has.

    counts: filter -> value -> how many, None where too few people stand behind it. facets: those that are chosen.
    """
    with st.sidebar:
        for name, chosen in facets.items():
            known = tuple(value for value in FACET_VALUES[name] if value in counts.get(name, {}) or value in chosen)
            _choice(words, name, FACETS[name], chosen, known, counts.get(name, {}))
        _choices(words, filters, choices, frozenset(CHOSEN), counts)
        _reset(words, is_active=filters.active or any(facets.values()))


def chosen_facets() -> Facets:
    """The facets in the address: filter -> its values that are chosen."""
    given = {name: st.query_params.get_all(key) for name, key in FACETS.items()}
    return {name: tuple(value for value in FACET_VALUES[name] if value in given[name]) for name in FACETS}


def _choices(words: Words, filters: Filters, choices: Choices, known: frozenset[str], counts: Counts) -> None:
    for name, group in CHOSEN.items():
        if name in known:
            _choice(words, name, group, getattr(filters, name), getattr(choices, name), counts.get(name, {}))


def _reset(words: Words, *, is_active: bool) -> None:
    if is_active:
        st.button(words("filters.reset"), on_click=reset_filters, key="reset", width="stretch")


def _language(words: Words) -> None:
    st.session_state["w_lang"] = words.lang
    st.segmented_control(
        words("filters.viewer_language"),
        _VIEWER_LANGUAGES,
        required=True,
        key="w_lang",
        on_change=_changed_language,
        format_func=partial(say, "explorer.viewer.own_name"),
        label_visibility="collapsed",
        width="stretch",
    )


def _choice(
    words: Words,
    name: str,
    group: str,
    chosen: tuple[str, ...],
    offered: tuple[str, ...],
    counts: dict[str, int | None],
) -> None:
    def label(value: str) -> str:
        n = counts.get(value)
        named = words.of(group, value)
        return plain(named if n is None else words("search.counted", value=named, n=words.number(n)))

    if len(offered) < 2 and not chosen:
        return
    st.session_state[f"w_{name}"] = list(chosen)
    st.pills(
        words(f"filters.{name}"),
        offered,
        selection_mode="multi",
        key=f"w_{name}",
        on_change=_changed_choice,
        args=(name,),
        format_func=label,
    )


def _period(words: Words, filters: Filters, choices: Choices) -> None:
    if not choices.first or not choices.last:
        return
    named = period(filters, choices)
    st.session_state["w_period"] = named
    options = ["all", *(f"w{weeks}" for weeks in WEEKS), "own"]
    st.selectbox(
        words("filters.period"),
        options,
        key="w_period",
        on_change=_changed_period,
        args=(choices,),
        format_func=lambda value: words.of("period", value),
    )
    if named == "own":
        for name in DATES:
            st.session_state[f"w_{name}"] = getattr(filters, name)
            st.date_input(
                words(f"filters.{name}"), key=f"w_{name}", on_change=_changed_day, args=(name,), format="YYYY/MM/DD"
            )


def _clean_address(filters: Filters) -> None:
    """Remove meaningless values from the address."""
    valid = filters.address()
    for key in (*CHOSEN.values(), *DATES.values()):
        if st.query_params.get_all(key) != valid.get(key, []):
            _write(key, valid.get(key, []))


def _write(key: str, values: list[str]) -> None:
    if values:
        st.query_params[key] = values
    elif key in st.query_params:
        del st.query_params[key]
    st.query_params.pop("page", None)  # another choice starts over at the first page


def _changed_language() -> None:
    st.query_params["lang"] = st.session_state["w_lang"]


def _changed_choice(name: str) -> None:
    _write((CHOSEN | FACETS)[name], list(st.session_state[f"w_{name}"]))


def _changed_period(choices: Choices) -> None:
    named = st.session_state["w_period"]
    start = choices.first if named == "own" else starts(choices).get(named)
    _write_day("since", start)
    _write_day("until", choices.last if named == "own" else None)


def _changed_day(name: str) -> None:
    _write_day(name, st.session_state[f"w_{name}"])


def _write_day(name: str, day: date | None) -> None:
    _write(DATES[name], [day.isoformat()] if day else [])
