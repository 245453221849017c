"""Who is in an exported file, and the reason that is counted for everybody else."""

from dataclasses import replace

import pytest

from vocpipe.handoff.formats import Format
from vocpipe.handoff.members import Member, Permission
from vocpipe.handoff.selection import LeftOut, Rules, select
from vocpipe.wording import Text, say

RULES = Rules(Format.marketo, contact_cap=2, language="en")
ALLOWED = Permission("c1", "K1", "a@x.jp", False, False, None, False, 0)


def member(customer_id="c1"):
    return Member(customer_id, Text("Because.", "理由です。"), "Invoice PDF", 0.3, "It won't open.")


def left_out(permission, rules=RULES):
    return select([member()], {"c1": permission}, rules).left_out


def test_a_customer_who_may_be_written_to_is_in_the_file():
    selection = select([member()], {"c1": ALLOWED}, RULES)
    assert selection.left_out == {}
    assert [(row.customer_key, row.email, row.reason) for row in selection.rows] == [("K1", "a@x.jp", "Because.")]


def test_reasons_are_in_the_language_asked_for():
    (row,) = select([member()], {"c1": ALLOWED}, replace(RULES, language="ja")).rows
    assert row.reason == "理由です。"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"opted_out": True, "consent": False}, LeftOut.OPTED_OUT),
        ({"consent": False, "n_contacts": 9}, LeftOut.NO_CONSENT),
        ({"consent_is_known": True}, LeftOut.NO_CONSENT),
        ({"n_contacts": 2, "has_left": True}, LeftOut.TOO_MANY_CONTACTS),
        ({"has_left": True, "email": None}, LeftOut.NO_CUSTOMER),
        ({"email": None}, LeftOut.NO_ADDRESS),
        ({"email": "=cmd@x.jp"}, LeftOut.NO_ADDRESS),
    ],
)
def test_the_first_reason_that_holds_is_counted(change, reason):
    assert left_out(replace(ALLOWED, **change)) == {reason: 1}


def test_a_message_needs_consent():
    with_message = replace(RULES, we_did="Invoices open again.")
    assert left_out(ALLOWED, with_message) == {LeftOut.NO_CONSENT: 1}
    assert left_out(replace(ALLOWED, consent=True), with_message) == {}


def test_a_customer_whom_the_private_database_does_not_know_has_no_address():
    assert select([member()], {}, RULES).left_out == {LeftOut.NO_ADDRESS: 1}


def test_one_address_is_written_to_once():
    both = {"c1": ALLOWED, "c2": replace(ALLOWED, customer_id="c2", customer_key="K2")}
    selection = select([member("c1"), member("c2")], both, RULES)
    assert [row.customer_key for row in selection.rows] == ["K1"]
    assert selection.left_out == {LeftOut.SAME_ADDRESS: 1}
    keyed = select([member("c1"), member("c2")], both, replace(RULES, output=Format.salesforce))
    assert [row.customer_key for row in keyed.rows] == ["K1", "K2"]


@pytest.mark.parametrize("reason", LeftOut)
@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_reason_has_words(reason, language):
    assert say(f"handoff.left_out.{reason}", language)
