"""Customers beside the small private database of the outcomes."""

import pytest

from tests.outcomes.conftest import Voices, voices  # noqa: F401 - the fixture is used by name


class Company:
    """Adds customers to what is said."""

    def __init__(self, voices: Voices) -> None:
        self.voices, self.connection = voices, voices.connection

    def customer(self, key, started="2024-01-01", left=None, plan="Pro", value=100.0, churned=None):
        self.connection.execute(
            "INSERT INTO customer (customer_key, started_at, churned_at, plan, monthly_value, churned, file_id, row_no) "
            "VALUES (?, ?, ?, ?, ?, ?, '', 0)",
            [key, started, left, plan, value, churned],
        )
        self.connection.execute("INSERT INTO customer_number VALUES (?, ?)", [key, f"c_{key}"])


@pytest.fixture
def company(voices):  # noqa: F811
    return Company(voices)
