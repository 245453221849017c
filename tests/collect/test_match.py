"""Which customer a reference means, across systems."""

import pytest

from vocpipe.collect.match import match_customers, phone_number, salesforce_id
from vocpipe.inbox.matches import WrongMatch
from vocpipe.store.workspace import Workspace


@pytest.fixture
def matched(tmp_path):
    """A function from customers, people and references to [(customer_key, matched_by, through_person, contradicts)]."""

    def match(references, *, customers=(), people=(), wrong=()):
        with Workspace(tmp_path).connect() as connection:
            for number, customer in enumerate(customers):
                _insert(connection, "customer", {"file_id": "f", "row_no": number, **customer})
            for number, person in enumerate(people):
                _insert(connection, "person", {"file_id": "p", "source": "p", "row_no": number, **person})
            for number, (ref, email, *account) in enumerate(references):
                row = {"feedback_id": f"f{number}", "source": "s", "kind": "survey", "source_id": str(number)}
                kept = {"part_no": 0, "content_hash": "", "file_id": "f", "row_no": number}
                _insert(
                    connection,
                    "feedback_raw",
                    {
                        **row,
                        **kept,
                        "customer_ref": ref,
                        "customer_email": email,
                        "account_ref": (account or [None])[0],
                    },
                )
            match_customers(connection)
            if wrong:
                connection.execute("INSERT INTO customer_number SELECT customer_key, customer_key FROM customer")
                match_customers(connection, wrong)
            return connection.execute(
                "SELECT found.customer_key, matched_by, through_person, contradicts FROM feedback_raw AS raw "
                "JOIN customer_match AS found ON found.customer_ref IS NOT DISTINCT FROM raw.customer_ref "
                "AND found.customer_email IS NOT DISTINCT FROM raw.customer_email "
                "AND found.account_ref IS NOT DISTINCT FROM raw.account_ref ORDER BY raw.row_no"
            ).fetchall()

    return match


def _insert(connection, table, row):
    names, marks = ", ".join(row), ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(row.values()))


def keyed(key, **more):
    return {"customer_key": key, **more}


@pytest.mark.parametrize(
    ("ref", "keys", "found"),
    [
        ("K-1", ["K-1", "k-1"], "K-1"),  # exactly
        ("k-7", ["K-7", "K-8"], "K-7"),  # by other letters, if only one has them
        ("k-7", ["K-7", "k-７x", "K-7 "], "K-7"),
        ("k-1", ["K-1", "K-1".swapcase() + "x"], "K-1"),
        ("k-ab", ["K-AB", "K-Ab"], None),
        ("0012", ["12", "13"], "12"),  # a spreadsheet took the zeros
        ("12", ["0012", "0013"], "0012"),
        ("12", ["012", "0012"], None),
        ("0012", ["012"], None),  # two numbers with zeros are two numbers
        ("0017F000020ab1Q", ["0017F000020ab1QQAI"], "0017F000020ab1QQAI"),  # Salesforce, in short
        ("0017F000020ab1QQAI", ["0017F000020ab1Q"], "0017F000020ab1Q"),
        ("0017f000020ab1Q", ["0017F000020ab1QQAI"], None),  # its letters' case counts
        ("ABCDEFGHIJKLMN9002", ["ABCDEFGHIJKLMN9001"], None),  # eighteen characters of another system
    ],
)
def test_an_id_may_be_written_in_other_ways_if_it_can_mean_one_customer_only(matched, ref, keys, found):
    long = salesforce_id("0017F000020ab1Q")
    swap = {"0017F000020ab1QQAI": long}
    keys, found, ref = [swap.get(key, key) for key in keys], swap.get(found, found), swap.get(ref, ref)
    ((key, by, _, _),) = matched([(ref, None)], customers=[keyed(name) for name in keys])
    assert (key, by) == ((found, "id") if found else (ref, None))


def test_an_id_comes_before_an_address_and_a_contradiction_is_counted(matched):
    customers = [keyed("K-1", email="a@x.jp"), keyed("K-2", email="b@x.jp"), keyed("K-3", external_ref="991")]
    assert matched([("K-1", "b@x.jp"), (None, "b@x.jp"), ("?", "b@x.jp"), ("991", None)], customers=customers) == [
        ("K-1", "id", False, True),
        ("K-2", "email", False, False),
        ("K-2", "email", False, False),
        ("K-3", "id", False, False),
    ]


def test_an_address_of_two_customers_tells_nothing(matched):
    customers = [keyed("K-1", email="info@x.jp"), keyed("K-2", email="info@x.jp")]
    assert matched([(None, "info@x.jp")], customers=customers) == [("info@x.jp", None, False, False)]


def test_a_telephone_number_is_one_in_every_way_of_writing(matched):
    customers = [keyed("K-1", phone="03-5555-0001"), keyed("K-2", phone="+1 650 253 0000")]
    references = [("+81 3-5555-0001", None), ("0355550001", None), ("+16502530000", None), ("03-5555-0002", None)]
    assert [row[:2] for row in matched(references, customers=customers)] == [
        ("K-1", "phone"),
        ("K-1", "phone"),
        ("K-2", "phone"),
        ("03-5555-0002", None),
    ]


def test_what_a_person_says_counts_for_their_company(matched):
    people = [
        {"person_ref": "51", "email": "h@mill.jp", "account_ref": "88"},
        {"person_ref": "52", "email": "i@mill.jp", "account_ref": "88"},
        {"person_ref": "53", "email": "j@inn.jp", "external_ref": "K-9"},
        {"person_ref": "54", "email": "k@gone.jp", "account_ref": "99"},
    ]
    references = [("51", None), (None, "i@mill.jp"), ("53", None), ("54", None), (None, "k@gone.jp"), ("55", None)]
    assert matched(references, customers=[keyed("88"), keyed("K-9")], people=people) == [
        ("88", "id", True, False),
        ("88", "email", True, False),
        ("K-9", "id", True, False),
        ("54", None, True, False),  # nobody's customer, but one person under both references
        ("54", None, True, False),
        ("55", None, False, False),
    ]


def test_the_account_tells_where_the_id_does_not(matched):
    customers = [keyed("88", email="a@x.jp"), keyed("89", email="b@x.jp")]
    references = [("7", None, "88"), ("89", None, "88"), (None, "b@x.jp", "88"), (None, None, "88"), (None, None, "90")]
    assert matched(references, customers=customers) == [
        ("88", "account", False, False),
        ("89", "id", False, False),
        ("88", "account", False, True),
        ("88", "account", False, False),
        ("90", None, False, False),
    ]


def test_an_id_with_the_name_of_its_system_is_that_system_s_id(matched):
    people = [{"person_ref": "360000123", "account_ref": "88"}]
    references = [
        ("zendesk:360000123", None),
        ("zendesk:400000456", None),
        ("zendesk:12", None),
        ("steam:400000456", None),
    ]
    found = matched(references, customers=[keyed("88"), keyed("400000456"), keyed("12")], people=people)
    assert [row[:2] for row in found] == [
        ("88", "id"),
        ("400000456", "id"),
        ("zendesk:12", None),
        ("steam:400000456", None),
    ]


def test_a_person_of_two_companies_tells_nothing(matched):
    people = [{"person_ref": "51", "account_ref": "88"}, {"person_ref": "51", "account_ref": "89"}]
    assert matched([("51", None)], customers=[keyed("88"), keyed("89")], people=people)[0][:2] == ("51", None)


def test_a_customer_s_own_id_comes_before_a_person_s(matched):
    people = [{"person_ref": "7", "account_ref": "88"}]
    assert matched([("7", None)], customers=[keyed("7"), keyed("88")], people=people)[0][:3] == ("7", "id", False)


def test_a_match_that_was_taken_back_holds_for_all_of_its_reference(matched):
    customers = [keyed("K-1", email="a@x.jp"), keyed("K-2")]
    references = [("K-1", "a@x.jp"), ("K-1", None), (None, "a@x.jp"), ("K-2", None)]
    found = matched(references, customers=customers, wrong=[WrongMatch("f0", "K-1")])
    assert [row[:2] for row in found] == [("not K-1", None), ("not K-1", None), ("a@x.jp", None), ("K-2", "id")]


def test_taking_back_one_match_leaves_the_rest_of_the_account(matched):
    references = [("7", None, "88"), ("8", None, "88"), ("7", "a@x.jp", "88"), (None, None, "88")]
    found = matched(references, customers=[keyed("88")], wrong=[WrongMatch("f0", "88")])
    assert [row[:2] for row in found] == [("7", None), ("88", "account"), ("7", None), ("88", "account")]


def test_the_two_forms_of_a_salesforce_id_are_one():
    assert salesforce_id("0015g00000XyZ1a") == salesforce_id(salesforce_id("0015g00000XyZ1a"))
    assert salesforce_id("0015g00000XyZ1aAAX") is None  # the last three do not fit
    assert salesforce_id("株式会社みなと商事東京本社営業部御中") is salesforce_id("short") is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("090-1234-5678", "+819012345678"),
        ("(03) 5555-0001", "+81355550001"),
        ("+44 20 7946 0958", "+442079460958"),
        ("123", None),
        ("ext", None),
    ],
)
def test_telephone_numbers_in_one_form(text, number):
    assert phone_number(text) == number
