"""What people at customers said about being written to, whichever system says it."""

import pytest

from tests.builders import add
from tests.handoff.test_audience import Shop
from vocpipe.collect.match import match_customers


@pytest.fixture
def shop(tmp_path):
    return Shop(tmp_path / "shop")


def allowed(shop, *people):
    """The addresses that may be written to, once the people are known."""
    with shop.workspace.connect() as connection:
        for number, person in enumerate(people):
            add(connection, "person", file_id="p", source="leads", row_no=number, **person)
        match_customers(connection)
    shop.publish()
    return [row["email"] for row in shop.rows()]


def test_a_person_speaks_for_their_own_address(shop):
    shop.customer("88", "h@mill.jp")
    shop.customer("89", "i@inn.jp")
    people = (
        {"person_ref": "51", "email": "h@mill.jp", "account_ref": "88", "opted_out": True},
        {"person_ref": "52", "email": "other@inn.jp", "account_ref": "89", "opted_out": True},
    )
    assert allowed(shop, *people) == ["i@inn.jp"]


def test_an_unsubscription_under_a_person_s_id_holds_for_their_address(shop):
    shop.customer("88", "h@mill.jp")
    shop.customer("89", "i@inn.jp")
    shop.contact(ref="51", opted_out=True)
    people = ({"person_ref": "51", "email": "h@mill.jp", "account_ref": "88"},)
    assert allowed(shop, *people) == ["i@inn.jp"]


def test_an_unsubscription_under_another_spelling_of_the_id_holds(shop):
    shop.customer("K-AB", "h@mill.jp")
    shop.customer("K-AC", "i@inn.jp")
    shop.contact(ref="k-ab", opted_out=True)
    assert allowed(shop) == ["i@inn.jp"]
