"""theme_week: what the snapshot says of each theme in each week."""

from datetime import date, datetime

import duckdb

from tests.builders import add_customer, add_feedback, add_sentence, add_theme
from vocpipe.store.workspace import migrate, statement


def test_who_left_on_an_unknown_day_is_not_under_contract_for_ever():
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        migrate(connection)
        connection.execute("SET VARIABLE timezone = 'Asia/Tokyo'")
        add_theme(connection, "t", "t")
        for number, day in enumerate((datetime(2026, 3, 4), datetime(2026, 3, 18))):
            feedback = add_feedback(connection, f"f{number}", "slow", created_at=day, customer_ref="stays")
            add_sentence(connection, f"s{number}", "slow", theme="t", feedback_id=feedback)
        started = {"started_at": date(2026, 1, 1)}
        add_customer(connection, "stays", **started)
        add_customer(connection, "left", **started, churned_at=date(2026, 3, 12), churned=True)
        add_customer(connection, "left some day", **started, churned=True)
        rows = connection.execute(statement("vocpipe.themes", "published/theme_week.sql")).fetchall()
        columns = [column[0] for column in connection.description]
    active = [(row[columns.index("week")], row[columns.index("active_customers")]) for row in rows]
    assert active == [(date(2026, 3, 2), 2), (date(2026, 3, 9), 2), (date(2026, 3, 16), 1)]
