import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from vocpipe.themes.discovery.identity import LINEAGE_SCHEMA, match

NAMES = [f"t_{letter}" for letter in "abcdef"]


def seeds(groups):
    return [f"seed {group}" for group in range(max(groups, default=-1) + 1)]


def lineage(matching):
    return [tuple(row.values()) for row in matching.lineage.to_pylist()]


def events(matching):
    return [row[:3] for row in lineage(matching)]


@st.composite
def memberships(draw):
    """Groups numbered without a gap, and a theme or none for each sentence."""
    count = draw(st.integers(0, 40))
    raw = draw(st.lists(st.integers(-1, 5), min_size=count, max_size=count))
    numbers = {group: number for number, group in enumerate(sorted({group for group in raw if group >= 0}))}
    before = draw(st.lists(st.sampled_from([None, *NAMES]), min_size=count, max_size=count))
    return np.array([numbers.get(group, -1) for group in raw], np.int64), before


@given(st.lists(st.integers(-1, 5), min_size=1, max_size=40), st.permutations(NAMES))
def test_any_relabeling_of_the_groups_keeps_all_ids(old, names):
    before = [None if group < 0 else names[group] for group in old]
    number = {group: place for place, group in enumerate(dict.fromkeys(group for group in old if group >= 0))}
    groups = np.array([number.get(group, -1) for group in old], np.int64)
    result = match(groups, before, seeds(number.values()), NAMES)
    assert result.ids == [names[group] for group in number]
    assert sorted(events(result)) == sorted(("continued", names[group], names[group]) for group in number)
    assert all(row[3] == 1.0 for row in lineage(result))


@given(memberships(), st.sets(st.sampled_from([*NAMES, "t_gone"])))
def test_ids_are_one_to_one_and_new_ones_were_never_used(state, more):
    groups, before = state
    taken = more | {theme for theme in before if theme}
    result = match(groups, before, seeds(groups), taken)
    assert len(set(result.ids)) == len(result.ids) == len(seeds(groups))
    continued = {theme for event, theme, _ in events(result) if event == "continued"}
    assert set(result.ids) & taken == continued


@given(memberships())
def test_every_old_theme_and_every_new_one_is_accounted_for(state):
    groups, before = state
    result = match(groups, before, seeds(groups), NAMES)
    rows = events(result)
    old = {theme for theme in before if theme}
    kinds = {theme: {event for event, source, _ in rows if source == theme} for theme in old}
    for happened in kinds.values():
        assert happened in ({"continued"}, {"continued", "split"}, {"merged"}, {"retired"})
    assert {source for _, source, _ in rows if source} == old
    assert {target for _, _, target in rows if target} == set(result.ids)
    assert all((target is None) == (event == "retired") for event, _, target in rows)
    assert all((source is None) == (event == "born") for event, source, _ in rows)
    assert all(overlap is None or 0 < overlap <= 1 for *_, overlap in lineage(result))
    assert result.lineage.schema == LINEAGE_SCHEMA


@given(memberships())
def test_the_same_sentences_give_the_same_ids(state):
    groups, before = state
    first, second = (match(groups, before, seeds(groups), iter(NAMES)) for _ in range(2))
    assert first.ids == second.ids
    assert first.lineage.equals(second.lineage)


def test_a_new_id_does_not_depend_on_the_number_of_its_group():
    groups = np.array([0, 0, 1, 1])
    one = match(groups, [None] * 4, ["x", "y"], [])
    other = match(1 - groups, [None] * 4, ["y", "x"], [])
    assert one.ids == other.ids[::-1]
    assert events(one) == [("born", None, one.ids[0]), ("born", None, one.ids[1])]


def test_equal_seeds_and_ids_given_before_do_not_collide():
    first = match(np.array([0]), [None], ["x"], []).ids
    second = match(np.array([0, 1]), [None, None], ["x", "x"], first).ids
    assert len({*first, *second}) == 3


def test_a_theme_that_splits_stays_with_the_larger_part():
    groups = np.array([0] * 4 + [1] * 6)
    result = match(groups, ["t_a"] * 10, ["x", "y"], ["t_a"])
    assert result.ids[1] == "t_a"
    assert result.ids[0] != "t_a"
    assert sorted(lineage(result)) == [("continued", "t_a", "t_a", 0.6), ("split", "t_a", result.ids[0], 0.4)]


def test_themes_that_merge_keep_the_larger_ones_id():
    result = match(np.zeros(10, np.int64), ["t_a"] * 4 + ["t_b"] * 6, ["x"], ["t_a", "t_b"])
    assert result.ids == ["t_b"]
    assert sorted(lineage(result)) == [("continued", "t_b", "t_b", 1.0), ("merged", "t_a", "t_b", 1.0)]


def test_a_theme_whose_sentences_are_scattered_retires():
    groups = np.array([0] * 10 + [1] * 10 + [2] * 10 + [3] * 10 + [4] * 10)
    before = (["t_a"] * 2 + [None] * 8) * 5
    result = match(groups, before, seeds(groups), ["t_a"])
    assert ("retired", "t_a", None) in events(result)
    assert [event for event, *_ in events(result)].count("born") == 5


def test_a_theme_that_grew_much_continues():
    result = match(np.zeros(100, np.int64), ["t_a"] * 5 + [None] * 95, ["x"], ["t_a"])
    assert result.ids == ["t_a"]


def test_no_groups_at_all_retire_every_theme():
    result = match(np.full(4, -1), ["t_a", "t_a", "t_b", None], [], ["t_a", "t_b"])
    assert (result.ids, events(result)) == ([], [("retired", "t_a", None), ("retired", "t_b", None)])
