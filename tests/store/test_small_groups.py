"""With [privacy] min_group, nothing published tells of fewer customers, neither itself nor as the rest of a total."""

import random
from collections import Counter
from datetime import date

import pytest

from tests.builders import add, add_all, add_run
from tests.store.shop import SETTINGS, make_workspace
from vocpipe.pipeline import PUBLISHED
from vocpipe.store.publish import publish
from vocpipe.store.snapshot import open_snapshot

K = 6
SIZES = {"plan": (40, 3, 17, 9, 1), "usage": (30, 5, 35), "lifecycle": (2, 2, 66), "touch_model": (35, 35)}
KINDS = tuple(SIZES)


@pytest.fixture(scope="module", params=range(3))
def world(request, tmp_path_factory):
    """A snapshot of seventy customers, and who is truly in which segment: (kind, segment) -> customers."""
    chance = random.Random(request.param)
    workspace = make_workspace(tmp_path_factory.mktemp("groups"), SETTINGS + f"[privacy]\nmin_group = {K}\n")
    ids = [f"c_{number:016x}" for number in range(70)]
    truth = {}
    for kind, sizes in SIZES.items():
        left = chance.sample(ids, len(ids))
        for place, size in enumerate(sizes):
            truth[kind, f"{kind} {place}"] = [left.pop() for _ in range(size)]
    plan_of = {who: segment for (kind, segment), members in truth.items() if kind == "plan" for who in members}
    spells = [
        {"customer_id": who, "segment_kind": kind, "segment": segment, "valid_from": date(2025, 1, 1 + place)}
        for (kind, segment), members in truth.items()
        for place, who in enumerate(members[:28])
    ] + [
        {"customer_id": who, "segment_kind": kind, "segment": segment, "valid_from": date(2025, 2, 1)}
        for (kind, segment), members in truth.items()
        for who in members[28:]
    ]
    with workspace.connect() as connection:
        add_run(connection, "run-1")
        customers = [
            {
                "customer_key": f"k{place}",
                "plan": plan_of[who],
                "monthly_value": 100.0 + place,
                "started_at": date(2020 + place % 4, 1 + place % 12, 1 + place % 28),
                "churned_at": date(2025, 1 + place % 12, 3) if place % 5 == 0 else None,
            }
            for place, who in enumerate(ids)
        ]
        add_all(connection, "customer", customers)
        numbers = [{"customer_key": f"k{place}", "customer_id": who} for place, who in enumerate(ids)]
        add_all(connection, "customer_number", numbers)
        add_all(connection, "customer_segment", spells)
        attributes = [
            {"customer_id": who, "attribute": "country", "value": "Japan" if place < 60 else "Malta"}
            for place, who in enumerate(ids)
        ]
        seats = [{"customer_id": who, "attribute": "seats", "value": "16", "number": 16.0} for who in ids]
        add_all(connection, "customer_attribute", attributes + seats)
        add(connection, "attribute_kind", attribute="seats", kind="number", n_customers=70)
        nps = {"low": 0.0, "high": 20.0, "nps": 10.0, "reason_en": "Because.", "reason_ja": "理由です。"}
        groups = {**truth, ("all", "all"): ids}
        rows = [
            {"segment_kind": kind, "segment": segment, "n": len(who), "n_customers": len(who), **nps}
            for (kind, segment), who in groups.items()
        ]
        add_all(connection, "segment_nps", rows)
        of_month = {"kpi_id": "nps", "month": date(2025, 3, 1), "low": 0.0, "high": 20.0, "value": 10.0}
        of_month |= {name: nps[name] for name in ("reason_en", "reason_ja")}
        keys = ("segment_kind", "segment", "n", "n_customers")
        add_all(connection, "kpi_period", [{**of_month, **{key: row[key] for key in keys}} for row in rows])
        path = publish(connection, workspace, workspace.settings, "run-1", PUBLISHED)
    with open_snapshot(path) as snapshot:
        yield snapshot, truth


def test_no_figure_rests_on_fewer_customers_nor_does_the_rest_of_a_total(world):
    snapshot, truth = world
    rows = snapshot.execute("SELECT segment_kind, segment, n_customers, nps, reason_en FROM segment_nps").fetchall()
    of_kpi = "SELECT segment_kind, segment, n_customers, value, reason_en FROM kpi_period"
    assert sorted(snapshot.execute(of_kpi).fetchall(), key=str) == sorted(rows, key=str)
    assert len(rows) == len(truth) + 1
    (everybody,) = [n for kind, _, n, _, _ in rows if kind == "all"]
    assert everybody == 70
    for kind in KINDS:
        shown = [n for of, _, n, _, _ in rows if of == kind and n is not None]
        assert all(n >= K for n in shown)
        assert everybody - sum(shown) == 0 or everybody - sum(shown) >= K
        hidden = [(nps, reason) for of, _, n, nps, reason in rows if of == kind and n is None]
        assert all(nps is None and "Not shown" in reason for nps, reason in hidden)
        assert bool(hidden) == any(size < K for size in SIZES[kind])
    assert [n for kind, _, n, _, _ in rows if kind == "touch_model"] == [35, 35]


def test_the_segments_of_customers_do_not_give_the_figures_back(world):
    snapshot, truth = world
    rows = snapshot.execute("SELECT customer_id, segment_kind, segment FROM customer_segment").fetchall()
    counted = Counter((kind, segment) for _, kind, segment in rows)
    small = {key for key, members in truth.items() if len(members) < K}
    assert counted.keys() & small == set()
    alike = {}
    for who, kind, segment in sorted(rows):
        alike.setdefault(who, []).append((kind, segment))
    assert rows == [] or min(Counter(map(tuple, alike.values())).values()) >= K


def test_no_attribute_tells_a_customer_from_enough_others(world):
    snapshot, _ = world
    query = """
        SELECT plan, started_on, churned_on, churned, value, list(segment ORDER BY segment_kind), count(*) OVER () AS n
        FROM customer_attribute LEFT JOIN customer USING (customer_id) LEFT JOIN customer_segment USING (customer_id)
        GROUP BY customer_id, plan, started_on, churned_on, churned, value
    """
    rows = [(*row[:5], tuple(row[5]), row[6]) for row in snapshot.execute(query).fetchall()]
    assert rows == [] or min(Counter(rows).values()) >= K
    assert snapshot.execute("SELECT count(number) FROM customer_attribute").fetchall() == [(0,)]
    assert snapshot.execute("SELECT count(n_customers) FROM attribute_kind").fetchall() == [(0,)]


def test_every_customer_is_like_enough_others(world):
    snapshot, _ = world
    rows = snapshot.execute("SELECT plan, started_on, churned_on, churned FROM customer").fetchall()
    assert len(rows) > 60
    assert min(Counter(rows).values()) >= K
    assert any(plan is not None for plan, *_ in rows)
    assert snapshot.execute("SELECT count(monthly_value) FROM customer").fetchall() == [(0,)]
    assert snapshot.execute("SELECT count(*) FROM customer_month").fetchall() == [(0,)]


def test_without_the_setting_nothing_is_left_out(tmp_path):
    workspace = make_workspace(tmp_path, SETTINGS)
    with workspace.connect() as connection:
        add_run(connection, "run-1")
        add_all(connection, "customer", [{"customer_key": "k", "plan": "Solo", "monthly_value": 9.0}])
        add_all(connection, "customer_number", [{"customer_key": "k", "customer_id": "c_1"}])
        path = publish(connection, workspace, workspace.settings, "run-1", PUBLISHED)
    with open_snapshot(path) as snapshot:
        assert snapshot.execute("SELECT plan, monthly_value FROM customer").fetchall() == [("Solo", 9.0)]


@pytest.mark.parametrize(("table", "key"), [("theme_change", "theme_id"), ("watch_change", "watch_id")])
def test_no_test_of_a_small_group_is_told(tmp_path, table, key):
    workspace = make_workspace(tmp_path, SETTINGS + f"[privacy]\nmin_group = {K}\n")
    tested = {"p_value": 0.02, "q_value": 0.04, "family": table, "method": "ratio of rates", "method_version": 1}
    told = {"since": date(2026, 2, 2), "n_recent": 9, "n_before": 3, "largest_share": 0.3, "ratio": 2.0, **tested}
    told |= {"low": 1.1, "high": 3.2, "verdict": "rising", "reason_en": "More say it.", "reason_ja": "増えています。"}
    sizes = {"few": (3, 2), "many": (60, 40), "more": (70, 40)}
    with workspace.connect() as connection:
        add_run(connection, "run-1")
        rows = [
            {key: name, "n_customers_recent": recent, "n_customers_before": before, **told}
            for name, (recent, before) in sizes.items()
        ]
        add_all(connection, table, rows)
        path = publish(connection, workspace, workspace.settings, "run-1", PUBLISHED)
    with open_snapshot(path) as snapshot:
        figures = f"verdict, largest_share, ratio, low, high, {', '.join(tested)}"
        found = {row[0]: row[1:] for row in snapshot.execute(f"SELECT {key}, {figures} FROM {table}").fetchall()}
    assert found["few"] == ("cannot tell", *[None] * 9)
    assert found["many"] == found["more"] == ("rising", 0.3, 2.0, 1.1, 3.2, *tested.values())
