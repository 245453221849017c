"""A simulated company month by month as rows of the private database, as the stages before the outcomes leave them."""

import json

import duckdb
import numpy as np
import pyarrow as pa

from vocpipe.evaluate.database import insert, refill, repeated
from vocpipe.evaluate.outcomes.company import Floats, Integers
from vocpipe.evaluate.outcomes.kpi_orders import Orders
from vocpipe.evaluate.outcomes.kpi_panel import PLANS, Company, month_firsts
from vocpipe.evaluate.outcomes.voices import MONDAY, store_voices
from vocpipe.store.tables import registered

_BESIDE = ("behaviour", "contact", "invitation", "purchase", "customer_version", "customer_told", "customer_segment")


def store_company(connection: duckdb.DuckDBPyConnection, company: Company) -> None:
    """Replace the content of the database by the company, without use, invitations and payments."""
    store_voices(connection, company.voices)
    keys, n = _keys(np.arange(company.size)), company.size
    numbers = {"customer_key": keys, "customer_id": [f"c{number:06d}" for number in range(n)]}
    file = {"file_id": repeated("", n, pa.string()), "row_no": repeated(0, n, pa.int64())}
    plans = np.array(PLANS)[company.plan].tolist()
    customers = {"customer_key": keys, "started_at": _days(company.start), "plan": plans, **file}
    for table in _BESIDE:
        connection.execute(f"DELETE FROM {table}")
    refill(connection, {"customer": pa.table(customers), "customer_number": pa.table(numbers)})


def store_use(connection: duckdb.DuckDBPyConnection, n_days: Integers) -> None:
    """Use on the first days of each month; n_days: shape (customers, months)."""
    firsts = month_firsts()
    customer, month = np.nonzero(n_days)
    counts = n_days[customer, month]
    places = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    _store_days(connection, np.repeat(customer, counts), np.repeat(firsts[month], counts) + places)
    # Somebody unknown uses the product on every day, so that all days are watched.
    _add_days(connection, np.full(int(firsts[-1]), -1), np.arange(firsts[-1]))


def store_adoption(connection: duckdb.DuckDBPyConnection, customers: Integers, since: Integers) -> None:
    """Use on three days from the day `since` on of these customers."""
    _store_days(connection, np.repeat(customers, 3), (since[:, None] + np.arange(1, 4)).ravel())
    last = int(month_firsts()[-1])
    _add_days(connection, np.full(last, -1), np.arange(last))


def store_payments(connection: duckdb.DuckDBPyConnection, values: Floats) -> None:
    """What everybody pays in each month; shape (customers, months); told by a file on each first day."""
    plans = np.zeros(values.shape, np.int64)
    _store_versions(connection, [f"P{plan}" for plan in plans.ravel()], values.ravel(), values.shape[1])


def store_plans(connection: duckdb.DuckDBPyConnection, changes: Integers) -> None:
    """Plans that go up or down in each month; shape (customers, months), 1, 0 or -1; told by files on first days."""
    plan = 50 + np.concatenate([np.zeros((len(changes), 1), np.int64), np.cumsum(changes, axis=1)], axis=1)
    values = (1000.0 * plan).ravel()
    _store_versions(connection, [f"P{one}" for one in plan.ravel()], values, plan.shape[1])


def store_invitations(
    connection: duckdb.DuckDBPyConnection, customers: Integers, days: Integers, answered: np.ndarray
) -> None:
    """One invitation each."""
    n = len(customers)
    rows = {
        **{"customer_ref": _keys(customers), "sent_at": _days(days).cast(pa.timestamp("us")), "answered": answered},
        **{"file_id": repeated("", n, pa.string()), "row_no": np.arange(n)},
    }
    refill(connection, {"invitation": pa.table(rows)})


def store_messages(
    connection: duckdb.DuckDBPyConnection, customers: Integers, days: Integers, opened: np.ndarray, clicked: np.ndarray
) -> None:
    """One message each."""
    n = len(customers)
    rows = {
        **{"customer_ref": _keys(customers), "contacted_at": _days(days).cast(pa.timestamp("us"))},
        **{"opened": opened, "clicked": clicked, "source": repeated("mail", n, pa.string())},
        **{"file_id": repeated("", n, pa.string()), "row_no": np.arange(n)},
    }
    refill(connection, {"contact": pa.table(rows)})


def store_tickets(
    connection: duckdb.DuckDBPyConnection, customers: Integers, days: Integers, answered: Floats, resolved: Floats
) -> None:
    """One ticket each, beside what is said; the hours until it was answered and resolved, as Zendesk tells them."""
    n = len(customers)
    times = zip(*((60 * hours).tolist() for hours in (answered, resolved)), strict=True)
    names = ("reply_time_in_minutes", "full_resolution_time_in_minutes")
    metrics = [{name: {"calendar": value} for name, value in zip(names, pair, strict=True)} for pair in times]
    rows = {
        **{
            "feedback_id": [f"ticket{number:07d}" for number in range(n)],
            "source_id": [f"{number}" for number in range(n)],
        },
        **{"source": repeated("desk", n, pa.string()), "kind": repeated("ticket", n, pa.string())},
        **{"part_no": repeated(0, n, pa.int32()), "created_at": _days(days).cast(pa.timestamp("us"))},
        **{"customer_ref": _keys(customers), "raw": [json.dumps({"metric_set": metric}) for metric in metrics]},
        **{
            "content_hash": repeated("", n, pa.string()),
            "file_id": repeated("", n, pa.string()),
            "row_no": np.arange(n),
        },
    }
    insert(connection, "feedback_raw", pa.table(rows))


def store_orders(connection: duckdb.DuckDBPyConnection, orders: Orders) -> None:
    """Its orders, of customers without contracts."""
    n, at = len(orders.day), _days(orders.day).cast(pa.timestamp("us"))
    rows = {
        **{"customer_ref": _keys(orders.customer), "ordered_at": at, "amount": orders.amount, "known_at": at},
        **{"order_ref": [f"o{number}" for number in range(n)], "is_cancelled": repeated(False, n, pa.bool_())},
        **{"source": repeated("orders", n, pa.string()), "file_id": repeated("", n, pa.string())},
        **{"row_no": np.arange(n)},
    }
    refill(connection, {"purchase": pa.table(rows), "customer": connection.table("customer").limit(0).to_arrow_table()})


def store_leaving(connection: duckdb.DuckDBPyConnection, values: Floats, leaves: Integers) -> None:
    """What everybody pays, shape (customers,), and the day on which they leave; past the last month if they stay."""
    n, last = len(leaves), int(month_firsts()[-1])
    keys = _keys(np.arange(n))
    gone = pa.table({"customer_key": keys, "left_on": _days(leaves)}).filter(pa.array(leaves < last))
    with registered(connection, gone=gone):
        connection.execute(
            "UPDATE customer SET churned_at = gone.left_on FROM gone WHERE gone.customer_key = customer.customer_key"
        )
    seen = _days(np.zeros(n, np.int64))
    version = {"customer_key": keys, "plan": repeated("P", n, pa.string()), "monthly_value": values, "known_on": seen}
    refill(connection, {"customer_version": pa.table(version)})


def _store_versions(connection: duckdb.DuckDBPyConnection, plans: list[str], values: Floats, months: int) -> None:
    firsts = month_firsts()[:months]
    n = len(values) // months
    keys = np.repeat(_keys(np.arange(n)), months).tolist()
    seen = _days(np.tile(firsts, n))
    version = {"customer_key": keys, "seen_on": seen, "plan": plans, "monthly_value": values, "known_on": seen}
    heard = {"known_on": _days(np.full(n, firsts[0])), "told_until": _days(np.full(n, firsts[-1]))}
    started = connection.execute("SELECT started_at FROM customer ORDER BY row_no, customer_key").fetchall()
    told = {
        **{"customer_key": sorted(_keys(np.arange(n))), **heard, "file_id": repeated("", n, pa.string())},
        **{"row_no": np.arange(n), "started_at": pa.array([row[0] for row in started], pa.date32())},
    }
    refill(connection, {"customer_version": pa.table(version), "customer_told": pa.table(told)})


def _store_days(connection: duckdb.DuckDBPyConnection, customer: Integers, day: Integers) -> None:
    connection.execute("DELETE FROM behaviour")
    _add_days(connection, customer, day)


def _add_days(connection: duckdb.DuckDBPyConnection, customer: Integers, day: Integers) -> None:
    n = len(customer)
    rows = {
        **{"file_id": repeated("", n, pa.string()), "source": repeated("use", n, pa.string())},
        **{"customer_ref": _keys(customer), "occurred_at": _days(day).cast(pa.timestamp("us"))},
        **{"event": repeated("use", n, pa.string()), "n": repeated(1, n, pa.int64())},
    }
    insert(connection, "behaviour", pa.table(rows))


def _keys(customers: Integers) -> list[str]:
    return [f"k{number}" for number in customers]


def _days(days: Integers) -> pa.Array:
    return pa.array((np.datetime64(MONDAY, "D") + days).astype(object).tolist(), pa.date32())
