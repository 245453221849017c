"""Tables of feedback in Japanese and English, column by column."""

import csv
import io
from datetime import datetime, timedelta

ROWS = 12
SAID_JA = [
    "予約の変更がアプリからできません",
    "受付の方がとても親切でした",
    "駐車場が狭くて止めにくい",
    "予約の確認メールが届かない",
    "待ち時間が長いのを改善してほしい",
    "部屋が静かでよく眠れました",
    "料金の表示が分かりにくいです",
    "朝食の種類をもっと増やしてほしい",
    "掃除が行き届いていて気持ちがいい",
    "電話が何度かけてもつながらない",
    "ポイントがいつまでも反映されない",
    "案内の地図が古くて迷いました",
]
SAID_EN = [
    "The booking page never loads on my phone",
    "Staff at the desk were kind and quick",
    "Parking was far too narrow for my car",
    "I never got the mail that confirms my stay",
    "We waited almost an hour for a table",
    "The room was quiet and I slept well",
    "Prices are shown without the local tax",
    "More choice at breakfast would be nice",
    "Everything was clean, I will come again",
    "Nobody answers the phone after six",
    "My points have been missing for weeks",
    "The map in the mail was out of date",
]
REPLIED_JA = [
    "お問い合わせいただきありがとうございます。担当の者が確認いたします。",
    "ご不便をおかけし、申し訳ございません。ただいま調査しております。",
    "貴重なご意見をありがとうございます。今後の参考とさせていただきます。",
]
REPLIED_EN = [
    "Thank you for your feedback. Our team will look into it.",
    "We are sorry for the wait. Please contact us at any time.",
    "Thanks for letting us know, we have fixed it.",
]


def said(language: str = "en", start: int = 0) -> list[str]:
    """What customers wrote, one text a row."""
    texts = SAID_JA if language == "ja" else SAID_EN
    return [texts[(number + start) % len(texts)] for number in range(ROWS)]


def replied(language: str = "en") -> list[str]:
    """What the company answered, one text a row."""
    texts = REPLIED_JA if language == "ja" else REPLIED_EN
    return [texts[number % len(texts)] for number in range(ROWS)]


def days(form: str = "%Y-%m-%d %H:%M", *, later: int = 0) -> list[str]:
    """A time a row, `later` days after the usual ones."""
    return [
        (datetime(2026, 4, 1, 9, 5) + timedelta(days=number + later, hours=number)).strftime(form)
        for number in range(ROWS)
    ]


def cycle(*values: object) -> list[object]:
    """The values again and again, one a row."""
    return [values[number % len(values)] for number in range(ROWS)]


def ids(prefix: str = "A-") -> list[str]:
    """A distinct id a row."""
    return [f"{prefix}{7 * number + 103}" for number in range(ROWS)]


def as_csv(table: dict[str, list[object]]) -> str:
    """The table as the text of a CSV."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(table)
    writer.writerows(zip(*table.values(), strict=True))
    return out.getvalue()
