"""Many edits of every kind, in any order, survive discoveries; undone edits leave no trace."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.themes.edited_world import SUBS, World, all_in_one, by_topic, check, planted, shuffled

KINDS = ["rename", "merge", "split", "move", "pin", "hide", "unpin", "unhide"]


def do_edit(world, kind, a, b):
    """A valid edit of that kind, chosen by the numbers, or None where none can be."""
    mains, subs = world.active(), world.active(sub=True)
    themes = mains + subs
    sentences = sorted({*world.main(), *(row[0] for row in world.rows("SELECT sentence_id FROM unthemed"))})
    if not mains:
        return None
    theme = themes[a % len(themes)]
    if kind == "rename":
        return world.edit(kind, theme, **{("name_ja", "name_en")[b % 2]: f"Name {len(world.entries)}"})
    if kind == "merge":
        level = [one for one in (mains if theme in mains else subs) if one != theme]
        return world.edit(kind, theme, into=level[b % len(level)]) if level else None
    if kind == "split":
        if subs and b % 3 == 0:
            return world.edit(kind, subtheme_id=subs[a % len(subs)])
        return world.edit(kind, sentence_ids=[sentences[(a + step * 7) % len(sentences)] for step in range(1 + b % 4)])
    if kind == "move":
        return world.edit(kind, theme, sentence_ids=[sentences[b % len(sentences)]])
    return world.edit(kind, theme)


@pytest.mark.parametrize(
    ("seed", "real"),
    [pytest.param(50, False, marks=pytest.mark.long), (51, False), pytest.param(52, True, marks=pytest.mark.long)],
)
def test_fifty_edits_survive_three_discoveries(monkeypatch, seed, real):
    """Whether the engine finds other levels of detail or quite other groups; undone, nothing is left of them."""
    random = np.random.default_rng(seed)
    if not real:
        planted(monkeypatch, by_topic)
    world, plain = World(), World()
    for one in (world, plain):
        for name in SUBS:
            one.say(name, 30)
        one.refresh()
    order = [*KINDS * 6, "split", "move"]
    for place, kind in enumerate(order):
        while do_edit(world, kind, *random.integers(0, 1000, 2).tolist()) is None:
            pass
        if place % 5 == 4:  # people see what they did before they go on
            world.refresh()
    world.refresh()
    assert len(world.entries) == 50
    assert world.rows("SELECT DISTINCT kind FROM theme_edit ORDER BY ALL") == sorted((kind,) for kind in KINDS)
    edited = dict(world.rows("SELECT sentence_id, theme_id FROM sentence_theme WHERE is_primary AND method = 'edited'"))
    marks = world.rows("SELECT * FROM theme_mark ORDER BY ALL")
    named = world.rows(
        "SELECT theme_id, name_ja, name_en FROM theme JOIN theme_mark USING (theme_id) "
        "WHERE name_ja_by IS NOT NULL AND name_en_by IS NOT NULL ORDER BY ALL"
    )
    problems = world.problems()
    assert len(edited) > 20
    for labels, resolution in ((shuffled(1), 3.0), (all_in_one, 0.05), (shuffled(2), 1.0)):
        if not real:
            planted(monkeypatch, labels)
        for one in (world, plain):
            one.refresh(rediscover=True, resolution=resolution)
        check(world)
        after = world.main()
        assert {sentence: after.get(sentence) for sentence in edited} == edited
        assert world.rows("SELECT * FROM theme_mark ORDER BY ALL") == marks
        assert set(named) <= set(world.rows("SELECT theme_id, name_ja, name_en FROM theme"))
        assert world.problems() == problems
        pinned = world.rows(
            "SELECT theme_id FROM theme_mark JOIN theme USING (theme_id) WHERE is_pinned AND state <> 'active' "
            "AND theme_id NOT IN (SELECT from_theme FROM edit_lineage WHERE event = 'merged') "
            "AND theme_id NOT IN (SELECT detail ->> 'subtheme_id' FROM theme_edit WHERE kind = 'split' "
            "AND detail ->> 'subtheme_id' IS NOT NULL)"
        )
        assert pinned == []
    world.undo_all()
    for one in (world, plain):
        one.refresh(resolution=1.0)
    assert without_runs(world) == without_runs(plain)


def without_runs(world):
    """Everything the stage wrote, but which run it was: the edited world had more of them."""
    state = world.state()
    for table in ("theme", "machine_theme"):
        state[table] = world.rows(f"SELECT * EXCLUDE (born_run) FROM {table} ORDER BY ALL")
    return state


steps = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(KINDS), st.integers(0, 999), st.integers(0, 999)),
        st.tuples(st.sampled_from(["say", "discover", "refresh", "undo"]), st.integers(0, 999), st.integers(0, 999)),
    ),
    min_size=1,
    max_size=12,
)


@given(steps)
@settings(max_examples=8, suppress_health_check=list(HealthCheck), derandomize=True)
def test_any_edits_leave_a_consistent_database_and_undone_edits_no_trace(script):
    with pytest.MonkeyPatch.context() as monkeypatch:
        planted(monkeypatch, by_topic)
        world, plain = World(), World()
        for one in (world, plain):
            for name in SUBS[:3]:
                one.say(name, 6)
            one.refresh()
        for what, a, b in script:
            step(world, plain, monkeypatch, what, a, b)
        refresh_both(world, plain)
        before = world.state()
        assert world.refresh() == {"placed": 0, "unthemed": 0}
        assert world.state() == before
        plain.refresh()
        world.undo_all()
        refresh_both(world, plain)
        assert world.state() == plain.state()
        for table in ("theme_mark", "edit_member", "edit_lineage", "edit_theme"):
            assert world.rows(f"SELECT count(*) FROM {table}") == [(0,)]
        for one in (world, plain):
            one.connection.close()


def step(world, plain, monkeypatch, what, a, b):
    if what in KINDS:
        do_edit(world, what, a, b)
    elif what == "undo":
        standing = [entry for entry in world.entries if entry.undone_at is None]
        if standing:
            world.undo(standing[a % len(standing)])
    elif what == "say":
        for one in (world, plain):
            one.say(SUBS[a % 4], 2, start=100 + b)
    else:
        if what == "discover":
            planted(monkeypatch, shuffled(a))
        refresh_both(world, plain, rediscover=what == "discover")


def refresh_both(world, plain, *, rediscover=False):
    for one in (world, plain):
        one.refresh(rediscover=rediscover)
    check(world)
    for table in ("machine_theme", "machine_placement"):
        query = f"SELECT * FROM {table} ORDER BY ALL"
        assert world.rows(query) == plain.rows(query)
    names = {}
    for edit_id, theme_id in world.rows(
        "SELECT edit_id, theme_id FROM theme_edit "
        "WHERE kind = 'rename' AND undone_at IS NULL AND problem IS NULL ORDER BY edited_at"
    ):
        entry = next(one for one in world.entries if one.edit_id == edit_id)
        names |= {(theme_id, key): name for key, name in entry.detail.items()}
    for (theme_id, key), name in names.items():
        assert world.rows(f"SELECT {key} FROM theme WHERE theme_id = ?", theme_id) == [(name,)]
