"""Customers beside the small private database of the outcomes."""

import pytest

from tests.builders import add


class Company:
    """Adds customers to the feedback."""

    def __init__(self, voices):
        self.voices, self.connection = voices, voices.connection

    def customer(self, key, started="2024-01-01", left=None, plan="Pro", value=100.0, churned=None):
        contract = {"started_at": started, "churned_at": left, "plan": plan, "monthly_value": value}
        add(self.connection, "customer", customer_key=key, churned=churned, **contract)
        add(self.connection, "customer_number", customer_key=key, customer_id=f"c_{key}")


@pytest.fixture
def company(voices):
    return Company(voices)
