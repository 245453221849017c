"""When a talk was and with whom: by its file's name and its first lines."""

import pytest

from vocpipe.collect.parsing.speakers import Speaker
from vocpipe.collect.parsing.talk_heading import heading_of_name, heading_of_text, merged

NAMES = [
    ("interview_2026-03-04_K-2201", "2026-03-04", "K-2201", None),
    ("20260304_株式会社みどり", "2026-03-04", None, "株式会社みどり"),
    ("2026年3月4日_ヒアリング_K02201", "2026-03-04", "K02201", None),
    ("通話_20260304_1030_顧客2201", "2026-03-04 10:30", "2201", None),
    ("call 2026.3.4 Blue Sky Inc", "2026-03-04", None, "Blue Sky Inc"),
    ("GMT20260304-103000_Recording", "2026-03-04 10:30Z", None, None),
    ("K-2201", None, "K-2201", None),
    ("call_2026-13-40", None, None, None),
    ("interview_part10_v02", None, None, None),
    ("meeting", None, None, None),
]


@pytest.mark.parametrize(("stem", "when", "customer", "company"), NAMES)
def test_what_a_name_says(stem, when, customer, company):
    heading = heading_of_name(stem)
    assert (heading.when, heading.customer, heading.company) == (when, customer, company)


def test_the_first_lines_say_when_and_with_whom():
    text = "日時：2026年3月4日 10:00\n顧客ID：K-2201\n場所：オンライン\n\n聞き手：どうですか\n顧客：遅いです"
    heading = heading_of_text(text)
    assert (heading.when, heading.customer, heading.lines) == ("2026年3月4日 10:00", "K-2201", 3)


def test_who_took_part():
    people = "Lee Park (customer), Noa (support)"
    text = f"Call with Lee\n\nDate: 2026-03-04\nParticipants: {people}\n\nNoa: hi\nLee Park: hello"
    heading = heading_of_text(text)
    assert heading.told == {"Lee Park": Speaker.CUSTOMER, "Noa": Speaker.AGENT}
    assert heading.lines == 4


def test_a_role_with_the_name_of_a_speaker_says_who_that_is():
    heading = heading_of_text("インタビュアー：佐藤\nお客様：李様\n\n佐藤：どうですか\n李：遅いです")
    assert heading.told == {"佐藤": Speaker.AGENT, "李": Speaker.CUSTOMER}


@pytest.mark.parametrize(
    "text", ["顧客：印刷ができません\n担当：はい", "Customer: it fails\nAgent: ok", "", "hello\nthere"]
)
def test_turns_are_no_heading(text):
    assert heading_of_text(text).lines == 0


def test_the_first_of_two_headings_counts_more():
    both = merged(heading_of_name("2026-03-04"), heading_of_name("2026-03-05_K-2201"))
    assert (both.when, both.customer) == ("2026-03-04", "K-2201")


@pytest.mark.parametrize(
    ("first", "partner"),
    [
        ("[LINE] みさとのトーク履歴", "みさ"),
        ("Chat history with Noa Berg", "Noa Berg"),
        ("[LINE] 井上さんとのトーク", "井上"),
    ],
)
def test_a_chat_names_whom_the_company_talked_with(first, partner):
    assert heading_of_text(f"{first}\n\n2026/03/04(水)\n10:00\t{partner}\t遅いです\n").told == {
        partner: Speaker.CUSTOMER
    }
