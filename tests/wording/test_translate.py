"""Sentences that were stored in English, read in Japanese."""

import pytest

from vocpipe.wording import amount, say, templates
from vocpipe.wording.translate import generic, translated


@pytest.mark.parametrize("n", [1, 1200])
def test_the_values_of_places_are_kept(n):
    places = {"customers": amount("customer", n), "others": 2000, "min": 10}
    english = say("nps.gap.few_customers", "en", **places)
    assert translated(english, "ja", group="nps.") == say("nps.gap.few_customers", "ja", **places)


def test_a_sentence_without_a_template_stays_unchanged():
    assert translated("Segmentation fault", "ja", group="nps.") == "Segmentation fault"
    assert generic("Segmentation fault", "ja", group="nps.") == "Segmentation fault"


def test_english_stays_english():
    english = say("explorer.reject.where_field_raw", "en", file="a.csv", row=3, field="score", raw="11")
    assert translated(english, "en", group="explorer.") == english


def test_the_template_with_the_most_text_of_its_own_wins():
    english = say("explorer.reject.where_raw", "en", file="a.csv", row=3, raw="11")
    assert translated(english, "ja", group="explorer.reject.") == "a.csv 3 行目：「11」"


def test_a_kind_of_sentence_has_dots_in_its_places():
    english = say("explorer.reject.where_raw", "en", file="a.csv", row=3, raw="11")
    assert generic(english, "en", group="explorer.reject.") == "…, row …: “…”"
    assert generic(english, "ja", group="explorer.reject.") == "… … 行目：「…」"


def test_a_sentence_within_a_sentence_is_translated_too():
    inner = say("explorer.empty.demo", "en")
    english = say("explorer.quality.unreadable", "en", error=inner)
    japanese = say("explorer.quality.unreadable", "ja", error=say("explorer.empty.demo", "ja"))
    assert translated(english, "ja", group="explorer.") == japanese


def test_every_stored_reason_can_be_translated():
    """A sentence without places: it is its own English text."""
    for key, english in templates("en").items():
        if key.startswith("collect.") and "{" not in english:
            same = {other for other, text in templates("en").items() if text == english}
            assert translated(english, "ja", group="collect.") in {templates("ja")[other] for other in same}, key
