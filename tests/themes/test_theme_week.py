"""theme_week: what the snapshot says of each theme in each week."""

from datetime import date, datetime

import duckdb

from tests.builders import add, add_feedback, add_sentence, add_theme
from vocpipe.store.workspace import migrate, statement


def test_customers_count_while_they_are_known_to_be_under_contract():
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        migrate(connection)
        connection.execute("SET VARIABLE timezone = 'Asia/Tokyo'")
        add_theme(connection, "t", "t")
        for number, day in enumerate((datetime(2026, 3, 4), datetime(2026, 3, 18))):
            feedback = add_feedback(connection, f"f{number}", "slow", created_at=day, customer_ref="stays")
            add_sentence(connection, f"s{number}", "slow", theme="t", feedback_id=feedback)
        spells = (
            {"customer_id": "c_1", "started_on": date(2026, 1, 1), "has_left": False},
            {"customer_id": "c_2", "started_on": date(2026, 1, 1), "ended_on": date(2026, 3, 12), "has_left": True},
            {"customer_id": "c_3", "started_on": date(2026, 1, 1), "has_left": True},
            {"customer_id": "c_4", "started_on": date(2026, 1, 1), "has_left": True, "last_known_on": date(2026, 3, 8)},
            {"customer_id": "c_5", "started_on": date(2026, 1, 1), "ended_on": date(2026, 3, 4), "has_left": True},
        )
        for spell in spells:
            add(connection, "customer_spell", spell=1, is_last=spell["customer_id"] != "c_5", **spell)
        add(
            connection,
            "customer_spell",
            customer_id="c_5",
            spell=2,
            known_from=date(2026, 3, 17),
            has_left=False,
            is_last=True,
        )
        rows = connection.execute(statement("vocpipe.themes", "published/theme_week.sql")).fetchall()
        columns = [column[0] for column in connection.description]
    active = [(row[columns.index("week")], row[columns.index("active_customers")]) for row in rows]
    assert active == [(date(2026, 3, 2), 4), (date(2026, 3, 9), 2), (date(2026, 3, 16), 2)]
