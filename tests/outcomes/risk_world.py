"""Generated companies with planted causes of leaving: a theme, silence, falling use."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import duckdb
import numpy as np

from tests.builders import add_all, add_theme
from vocpipe.store.pseudonyms import use_key
from vocpipe.store.workspace import migrate

FIRST = date(2025, 1, 1)


@dataclass(frozen=True)
class Truth:
    """What raises the hazard: a theme mentioned 90 to 14 days before, and use that fell from 28 to 14 days before."""

    themes: dict[int, float] = field(default_factory=dict)
    use: float = 1.0
    silence: float = 1.0
    plan: float = 1.0  # of the plan Lite against Pro
    announces: bool = False  # who leaves talks of it in the two weeks before, in a theme of its own


@dataclass
class World:
    """The rows of a company; days are counted from FIRST."""

    customers: list[dict]
    said: list[dict]  # customer, day, theme, sentiment, intent
    used: list[tuple[int, int]]


def simulate(
    truth: Truth, seed: int, *, customers=600, days=365, hazard=0.03, n_themes=8, rate=0.06, has_use=True
) -> World:
    """`hazard` and `rate` (of speaking of each theme) are a month's; those who leave say and do nothing afterwards."""
    generator = np.random.default_rng(seed)
    lite = generator.random(customers) < 0.5
    start = np.where(
        generator.random(customers) < 0.8,
        -generator.integers(1, 900, customers),
        generator.integers(0, days, customers),
    )
    talk = generator.random((customers, days, n_themes)) < rate / 30
    silent_from = np.where(generator.random(customers) < 0.3, generator.integers(60, days, customers), days)
    chatty = generator.random((customers, days)) < 0.03  # says something of no theme
    falls = np.where(generator.random(customers) < 0.25, generator.integers(60, days, customers), days * 2)
    level = generator.uniform(0.2, 0.7, customers)
    churned: list[int | None] = []
    for one in range(customers):
        talk[one, silent_from[one] :] = False
        chatty[one, silent_from[one] :] = False
        churned.append(
            _leave(truth, generator, one, lite[one], start[one], talk, silent_from[one], falls[one], days, hazard)
        )
    people = [
        {
            "key": f"K{one:05d}",
            "start": int(start[one]),
            "churned": churned[one],
            "plan": "Lite" if lite[one] else "Pro",
        }
        for one in range(customers)
    ]
    end = [days if day is None else day for day in churned]
    said = [
        {"customer": int(one), "day": int(day), "theme": int(theme), "sentiment": -0.7}
        for one, day, theme in np.argwhere(talk)
        if start[one] <= day < end[one]
    ]
    said += [
        {"customer": int(one), "day": int(day), "theme": None, "sentiment": 0.0}
        for one, day in np.argwhere(chatty)
        if start[one] <= day < end[one]
    ]
    if truth.announces:
        said += [
            {"customer": one, "day": max(0, day - int(generator.integers(1, 14))), "theme": n_themes, "sentiment": -0.9}
            for one, day in enumerate(churned)
            if day is not None and day > 0
        ]
    used = []
    if has_use:
        chance = np.where(np.arange(days)[None, :] >= falls[:, None], level[:, None] * 0.15, level[:, None])
        drawn = generator.random((customers, days)) < chance
        used = [(int(one), int(day)) for one, day in np.argwhere(drawn) if start[one] <= day < end[one]]
    return World(people, said, used)


def _leave(truth, generator, one, lite, start, talk, silent_from, falls, days, hazard):
    """The day the customer leaves, or None."""
    for day in range(max(0, int(start) + 1), days):
        now = hazard / 30 * (truth.plan if lite else 1.0)
        for theme, ratio in truth.themes.items():
            if talk[one, max(0, day - 104) : max(0, day - 14), theme].any():
                now *= ratio
        if falls <= day - 21:
            now *= truth.use
        if silent_from <= day - 60:
            now *= truth.silence
        if generator.random() < now:
            return day
    return None


def fill(connection: duckdb.DuckDBPyConnection, world: World) -> None:
    """The world as the stages before would have left it in a private database."""
    day = lambda number: FIRST + timedelta(days=int(number))  # noqa: E731
    at = lambda number: datetime(FIRST.year, FIRST.month, FIRST.day, 3) + timedelta(days=int(number))  # noqa: E731
    customers = [
        {
            "customer_key": one["key"],
            "email": f"{one['key'].lower()}@example.jp",
            "started_at": day(one["start"]),
            "churned_at": None if one["churned"] is None else day(one["churned"]),
            "plan": one["plan"],
            "monthly_value": 1000.0 if one["plan"] == "Lite" else 9000.0,
            "row_no": row,
        }
        for row, one in enumerate(world.customers)
    ]
    add_all(connection, "customer", customers)
    kept = ("customer_key", "plan", "monthly_value")
    known = {"known_on": day(-1000)}  # a file from before all of this
    add_all(connection, "customer_version", [{name: row[name] for name in kept} | known for row in customers])
    keys = [row["customer_key"] for row in customers]
    add_all(
        connection,
        "customer_number",
        [{"customer_key": key, "customer_id": "c" + key.removeprefix("K")} for key in keys],
    )
    for theme in sorted({one["theme"] for one in world.said if one["theme"] is not None}):
        add_theme(connection, f"t_{theme:02d}", f"theme {theme}", f"テーマ{theme}")
    feedback, sentences, themed, feelings = [], [], [], []
    for number, one in enumerate(world.said):
        feedback_id, sentence_id = f"f_{number:07d}", f"s_{number:07d}"
        feedback.append(
            {
                "feedback_id": feedback_id, "source": "tickets", "kind": "survey", "source_id": str(number),
                "created_at": at(one["day"]), "customer_ref": keys[one["customer"]], "text": "…", "row_no": number,
            }
        )  # fmt: skip
        text = f"something about {one['theme']}"
        sentences.append(
            {"sentence_id": sentence_id, "feedback_id": feedback_id, "text": text, "text_hash": feedback_id}
        )
        feelings.append(
            {
                "sentence_id": sentence_id, "sentiment": one["sentiment"],
                "label": "negative" if one["sentiment"] < -0.3 else "neutral", "intent": one.get("intent"),
            }
        )  # fmt: skip
        if one["theme"] is not None:
            themed.append({"sentence_id": sentence_id, "theme_id": f"t_{one['theme']:02d}"})
    add_all(connection, "feedback_raw", feedback)
    add_all(connection, "sentence", sentences)
    add_all(connection, "sentence_theme", themed)
    add_all(connection, "sentence_sentiment", feelings)
    used = [{"customer_ref": keys[customer], "occurred_at": at(number)} for customer, number in world.used]
    add_all(connection, "behaviour", [{"source": "logins", "event": "login"} | row for row in used])


def company(truth: Truth, seed: int, **options) -> duckdb.DuckDBPyConnection:
    """A private database in memory that holds such a company."""
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    migrate(connection)
    use_key(connection, bytes(32))
    fill(connection, simulate(truth, seed, **options))
    return connection
