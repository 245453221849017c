"""Numbers of cards, accounts, contracts and papers; secrets and dates of birth."""

import pytest

from vocpipe.masking.redact import MARK, redact

# Each text, and what must not be left of it.
FOUND = {
    "CARD": [
        ("カード番号は4111 1111 1111 1111です", ("1111",)),
        ("4111.1111.1111.1111", ("1111",)),
        ("4111-1111-1111-1111", ("1111",)),
        ("４１１１\u3000１１１１\u3000１１１１\u3000１１１１", ("１１１１",)),
        ("4111111111111111", ("1111",)),
        ("card 3782-822463-10005", ("822463",)),
        ("card ending in 4242", ("4242",)),
        ("クレカ下4桁 4242", ("4242",)),
        ("4111 1111\n1111 1111", ("1111",)),
        ("4111/1111/1111/1111", ("1111",)),
    ],
    "ACCOUNT": [
        ("保険証の記号番号は 123・4567 です", ("4567",)),
        ("口座番号は1234567です", ("1234567",)),
        ("三菱UFJ銀行 渋谷支店 普通 1234567", ("1234567",)),
        ("普通預金 口座番号 0123456", ("0123456",)),
        ("ゆうちょ 記号12345 番号 12345671", ("12345",)),
        ("記号 10120 番号 12345671", ("10120", "12345671")),
        ("口座は（普）1234567です", ("1234567",)),
        ("DE89 3704 0044 0532 0130 00", ("3704",)),
        ("GB29NWBK60161331926819", ("6016",)),
        ("gb29 nwbk 6016 1331 9268 19", ("6016",)),
        ("sort code 12-34-56 account 12345678", ("12-34", "12345678")),
        ("12-34-56 12345678", ("12-34", "12345678")),
        ("routing number 021000021, account 000123456789", ("0210", "0001234")),
        ("my account number is 48213377", ("48213377",)),
        ("Kontonummer 1234567 BLZ 37040044", ("1234567", "3704")),
    ],
    "ID": [
        ("123-45-6789", ("6789",)),
        ("my SSN is 123 45 6789", ("6789",)),
        ("NI number AB 12 34 56 C", ("34 56",)),
        ("QQ123456C", ("123456",)),
        ("マイナンバーは1234-5678-9012", ("5678",)),
        ("個人番号：１２３４\u3000５６７８\u3000９０１２", ("５６７８",)),
        ("パスポート番号 TK1234567", ("1234567",)),
        ("TZ1234567が旅券です", ("1234567",)),
        ("passport 123456789", ("1234567",)),
        ("passport no. C01X00T47", ("C01X00T47",)),
        ("免許証番号 123456789012", ("1234567",)),
        ("driving licence MORGA753116SM9IJ", ("MORGA",)),
        ("driver's license D1234567", ("D1234567",)),
        ("Driver's license: H400-7816-0093", ("H400", "0093")),
        ("DL# 20345671", ("2034",)),
        ("my driver license 571 204 993 was refused", ("571", "993")),
        ("licence number:\nBAKER 805172 BM9PK", ("8051", "BM9")),
        ("K2134 70806 55905 is on my driving licence", ("K2134", "55905")),
        ("年金番号 1234-567890", ("567890",)),
        ("基礎年金番号は1234-567890", ("567890",)),
        ("会員番号12345", ("12345",)),
        ("お客様番号：A-123", ("A-123",)),
        ("顧客番号は 00482 です", ("00482",)),
        ("注文番号 1234-5678", ("5678",)),
        ("診察券番号は4567", ("4567",)),
        ("患者ID 998877", ("998877",)),
        ("order 48213 never came", ("48213",)),
        ("order #1234", ("1234",)),
        ("Ticket no 5521", ("5521",)),
        ("case number: 00123", ("00123",)),
        ("booking reference QX7RT2", ("QX7RT2",)),
        ("customer id C-9921", ("C-9921",)),
        ("my member number is 4402918", ("4402918",)),
        ("tracking number 1Z999AA10123456784", ("1Z999",)),
        ("Kundennummer 48213", ("48213",)),
        ("numéro de client 48213", ("48213",)),
        ("número de pedido: 48213", ("48213",)),
        ("社員番号は「E1234」", ("E1234",)),
        ("00:1A:2B:3C:4D:5E", ("2B",)),
        ("00-1A-2B-3C-4D-5E", ("2B",)),
        ("001a.2b3c.4d5e", ("2b3c",)),
        ("550e8400-e29b-41d4-a716-446655440000", ("550e",)),
        ("品川 300 あ 12-34", ("12-34",)),
        ("横浜501さ・・12", ("501",)),
        ("我が家の車 品川300あ1234", ("1234",)),
        ("number plate AB12 CDE", ("AB12",)),
    ],
    "SECRET": [
        ("sk-abcdEFGH1234567890abcd", ("abcd",)),
        ("ghp_16C7e42F292c6912E7710c838347Ae178B4a", ("16C7",)),
        ("AKIAIOSFODNN7EXAMPLE", ("AKIA",)),
        ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N", ("eyJ",)),
        ("password: hunter2", ("hunter2",)),
        ("my password is sunflower.", ("sunflower",)),
        ("パスワードはhunter2です", ("hunter2",)),
        ("パスワード：Sakura!2024", ("Sakura",)),
        ("パスワードは「さくら」です", ("さくら",)),
        ("PIN 4821", ("4821",)),
        ("暗証番号は1234です", ("1234",)),
        ("認証コード 884213", ("884213",)),
        ("pw=abc123", ("abc123",)),
        ("api key: 9f8a7b6c", ("9f8a",)),
        ("postgres://admin:s3cret@db.example.com/x", ("s3cret",)),
    ],
    "BIRTHDATE": [
        ("生年月日は1985年3月2日です", ("1985", "3月")),
        ("1985年3月2日生まれ", ("1985", "3月")),
        ("昭和60年3月2日生まれです", ("60年",)),
        ("S60.3.2生まれ", ("S60",)),
        ("生年月日: S60/3/2", ("S60",)),
        ("昭和六十年三月二日生", ("六十年",)),
        ("誕生日は3月2日です", ("3月",)),
        ("born on March 2, 1985", ("1985", "March")),
        ("DOB 03/02/1985", ("1985",)),
        ("date of birth: 1985-03-02", ("1985",)),
        ("born 2nd of March 1985", ("1985", "March")),
        ("my birthday is March 2nd", ("March",)),
        ("geboren am 02.03.1985", ("1985",)),
        ("née le 2 mars 1985", ("1985",)),
        ("生年月日 19850302", ("1985",)),
        ("1985/3/2生", ("1985",)),
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
