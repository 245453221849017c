"""Trustpilot's reviews: whose they are, and which are still public."""

from datetime import UTC, datetime

import pytest

from tests.collect.vendor_files import accepted, only, read
from vocpipe.collect.readers.trustpilot import READER

HEADER = (
    "Webshop Name,Business Unit Id,Review Id,Review Created (UTC),Review Consumer User Id,Review Username,"
    "Review User Email,Review Title,Review Content,Review Stars,Reference Id,Company Response,"
    "Company Reply Date (UTC),Review Language,"
    "Review Status\n"
)
LATE = (
    "Kumo,b1,r-1,2026-02-01 09:00:00,u-9,Aya,aya@example.jp,配送が遅い,一週間待ちました,2,C-1003,"
    "申し訳ございません,2026-02-02 08:00:00,ja,"
)


def test_a_review_comes_with_its_customer_and_without_the_companys_reply() -> None:
    rows, reading = read(READER, HEADER + LATE + "active\n")
    review = only(rows[0])
    assert (review.source_id, review.title, review.text) == ("r-1", "配送が遅い", "一週間待ちました")
    assert (review.score_type, review.score) == ("stars", 2)
    assert review.created_at == datetime(2026, 2, 1, 9, tzinfo=UTC)  # the header says UTC, the workspace is in Tokyo
    assert (review.customer_ref, review.customer_email) == ("C-1003", "aya@example.jp")
    assert review.attrs["lang"] == "ja"
    assert "申し訳" not in str(review.attrs)
    assert "Aya" not in str(review.attrs)
    assert reading.warnings == []


@pytest.mark.parametrize("status", ["archived", "reported", "deletedByUser"])
def test_a_review_that_is_no_longer_public_is_a_tombstone(status: str) -> None:
    gone = only(accepted(READER, HEADER + LATE + status + "\n"))
    assert (gone.source_id, gone.deleted) == ("r-1", True)


@pytest.mark.parametrize("status", ["active", "Published", ""])
def test_a_public_review_is_none(status: str) -> None:
    assert not only(accepted(READER, HEADER + LATE + status + "\n")).deleted
