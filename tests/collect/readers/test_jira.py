"""Issues of Jira as its CSV export has them."""

import pytest

from tests.collect.vendor_files import read, recognizes
from vocpipe.collect.readers.jira import READER

CSV = (
    "Summary,Issue key,Issue id,Issue Type,Status,Reporter,Reporter Id,Created,Updated,Description,Comment,Comment\r\n"
    "Lift stuck,FM-1,10,Support,Done,Vera,qm:1,02/Mar/26 2:05 PM,03/Mar/26 9:00 AM,The lift at gate two stands still "
    "again,02/Mar/26 3:00 PM;7120:9;Thank you for telling us,03/Mar/26 8:00 AM;7120:9;It runs again\r\n"
    "No heating,FM-2,11,Support,Open,Otto,qm:2,12/Mar/26 12:30 AM,12/Mar/26 1:00 AM,Our room is cold since Monday,,\r\n"
)


def test_issues_are_read_without_the_comments():
    assert recognizes(READER, CSV, "Jira.csv")
    first, second = (row.feedback[0] for row in read(READER, CSV)[0])
    assert (first.source_id, first.title, first.text) == (
        "FM-1",
        "Lift stuck",
        "The lift at gate two stands still again",
    )
    assert (str(second.created_at), second.customer_ref) == ("2026-03-11 15:30:00+00:00", "qm:2")
    assert "Thank you" not in str(first.attrs)


@pytest.mark.parametrize("header", ["課題キー,要約,説明\n", "Vorgangsschlüssel,Zusammenfassung,Erstellt\n"])
def test_other_languages_are_recognized(header):
    assert recognizes(READER, header, "Jira.csv")
