"""The columns that tell who speaks, by names and cells together."""

import pytest

from vocpipe.collect.parsing.role_columns import role_columns
from vocpipe.collect.parsing.speakers import Speaker

C, A, B, N, S, U = (
    Speaker.CUSTOMER,
    Speaker.AGENT,
    Speaker.BOT,
    Speaker.NOTE,
    Speaker.SYSTEM,
    Speaker.UNKNOWN,
)
TEXTS = ["the export is empty", "please update", "it works now", "you are welcome"]

# name of the column, its cells, who speaks
COLUMNS = [
    ("author_type", ["user", "admin", "lead", "bot"], [C, A, C, B]),
    ("sender_type", ["Contact", "User", "Contact", "AgentBot"], [C, A, C, B]),
    ("話者", ["お客様", "オペレーター", "お客様", "自動応答"], [C, A, C, B]),
    ("話者", ["お客様", "オペレーター", "お客様", "ポッパー"], [C, A, C, U]),
    ("送信者タイプ", ["User", "Account", "User", "Account"], [C, A, C, A]),
    ("区分", ["顧客", "当社", "顧客", "当社"], [C, A, C, A]),
    ("区分", ["問い合わせ", "回答", "問い合わせ", "回答"], [C, A, C, A]),
    ("対応者区分", ["顧客", "担当者", "顧客", "システム"], [C, A, C, S]),
    ("role", ["CUSTOMER", "AGENT", "SYSTEM", "CUSTOM_BOT"], [C, A, S, B]),
    ("from", ["customer", "support team", "customer", "internal note"], [C, A, C, N]),
    ("どちら", ["お客様", "弊社", "お客様", "弊社"], [C, A, C, A]),
    ("direction", ["inbound", "outbound", "in", "out"], [C, A, C, A]),
    ("送受信区分", ["受信", "送信", "受信", "返信"], [C, A, C, A]),
    ("inbound", ["True", "False", "TRUE", "0"], [C, A, C, A]),
    ("is_agent", ["no", "yes", "no", "yes"], [C, A, C, A]),
    ("送信者", ["花子", "予約センター担当", "次郎", "サポート担当"], [C, C, C, A]),
    ("Absender", ["Kundin", "Mitarbeiter", "Kunde", "Berater"], [C, A, C, A]),
    ("Émetteur", ["client", "conseillère", "client", "note interne"], [C, A, C, N]),
    ("Thread Type", ["customer", "message", "customer", "note"], [C, A, C, N]),
    ("顧客発言", ["はい", "いいえ", "○", "×"], [C, A, C, A]),
]


@pytest.mark.parametrize(("name", "cells", "speakers"), COLUMNS)
def test_a_column_tells_who_speaks(name, cells, speakers):
    rows = [[cell, text] for cell, text in zip(cells, TEXTS, strict=True)]
    roles = role_columns([name, "text"], rows)
    assert [column.name for column in roles.columns] == [name]
    assert [roles.speaker(row) for row in rows] == speakers


# Columns that say something about customers, or nothing about who speaks.
OTHERS = [
    ("区分", ["苦情", "要望", "苦情", "質問"]),
    ("種別", ["法人", "個人", "法人", "個人"]),
    ("role", ["admin", "user", "editor", "user"]),
    ("department", ["Support", "Sales", "Support", "Sales"]),
    ("name", ["Ai Kimura", "Bob Lead", "Steve Guest", "Noa"]),
    ("public", ["no", "yes", "no", "yes"]),
    ("公開", ["いいえ", "はい", "いいえ", "はい"]),
    ("inbound", ["mail", "phone", "mail", "mail"]),
    ("author", ["kimura", "noa", "customer", "lee"]),
    ("category", ["customer service", "delivery", "customer service", "price"]),
]


@pytest.mark.parametrize(("name", "cells"), OTHERS)
def test_other_columns_are_left_alone(name, cells):
    rows = [[cell, text] for cell, text in zip(cells, TEXTS, strict=True)]
    roles = role_columns([name, "text"], rows)
    assert [roles.speaker(row) for row in rows] == [C] * 4
    assert [warning for warning in roles.warnings() if "left out" in warning] == []


def test_a_product_role_is_said_to_be_doubtful():
    rows = [["admin", text] for text in TEXTS[:2]] + [["user", text] for text in TEXTS[2:]]
    roles = role_columns(["role", "comment"], rows)
    assert roles.doubtful == {"role": "admin"}
    assert 'speakers = { "admin" = "agent" }' in roles.warnings()[0]
    stated = role_columns(["role", "comment"], rows, stated={"admin": "agent"})
    assert [stated.speaker(row) for row in rows] == [A, A, C, C]


def test_a_column_of_yes_and_no_may_be_doubtful_too():
    rows = [["True", "we repaired it"], ["False", "it fails"], ["False", "again"]]
    roles = role_columns(["is_staff", "comment"], rows)
    assert [roles.speaker(row) for row in rows] == [C, C, C]
    assert roles.doubtful == {"is_staff": "True"}
    stated = role_columns(["is_staff", "comment"], rows, stated={"True": "agent"})
    assert [stated.speaker(row) for row in rows] == [A, C, C]
    assert stated.warnings() == []


def test_in_the_messages_of_threads_the_product_role_tells_who_speaks():
    rows = [["7", "user", "a"], ["7", "admin", "b"], ["8", "user", "c"], ["8", "admin", "d"]]
    roles = role_columns(["ticket_id", "role", "body"], rows)
    assert [roles.speaker(row) for row in rows] == [C, A, C, A]


def test_a_note_among_a_tickets_comments():
    header = ["ticket_id", "incoming", "private", "body_text"]
    rows = [["7", "true", "false", "a"], ["7", "false", "false", "b"], ["7", "false", "true", "c"]]
    roles = role_columns(header, rows)
    assert [roles.speaker(row) for row in rows] == [C, A, N]


def test_unknown_words_are_counted_and_can_be_stated():
    rows = [["お客様", "a"], ["オペレーター", "b"], ["ピヨ", "c"], ["ピヨ", "d"], ["お客様", "e"]]
    roles = role_columns(["話者", "内容"], rows)
    assert [roles.speaker(row) for row in rows] == [C, A, U, U, C]
    assert [warning for warning in roles.warnings() if "2 rows" in warning and "ピヨ" in warning]
    stated = role_columns(["話者", "内容"], rows, stated={"ピヨ": "bot"})
    assert [stated.speaker(row) for row in rows] == [C, A, B, B, C]
    assert stated.warnings() == []


def test_people_can_be_stated_by_name():
    rows = [["Noa", "hello"], ["Lee", "it fails"], ["Noa", "since when?"]]
    roles = role_columns(["sender", "message"], rows, stated={"noa": "agent"})
    assert [roles.speaker(row) for row in rows] == [A, U, A]


def test_a_table_without_any_customer_is_said():
    rows = [["admin", "a"], ["admin", "b"]]
    roles = role_columns(["author_type", "body"], rows)
    assert [roles.speaker(row).is_heard for row in rows] == [False, False]
    assert [warning for warning in roles.warnings() if "none of the rows" in warning]


def test_the_companys_account_is_told_by_mentions():
    rows = []
    for number in range(6):
        rows += [[f"user{number}", "@northwind_help my parcel is late"], ["northwind_help", f"@user{number} so sorry!"]]
    roles = role_columns(["screen_name", "text"], rows)
    assert roles.account == "northwind_help"
    assert [roles.speaker(row) for row in rows[:2]] == [C, A]
    assert [warning for warning in roles.warnings() if "northwind_help" in warning]


def test_a_busy_customer_is_not_the_company():
    rows = [["kimura", f"@northwind {number} days late"] for number in range(6)]
    rows += [[f"user{number}", "@northwind nice"] for number in range(6)]
    roles = role_columns(["screen_name", "text"], rows)
    assert roles.account is None
    assert {roles.speaker(row) for row in rows} == {C}


def test_of_mails_the_companys_own_are_those_from_whom_the_others_go_to():
    desk = "Desk <desk@hotel.example>"
    mails = [[f"guest{n}@mail.example", desk, "It is loud"] for n in range(5)]
    mails += [["DESK@hotel.example", f"guest{n}@mail.example", "We are sorry"] for n in range(4)]
    roles = role_columns(["From", "To", "Body"], mails)
    assert [roles.speaker(mail) for mail in mails] == [C] * 5 + [A] * 4


def test_where_people_write_to_each_other_nobodys_mails_are_the_companys():
    mails = [[f"p{n % 4}@mail.example", f"p{(n + 1) % 4}@mail.example", "Hello"] for n in range(12)]
    assert role_columns(["From", "To", "Body"], mails).columns == []
