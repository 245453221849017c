"""Statements with a slip of the keys are told by the usual ones beside them."""

from vocpipe.themes.naming.slips import slips


def test_a_letter_left_out_changed_added_or_swapped_is_a_slip():
    keys = dict(enumerate(["pdfisempty", "pdfisempt", "pdfisemtpy", "pdfissempty", "pdfisempti", "thepageisslow"]))
    assert slips(keys, {said: 5 if said == "pdfisempty" else 1 for said in keys.values()}) == {1, 2, 3, 4}


def test_what_is_said_as_often_is_no_slip():
    assert slips({0: "pdfisempty", 1: "pdfisemptz"}, {"pdfisempty": 3, "pdfisemptz": 2}) == set()


def test_short_statements_are_let_be():
    assert slips({0: "slow", 1: "slot"}, {"slow": 9, "slot": 1}) == set()
