"""Mail addresses, telephone numbers, handles and IP addresses, however they are written."""

import pytest

from vocpipe.masking.redact import MARK, redact

# Each text, and what must not be left of it.
FOUND = {
    "EMAIL": [
        ("メールは taro.yamada@example.co.jp です", ("taro", "example")),
        ("ｔａｒｏ＠ｅｘａｍｐｌｅ．ｃｏｍにください", ("ｔａｒｏ", "ｅｘａｍｐｌｅ")),
        ("taro at example dot com", ("taro", "example")),
        ("please mail john.smith at gmail dot com", ("john", "gmail")),
        ("write me: jsmith [at] example [dot] org", ("jsmith", "example")),
        ("jsmith(at)example.jp まで", ("jsmith", "example")),
        ("jsmith (at) example (dot) co (dot) jp", ("jsmith", "(dot) jp")),
        ("taro @ example . com", ("taro", "example")),
        ("reach me at anna_b @ web.de", ("anna", "web")),
        ("taroアットマークexample.com", ("taro", "example")),
        ("taro アットマーク example ドット com", ("taro", "example")),
        ("taro.yアットexampleドットcoドットjpです", ("taro", "jp")),
        ("taro（a）example.com", ("taro", "example")),
        ("taro[a]example.com", ("taro", "example")),
        ("o'malley+shop@example.ie", ("malley", "example")),
        ("mailto:taro@example.com", ("taro", "mailto")),
        ("taro★example.com", ("taro", "example")),
        ("taro-at-example-dot-com", ("taro", "example")),
        ("taro <at> example <dot> com", ("taro", "example")),
        ("taro{at}example{dot}com", ("taro", "example")),
        ("taro dot yamada at example dot com", ("taro", "yamada", "example")),
        ("john_doe AT yahoo DOT co DOT uk", ("john", "yahoo", "UK")),
        ("taro@exa\u200bmple.com", ("taro",)),
        ("taro.yamada@\nexample.com", ("taro", "example")),
        ("taro.yamada\n@example.com", ("taro", "example")),
        ("müller@straße.de", ("müller", "straße")),
        ("連絡先は山田@例え.jpです", ("山田",)),
        ('"john doe"@example.com', ("john",)),
        ("taro@gmail にお願いします", ("taro", "gmail")),
        ("ⓐ: taroⓐexample.com", ("taro",)),
        ("email: taro at example.com", ("taro", "example")),
    ],
    "PHONE": [
        ("電話は03-1234-5678です", ("1234",)),
        ("電話 ０３（１２３４）５６７８", ("１２３４",)),
        ("090 1234 5678に連絡", ("1234",)),
        ("090.1234.5678", ("1234",)),
        ("+81-90-1234-5678", ("1234",)),
        ("+81 (0)3 1234 5678", ("1234",)),
        ("0120-444-444まで", ("444",)),
        ("〇九〇ー一二三四ー五六七八", ("一二三四",)),
        ("〇九〇一二三四五六七八です", ("一二三四",)),
        ("090の1234の5678", ("1234",)),
        ("内線123の 03-1234-5678 内線 456", ("1234", "456")),
        ("03-1234-5678（内線4567）", ("1234", "4567")),
        ("ゼロキューゼロイチニーサンヨンゴーロクナナハチ", ("イチ",)),
        ("090-1234-\n5678", ("5678",)),
        ("0901234\n5678", ("5678",)),
        ("0️⃣9️⃣0️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣", ("1️⃣",)),
        ("0\u200b90-1234-56\xad78", ("1234",)),
        ("(555) 123-4567", ("4567",)),
        ("555-123-4567 ext. 89", ("4567", "89")),
        ("001-581-896-0013x3890", ("0013", "3890")),
        ("call 555-0199 please", ("0199",)),
        ("+44 (0)20 7946 0958", ("0958",)),
        ("07700 900123", ("900123",)),
        ("020 7946 0958", ("7946",)),
        ("0044 20 7946 0958", ("7946", "0958")),
        ("+49(0)30 123456", ("123456",)),
        ("030 / 123 456 78", ("456",)),
        ("0171/1234567", ("1234567",)),
        ("06 12 34 56 78", ("34 56",)),
        ("+33 6 12 34 56 78", ("34",)),
        ("01.23.45.67.89", ("45",)),
        ("+39 02 1234 5678", ("1234",)),
        ("call me on 98765 43210", ("98765", "43210")),
        ("five five five one two three four five six seven", ("three",)),
        ("my number is 612 345 678", ("345",)),
        ("tel 12 34 56 78", ("34 56",)),
    ],
    "HANDLE": [
        ("LINE ID: taro_123", ("taro_123",)),
        ("LINE IDは taro.y です", ("taro.y",)),
        ("ラインのIDは sakura0412 です", ("sakura0412",)),
        ("インスタは @hana.ko です", ("hana.ko",)),
        ("インスタ: hana_ko", ("hana_ko",)),
        ("my insta is foo.bar", ("foo.bar",)),
        ("discord taro#1234", ("taro",)),
        ("twitter: @jsmith99", ("jsmith",)),
        ("Skype: live:john.smith", ("john",)),
        ("Telegram @annab", ("annab",)),
        ("my username is sunflower.", ("sunflower",)),
        ("ユーザー名はtarochanです", ("tarochan",)),
        ("WeChat ID wx_abc123", ("wx_abc123",)),
        ("Twitterのアカウントは yamada_taro です", ("yamada",)),
        ("u/some_redditor said", ("some_redditor",)),
        ("C:\\Users\\taro.yamada\\Desktop", ("taro.yamada",)),
    ],
    "IP": [
        ("192.168.1.20", ("192",)),
        ("2001:db8::1", ("2001",)),
        ("fe80::1ff:fe23:4567:890a", ("fe80",)),
    ],
}


@pytest.mark.parametrize(
    ("kind", "text", "parts"), [(kind, text, parts) for kind, rows in FOUND.items() for text, parts in rows]
)
def test_nothing_of_it_is_left(kind, text, parts):
    redacted = redact(text)
    assert [part for part in parts if part in redacted.text] == []
    assert kind in redacted.counts


@pytest.mark.parametrize("text", [text for rows in FOUND.values() for text, _ in rows])
def test_marks_stay_as_they_are(text):
    once = redact(text).text
    assert MARK.search(once)
    assert redact(once).text == once
