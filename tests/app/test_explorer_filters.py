"""The filters and the address."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from vocpipe.app.filters import Choices, Filters, period, starts

CHOICES = Choices(
    sources=("nps", "tickets"),
    kinds=("survey", "ticket"),
    langs=("ja", "en"),
    plans=("Starter",),
    labels=("negative",),
    first=date(2026, 2, 1),
    last=date(2026, 10, 31),
)


def read(address: dict[str, list[str]]) -> Filters:
    return Filters.read(lambda key: address.get(key, []), CHOICES)


def test_an_address_gives_back_the_filters_that_made_it():
    filters = Filters(sources=("tickets",), langs=("ja", "en"), since=date(2026, 3, 1), until=date(2026, 4, 1))
    assert read(filters.address()) == filters


def test_unknown_values_are_ignored():
    assert read(
        {"source": ["tickets", "nope", "'; DROP"], "language": ["xx"], "since": ["yesterday"], "until": [""]}
    ) == Filters(sources=("tickets",))


def test_a_period_that_ends_before_it_begins_is_ignored():
    assert read({"since": ["2026-05-01"], "until": ["2026-04-01"]}) == Filters()


@given(
    st.dictionaries(
        st.sampled_from(["source", "kind", "language", "plan", "sentiment", "since", "until"]), st.lists(st.text())
    )
)
def test_any_address_gives_filters_that_the_snapshot_can_answer(address):
    filters = read(address)
    assert set(filters.sources) <= set(CHOICES.sources)
    assert read(filters.address()) == filters


def test_a_named_period_is_recognized_by_its_days():
    assert period(Filters(), CHOICES) == "all"
    assert period(Filters(since=starts(CHOICES)["w4"]), CHOICES) == "w4"
    assert period(Filters(since=date(2026, 5, 5)), CHOICES) == "own"
    assert starts(CHOICES)["w4"] == date(2026, 10, 4)


def test_no_filter_is_null_in_the_queries():
    assert set(Filters().parameters().values()) == {None}
    assert Filters(plans=("Starter",)).parameters()["plans"] == ["Starter"]
