"""The two periods that Home compares, chosen by the reader and stored in the address."""

from dataclasses import dataclass
from datetime import date, timedelta

import streamlit as st

from vocpipe.app.context import PageContext

_DAYS = {"w1": 7, "w4": 28, "w12": 84}
_NOW, _BASE, _OWN = "now", "base", "own"
_ENDS = ("from", "to")
_DEFAULTS = {_NOW: "w4", _BASE: "same"}
_OPTIONS = {_NOW: (*_DAYS, _OWN), _BASE: ("same", "w4", "w12")}


@dataclass(frozen=True, slots=True)
class Periods:
    """The period looked at and the one right before it; both ends belong to it."""

    first: date
    last: date
    base_first: date
    base_last: date

    def parameters(self) -> dict[str, date]:
        """The days as the parameters of the queries."""
        return {
            "now_from": self.first,
            "now_to": self.last,
            "base_from": self.base_first,
            "base_to": self.base_last,
        }

    @property
    def are_of_one_length(self) -> bool:
        """Whether counts of both can be compared as they are."""
        return self.last - self.first == self.base_last - self.base_first


def choose(context: PageContext, newest: date) -> Periods:
    """Draw the two choices; the periods that the address names, counted back from the newest day with feedback."""
    now, base = _choice(context, _NOW), _choice(context, _BASE)
    return _periods(*_own(context, newest), base) if now == _OWN else _last(newest, now, base)


def usual(newest: date) -> Periods:
    """The periods that nobody has chosen: the last four weeks and those before them."""
    return _last(newest, _DEFAULTS[_NOW], _DEFAULTS[_BASE])


def _last(newest: date, now: str, base: str) -> Periods:
    return _periods(newest - timedelta(days=_DAYS[now] - 1), newest, base)


def _periods(first: date, last: date, base: str) -> Periods:
    days = (last - first).days + 1 if base == "same" else _DAYS[base]
    return Periods(first, last, first - timedelta(days=days), first - timedelta(days=1))


def _choice(context: PageContext, name: str) -> str:
    given = st.query_params.get(name)
    chosen = given if given in _OPTIONS[name] else _DEFAULTS[name]
    if given is not None and given != chosen:
        del st.query_params[name]
    st.session_state[f"w_{name}"] = chosen

    def changed() -> None:
        st.query_params[name] = st.session_state[f"w_{name}"]

    st.selectbox(
        context.words(f"brief.{name}"),
        _OPTIONS[name],
        key=f"w_{name}",
        on_change=changed,
        format_func=lambda option: context.words.of(f"brief_{name}", option),
        label_visibility="collapsed",
        width=190,
    )
    return chosen


def _own(context: PageContext, newest: date) -> tuple[date, date]:
    days = [_day(st.query_params.get(name)) for name in _ENDS]
    first, last = days[0] or newest - timedelta(days=27), days[1] or newest
    first, last = min(first, last), max(first, last)
    st.session_state["w_own"] = (first, last)

    def changed() -> None:
        chosen = st.session_state["w_own"]
        if len(chosen) == len(_ENDS):  # one day alone: the reader is still choosing
            st.query_params.update({name: day.isoformat() for name, day in zip(_ENDS, chosen, strict=True)})

    st.date_input(
        context.words("brief.own"),
        key="w_own",
        on_change=changed,
        format="YYYY/MM/DD",
        label_visibility="collapsed",
        width=230,
    )
    return first, last


def _day(given: str | None) -> date | None:
    try:
        return date.fromisoformat(given or "")
    except ValueError:
        return None
