import pytest
from hypothesis import given
from hypothesis import strategies as st

from vocpipe.structure.mail import strip_mail

QUOTES = [
    ("届きました。\n2026年8月9日(日) 12:11 山田 太郎 <t@example.com>:\n> 本件ですが\n> お願いします", "届きました。"),
    ("届きました。\n\n2026/08/09 12:11、山田 太郎 <t@example.com>のメール:\n古い話", "届きました。"),
    ("追記です。\n\n差出人: サポート\n送信日時: 2026年8月9日\n宛先: 田中\n件名: Re: 請求書\n\n古い話", "追記です。"),
    ("届きません\n\n-----Original Message-----\nFrom: a\n古い話", "届きません"),
    ("ご覧ください\n----- 転送メッセージ -----\n古い話", "ご覧ください"),
    (
        "It still fails.\n\nOn Mon, Aug 9, 2026 at 12:11 PM Jane Doe <j@x.com>\nwrote:\n> try again\n> please",
        "It still fails.",
    ),
    ("It fails.\n\nOn 9 Aug 2026, at 12:11, Support wrote:\n\n> try again\n\nI did try.", "It fails.\n\n\nI did try."),
    ("＞引用です\n私の意見です", "私の意見です"),
    ("> they said\nno > yes\nit fails", "no > yes\nit fails"),
]

SIGNATURES = [
    (
        "PDFが出ません。\n\n━━━━━━━━\n株式会社テスト 山田太郎\nTEL: 03-1234-5678\n〒100-0001 東京都\n━━━━━━━━",
        "PDFが出ません。",
    ),
    (
        "PDFが出ません。\n***********\n山田\nhttps://example.com\n***********\n追伸 重いです。",
        "PDFが出ません。\n追伸 重いです。",
    ),
    ("It fails.\n-- \nJane Smith\nAcme Inc.", "It fails."),
    ("It fails.\n\nBest regards,\nJane Smith\nAcme Inc.\n+1 555 123 4567", "It fails."),
    ("It fails.\n\nThanks,\nJane", "It fails."),
    ("It fails.\n\nCheers,\nSofia Hughes\n\n-- \nSofia Hughes\nHighmoor Inc.\n+65 6555 0512", "It fails."),
    ("Broken.\nSent from my iPhone", "Broken."),
    ("Broken. Sent from my iPhone", "Broken."),
    ("壊れました\niPhoneから送信", "壊れました"),
    ("壊れました\nYahoo!メール for iPhoneから送信", "壊れました"),
    ("壊れました\nGmailから送信", "壊れました"),
    ("お返事ください。\nよろしくお願いいたします。\n\n山田 太郎", "お返事ください。\nよろしくお願いいたします。"),
]

KEPT = [
    "-値段が高い\n-重い\n-サポートが遅い",
    "- slow\n- expensive\n- no dark mode",
    "----\n値段が高い\n----\n遅い",
    "使いにくい\n--\n値段が高いです。もう少し安くしてください。",
    "Thanks,\nCan you fix it?",
    "よろしくお願いいたします。\nあと、アプリが重いです。",
    "2026年8月9日の件:\nログインできません。",
    "On the other hand, as my colleague wrote:\nit is slow",
    "件名: 請求書の件について",
    ">_< つらいです\n遅い",
    "The invoice was sent from my old address\nand it never came",
    "Best\nservice ever, I must say",
    "一行だけ",
    "> one line alone",
]


@pytest.mark.parametrize(("mail", "own"), QUOTES + SIGNATURES)
def test_quotes_and_signatures_go(mail, own):
    body = strip_mail(mail)
    assert body.text == own
    assert body.cut_share > 0
    assert not body.only_quote


@pytest.mark.parametrize("text", KEPT)
def test_what_may_be_the_customers_own_words_stays(text):
    assert strip_mail(text).text == text
    assert strip_mail(text).cut_share == 0


@pytest.mark.parametrize("mail", ["> only\n> quotes", "-----Original Message-----\nFrom: a\nTo: b\n\nold words"])
def test_a_mail_that_is_only_a_quote_keeps_nothing_and_says_so(mail):
    body = strip_mail(mail)
    assert (body.text, body.cut_share, body.only_quote) == ("", 1.0, True)


def test_a_pasted_mail_keeps_the_words_below_its_header():
    assert strip_mail("差出人: 山田\n件名: 請求書\n\n請求書が届きません").text.strip() == "請求書が届きません"


@given(st.text(st.characters(categories=["L", "Zs"], include_characters="\n。、"), max_size=200))
def test_a_prose_text_followed_by_a_quote_loses_only_the_quote(own):
    own = own.strip("\n") + "\n本当に困っています。"
    assert strip_mail(f"{own}\n2026年8月9日(日) 12:11 山田 <t@example.com>:\n> 古い話").text == strip_mail(own).text


@given(st.text(max_size=300))
def test_any_text_is_taken(text):
    body = strip_mail(text)
    assert 0 <= body.cut_share <= 1
