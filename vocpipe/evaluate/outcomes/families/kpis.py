"""Companies whose use, payments, plans, answers and adoption hang on two themes, or, every second one, on none."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from vocpipe.evaluate.database import memory_database
from vocpipe.evaluate.outcomes import kpi_orders as orders
from vocpipe.evaluate.outcomes import kpi_panel as panel
from vocpipe.evaluate.outcomes import kpi_tables as tables
from vocpipe.evaluate.outcomes.company import Floats, Integers
from vocpipe.evaluate.outcomes.family import Family, Tally, Worlds
from vocpipe.evaluate.outcomes.run import run_steps
from vocpipe.outcomes.kpis import all_kpis
from vocpipe.outcomes.lapse import customer_order
from vocpipe.settings import OutcomesSettings
from vocpipe.store.workspace import fetch
from vocpipe.verdict import Verdict

_CUSTOMERS = 900
_TRUTH = 60_000  # customers, from whom the true means of a month are computed
_LOWERS, _RAISES = 0, 1  # the numbers of the two themes
STEPS = (customer_order.STEP, all_kpis.STEP)
# What is planted, for the theme that lowers and the one that raises, in the KPI's unit.
EFFECTS = {
    "use_days": (-1.5, 1.5),
    "active_rate": (-0.12, 0.12),
    "arpu": (-600.0, 600.0),
    "upgrade_rate": (0.0, 0.06),
    "downgrade_rate": (0.06, 0.0),
    "response_rate": (-0.15, 0.15),
    "adoption_rate": (-0.25, 0.25),
    "repeat_rate": (-0.2, 0.2),
    "lapse_rate": (0.2, -0.2),
    "open_rate": (-0.1, 0.1),
    "click_rate": (-0.1, 0.1),
    "answer_hours": (-2.5, 2.5),
    "resolution_hours": (-2.5, 2.5),
}
FOLLOWING = ("ltv", "order_ltv")  # from other KPIs: no theme is tested on them


@dataclass(frozen=True, slots=True)
class _World:
    """One company with a KPI; planted: whether two themes have an effect."""

    random: np.random.Generator
    company: panel.Company
    settings: OutcomesSettings
    planted: bool

    def effect(self, kpi: str, exposed: np.ndarray) -> Floats:
        """What is added, along all but the last dimension of `exposed`, which are the themes."""
        lowers, raises = EFFECTS[kpi] if self.planted else (0.0, 0.0)
        return np.asarray(lowers * exposed[..., _LOWERS] + raises * exposed[..., _RAISES])

    def by_month(self) -> np.ndarray:
        """What was mentioned before the first day of each month; shape (customers, months, themes)."""
        size, firsts = self.company.size, panel.month_firsts()[:-1]
        exposed = self.before(np.tile(firsts, size), np.repeat(np.arange(size), len(firsts)))
        return exposed.reshape(size, len(firsts), panel.THEMES)

    def before(self, days: Integers, customers: Integers) -> np.ndarray:
        """What was mentioned before each day, shape (days, themes); not looked up where it has no effect."""
        if not self.planted:
            return np.zeros((len(days), panel.THEMES), dtype=bool)
        return self.company.exposed(days, customers, self.settings)


Values = dict[str, NDArray[Any]]  # KPI -> what is observed of everybody in the last month


def _use(world: _World, connection: duckdb.DuckDBPyConnection | None) -> Values:
    days = panel.used_days(world.random, world.company, world.effect("use_days", world.by_month()))
    if connection:
        tables.store_use(connection, days)
    return {"use_days": days[:, -1]}


def _active(world: _World, connection: duckdb.DuckDBPyConnection | None) -> Values:
    days = panel.active_days(world.random, world.company, world.effect("active_rate", world.by_month()))
    if connection:
        tables.store_use(connection, days)
    return {"active_rate": days[:, -1] > 0}


def _paid(world: _World, connection: duckdb.DuckDBPyConnection | None) -> Values:
    values = panel.payments(world.random, world.company, world.effect("arpu", world.by_month()))
    if connection:
        tables.store_payments(connection, values)
    return {"arpu": values[:, -1]}


def _plans(world: _World, connection: duckdb.DuckDBPyConnection | None) -> Values:
    exposed = world.by_month()
    up, down = (world.effect(f"{way}grade_rate", exposed) for way in ("up", "down"))
    changes = panel.steps(world.random, world.company, up, down)
    if connection:
        tables.store_plans(connection, changes)
    return {"upgrade_rate": changes[:, -1] > 0, "downgrade_rate": changes[:, -1] < 0}


def _answered(world: _World, connection: duckdb.DuckDBPyConnection | None) -> Values:
    firsts = panel.month_firsts()
    customers = np.tile(np.arange(world.company.size), 3)
    days = np.repeat(firsts[[3, 6, 9]], world.company.size) + world.random.integers(0, 28, len(customers))
    exposed = world.before(days, customers)
    answered = panel.answers(world.random, world.company, customers, world.effect("response_rate", exposed))
    if connection:
        tables.store_invitations(connection, customers, days, answered)
    return {"response_rate": answered}


def _adopted(world: _World, connection: duckdb.DuckDBPyConnection | None) -> Values:
    since, everybody = panel.adoption_days(world.company), np.arange(world.company.size)
    exposed = world.before(since, everybody)
    adopted = panel.adopted(world.random, world.company, world.effect("adoption_rate", exposed))
    if connection:
        tables.store_adoption(connection, everybody[adopted], since[adopted])
    return {"adoption_rate": adopted}


def _wrote(world: _World, connection: duckdb.DuckDBPyConnection | None) -> Values:
    firsts = panel.month_firsts()
    customers = np.tile(np.arange(world.company.size), 4)
    days = np.repeat(firsts[[3, 6, 9, 11]], world.company.size) + world.random.integers(0, 20, len(customers))
    effect = world.effect("open_rate", world.before(days, customers))
    opened, clicked = panel.messages(world.random, world.company, customers, effect)
    if connection:
        tables.store_messages(connection, customers, days, opened, clicked)
    return {"open_rate": opened, "click_rate": clicked}


def _waited(world: _World, connection: duckdb.DuckDBPyConnection | None) -> Values:
    firsts = panel.month_firsts()
    customers = np.tile(np.arange(world.company.size), 3)
    days = np.repeat(firsts[[4, 7, 9]], world.company.size) + world.random.integers(0, 28, len(customers))
    effect = world.effect("answer_hours", world.before(days, customers))
    answered, resolved = panel.waits(world.random, world.company, customers, effect)
    if connection:
        tables.store_tickets(connection, customers, days, answered, resolved)
    return {"answer_hours": answered, "resolution_hours": resolved}


def _ordered(world: _World, connection: duckdb.DuckDBPyConnection | None) -> Values:
    def effect(days: Integers, customers: Integers) -> Floats:
        return world.effect("repeat_rate", world.before(days, customers))

    found = orders.draw_orders(world.random, world.company, effect)
    if connection:
        tables.store_orders(connection, found)
    return {name: np.array([value]) for name, value in orders.true_values(found).items()}


def _left(world: _World, connection: duckdb.DuckDBPyConnection | None) -> Values:
    values = panel.payments(world.random, world.company, np.zeros(1))[:, 0]
    leaves = panel.leaving(world.random, world.company)
    if connection:
        tables.store_leaving(connection, values, leaves)
    return {"ltv": values / panel.LEAVING}


Draw = Callable[[_World, duckdb.DuckDBPyConnection | None], Values]
DRAWS: tuple[Draw, ...] = (_use, _active, _paid, _plans, _answered, _adopted, _wrote, _waited, _ordered, _left)


def count(worlds: Worlds) -> Tally:
    """Verdicts of theme_kpi on two themes that do something and ten that do not; intervals, also of kpi_period."""
    tally = Tally()
    sorts = list(product(DRAWS, (False, True)))
    with memory_database() as connection:
        for seed in worlds.seeds():
            draw, planted = sorts[seed % len(sorts)]
            kpis = store(connection, draw, seed, worlds.settings, planted=planted)
            run_steps(connection, worlds.settings, STEPS)
            for kpi in kpis:
                if kpi not in FOLLOWING:
                    _count_themes(tally, connection, kpi, planted=planted)
                if not planted:
                    _count_values(tally, connection, kpi, _true_mean(draw, kpi, worlds.settings))
    return tally


def store(
    connection: duckdb.DuckDBPyConnection,
    draw: Draw,
    seed: int,
    settings: OutcomesSettings,
    *,
    planted: bool,
    customers: int = _CUSTOMERS,
) -> Values:
    """Replace the content of the database by a company; the KPIs that are drawn for it."""
    world = _drawn(seed, draw, settings, planted=planted, customers=customers)
    tables.store_company(connection, world.company)
    return draw(world, connection)


def _drawn(seed: int, draw: Draw, settings: OutcomesSettings, *, planted: bool, customers: int = _CUSTOMERS) -> _World:
    random = np.random.default_rng(seed)
    return _World(random, panel.draw_company(random, customers, new=draw is _adopted), settings, planted)


_known: dict[str, float] = {}


def _true_mean(draw: Draw, kpi: str, settings: OutcomesSettings) -> float:
    """The mean in the last month of very many customers, when no theme does anything."""
    if kpi not in _known:
        world = _drawn(0, draw, settings, planted=False, customers=_TRUTH)
        _known.update({name: float(values.mean()) for name, values in draw(world, None).items()})
    return _known[kpi]


def _count_themes(tally: Tally, connection: duckdb.DuckDBPyConnection, kpi: str, *, planted: bool) -> None:
    effects = np.zeros(panel.THEMES)
    if planted:
        effects[[_LOWERS, _RAISES]] = EFFECTS[kpi]
    query = "SELECT verdict, low, high FROM theme_kpi WHERE kpi_id = $kpi ORDER BY theme_id"
    for effect, row in zip(effects.tolist(), fetch(connection, query, {"kpi": kpi}).to_pylist(), strict=True):
        if effect:
            right = Verdict.RAISES if effect > 0 else Verdict.LOWERS
            tally.add(f"kpi.found.{kpi}", [row["verdict"] == right])
        else:
            tally.add(f"kpi.false.{kpi}", [row["verdict"] != Verdict.CANNOT_TELL])
        if row["low"] is not None:
            tally.add(f"kpi.covered.{kpi}", [row["low"] <= effect <= row["high"]])


def _count_values(tally: Tally, connection: duckdb.DuckDBPyConnection, kpi: str, truth: float) -> None:
    query = """
        SELECT low, high FROM kpi_period
        WHERE kpi_id = $kpi AND segment_kind = 'all' AND low IS NOT NULL AND is_complete
        ORDER BY month DESC LIMIT 1
    """
    for row in fetch(connection, query, {"kpi": kpi}).to_pylist():
        tally.add(f"value.covered.{kpi}", [row["low"] <= truth <= row["high"]])


FAMILY = Family("kpis", count)
