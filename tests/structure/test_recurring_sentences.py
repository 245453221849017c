"""Templates are found by counting, and opinions that many customers share stay."""

import pytest

from tests.structure.database import add, delete, dump, new_database, structure
from vocpipe.structure import stage
from vocpipe.structure.templates import template_lines, without_templates

OWN = [
    "The handle broke off.", "My order came without the lid.", "The color is wrong.", "It leaks at the bottom.",
    "The blade is dull.",
    "I got two left gloves.",
    "The zipper sticks.", "Half of the plates were cracked.", "The lamp hums.",
    "The wheel is loose.",
]  # fmt: skip
OWN_JA = [
    "取っ手が取れました。", "ふたが入っていません。", "色が違います。", "底から漏れます。",
    "刃が切れません。", "左手袋が2つ届きました。",
    "チャックが動きません。", "皿が割れていました。", "ランプがうなります。", "車輪が緩いです。",
]  # fmt: skip
FOOTER = "Your request (#{n}) has been received and is being reviewed by our staff."
FOOTER_JA = "お問い合わせ番号{n}を受け付けました。2営業日以内に担当者より回答いたします。"
PLAIN = "Nordlys Outdoor is a brand of the Nordlys group with shops in Oslo, Bergen and Tromsø."
COMMON = [
    "I cannot log in.", "Too expensive.", "ログインできない。", "値段が高いです。",
    "I have been a customer for many years and I am very disappointed.",
]  # fmt: skip


@pytest.fixture
def connection():
    return new_database()


def texts(connection):
    return [text for (text,) in connection.execute("SELECT text FROM feedback_clean ORDER BY feedback_id").fetchall()]


@pytest.mark.parametrize(("own", "footer"), [(OWN, FOOTER), (OWN_JA, FOOTER_JA)])
def test_a_sentence_of_a_company_in_many_tickets_is_cut_whatever_its_number(connection, own, footer):
    for n, words in enumerate(own):
        add(connection, f"f{n}", f"{words}\n\n{footer.format(n=4000 + n)}")
    assert structure(connection)["templates"] == len(own) * footer.count("。" if "。" in footer else ".")
    assert texts(connection) == own
    assert connection.execute("SELECT min(cut_share) FROM feedback_clean").fetchall()[0][0] > 0.5


def test_it_is_cut_in_the_middle_of_a_line_and_where_it_is_all_there_is(connection):
    for n, words in enumerate(OWN):
        add(connection, f"f{n}", f"{words} {FOOTER.format(n=n)} Nobody answers.")
    add(connection, "g", FOOTER.format(n=77))
    structure(connection)
    assert texts(connection) == [*(f"{words}  Nobody answers." for words in OWN), None]


def test_a_long_line_without_such_words_needs_more_tickets_and_the_edge(connection):
    for n, words in enumerate(OWN[:5]):
        add(connection, f"f{n}", f"{words}\n{PLAIN}")
    structure(connection)
    assert texts(connection) == [f"{words}\n{PLAIN}" for words in OWN[:5]]
    for n, words in enumerate(OWN[5:], 5):
        add(connection, f"f{n}", f"{words}\n{PLAIN}")
    assert structure(connection)["feedback"] == 10
    assert texts(connection) == OWN
    assert structure(connection)["feedback"] == 0


@pytest.mark.parametrize("opinion", COMMON)
def test_what_many_customers_say_stays(connection, opinion):
    for n, words in enumerate(OWN * 3):
        add(connection, f"a{n:02}", opinion)
        add(connection, f"b{n:02}", f"{words} {opinion} {OWN[n % 7]} {OWN[n % 9]} Please help.")
    assert structure(connection)["templates"] == 0
    assert all(opinion in text for text in texts(connection))


def test_a_letter_that_many_send_in_equal_words_stays(connection):
    letter = (
        "The new terms of the Nordlys card take away what it was bought for.\nWithdraw the new terms of the card soon."
    )
    for n in range(12):
        add(connection, f"f{n:02}", letter)
    assert structure(connection)["templates"] == 0
    assert texts(connection) == [letter] * 12


def test_the_messages_of_one_thread_and_other_kinds_of_feedback_do_not_count(connection):
    for n, words in enumerate(OWN):
        add(connection, f"f{n}", f"{words}\n{FOOTER.format(n=n)}", thread_id="t1")
    add(connection, "r", FOOTER.format(n=1))
    connection.execute("UPDATE feedback_raw SET kind = 'review' WHERE feedback_id = 'r'")
    assert structure(connection)["templates"] == 0


def test_what_is_no_template_any_more_comes_back(connection):
    for n, words in enumerate(OWN[:3]):
        add(connection, f"f{n}", f"{words}\n{FOOTER.format(n=n)}")
    structure(connection)
    assert texts(connection) == OWN[:3]
    delete(connection, "f2")
    assert structure(connection)["feedback"] == 2
    assert texts(connection) == [f"{words}\n{FOOTER.format(n=n)}" for n, words in enumerate(OWN[:2])]


def test_tickets_in_several_refreshes_or_a_killed_one_end_as_in_a_single_one(connection, monkeypatch):
    monkeypatch.setattr(stage, "BATCH", 3)
    other = new_database()
    for n, words in enumerate(OWN):
        add(connection, f"f{n}", f"{words}\n{FOOTER.format(n=n)}\n{PLAIN}")
        add(other, f"f{n}", f"{words}\n{FOOTER.format(n=n)}\n{PLAIN}")
        if n % 4 == 2:
            structure(connection)

    def stop(done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        structure(connection, progress=stop)
    structure(connection)
    structure(other)
    tables = ("feedback_clean", "sentence", "text_line", "line_count", "template_line")
    assert dump(connection, *tables) == dump(other, *tables)


def test_a_line_with_i_or_my_is_the_customers():
    assert template_lines("My ticket 4711 has been closed and reopened by the staff for the third time now.") == []
    assert without_templates("abc", [], {}) == ("abc", 0)
