"""Customers beside the small private database of the outcomes."""

import pytest


class Company:
    """Adds customers to the feedback."""

    def __init__(self, voices):
        self.voices, self.connection = voices, voices.connection

    def customer(self, key, started="2024-01-01", left=None, plan="Pro", value=100.0, churned=None):
        columns = "customer_key, started_at, churned_at, plan, monthly_value, churned, file_id, row_no"
        self.connection.execute(
            f"INSERT INTO customer ({columns}) VALUES (?, ?, ?, ?, ?, ?, '', 0)",
            [key, started, left, plan, value, churned],
        )
        self.connection.execute("INSERT INTO customer_number VALUES (?, ?)", [key, f"c_{key}"])


@pytest.fixture
def company(voices):
    return Company(voices)
