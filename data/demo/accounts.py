"""What the customers do, and who they are: use by day, people with their consent, mail to them, and survey invitations.

None of it draws from a generator that another file uses, so that the texts stay what they are.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random

import plan
from exports import as_csv
from people import Contact, Customer, PersonalData
from world import SURVEY, Occasion, surveyed

USE_HEADER = ["顧客ID", "利用日", "操作", "回数"]
PEOPLE_HEADER = ["担当者ID", "会社ID", "役職", "メールアドレス", "メール配信同意", "配信停止"]
MAIL_HEADER = ["顧客ID", "送信日時", "件名"]
INVITED_HEADER = ["顧客ID", "送信日時", "回答有無"]
EVENTS = (("ログイン", 5), ("請求書の発行", 3), ("経費の登録", 2), ("レポートの表示", 1))
TITLES = ("経理担当", "代表", "経理課長", "総務", "情報システム", "営業")
MAILS = ("今月のお知らせ", "活用セミナーのご案内", "ご利用状況の確認")
DAYS_OF_USE = {
    "Starter": 2.2,
    "Standard": 3.6,
    "Business": 4.8,
    "Enterprise": 6.0,
}  # a month, of a customer of mean activity
FADING = 0.55  # share of leavers whose use falls before they leave
FADING_DAYS = 45
AGREED, OPTED_OUT = 0.78, 0.06


def files(customers: list[Customer], occasions: list[Occasion], personal: PersonalData) -> dict[str, tuple[bytes, int]]:
    """Name -> (the file, its rows), in UTF-8 with a byte-order mark."""
    tables = {
        "usage.csv": (USE_HEADER, [row for customer in customers for row in use(customer)]),
        "people.csv": (PEOPLE_HEADER, [row for customer in customers for row in people(customer, personal)]),
        "mailings.csv": (MAIL_HEADER, [row for customer in customers for row in mail(customer)]),
        "survey_invitations.csv": (INVITED_HEADER, invitations(customers, occasions)),
    }
    return {
        name: (b"\xef\xbb\xbf" + as_csv([header, *rows]).encode(), len(rows)) for name, (header, rows) in tables.items()
    }


def months(customer: Customer) -> Iterator[tuple[date, date]]:
    """(the first day, the first day after) of each month under contract in the window."""
    end = customer.churned or plan.LAST_DAY + timedelta(days=1)
    for month in plan.MONTHS:
        first, after = max(month, customer.started), min((month + timedelta(days=32)).replace(day=1), end)
        if first < after:
            yield first, after


def use(customer: Customer) -> Iterator[list[object]]:
    """The days on which the customer used the product; the use of most leavers falls before they leave."""
    rng = Random(f"{plan.SEED}/use/{customer.number}")
    fades = customer.churned is not None and rng.random() < FADING
    mean = DAYS_OF_USE[customer.plan] * (0.4 + 0.6 * customer.activity)
    for first, after in months(customer):
        for place in range((after - first).days):
            day = first + timedelta(days=place)
            is_last = fades and customer.churned is not None and (customer.churned - day).days <= FADING_DAYS
            if rng.random() < min(0.8, mean / 30) * (0.2 if is_last else 1.0):
                event = rng.choices([name for name, _ in EVENTS], [weight for _, weight in EVENTS])[0]
                yield [customer.id, day.isoformat(), event, rng.randint(1, 9)]


def people(customer: Customer, personal: PersonalData) -> Iterator[list[object]]:
    """The customer's people: their job, and whether they may be written to."""
    rng = Random(f"{plan.SEED}/people/{customer.number}")
    for place, contact in enumerate(customer.contacts):
        agreed, opted_out = rng.random() < AGREED, rng.random() < OPTED_OUT
        who = _person(customer, place, contact, rng.choice(TITLES), personal)
        yield [*who, "はい" if agreed else "いいえ", "はい" if opted_out else "いいえ"]


def _person(customer: Customer, place: int, contact: Contact, title: str, personal: PersonalData) -> list[object]:
    return [f"P{customer.number}-{place + 1}", customer.id, title, personal.add("emails", contact.email)]


def mail(customer: Customer) -> Iterator[list[object]]:
    """The mail that was sent to the customer: one in about every third month."""
    rng = Random(f"{plan.SEED}/mail/{customer.number}")
    for first, after in months(customer):
        day = first + timedelta(days=rng.randrange((after - first).days))
        if rng.random() < 0.35:
            sent = datetime.combine(day, time(10, rng.randrange(60)))
            yield [customer.id, f"{sent:%Y-%m-%d %H:%M}", rng.choice(MAILS)]


def invitations(customers: list[Customer], occasions: list[Occasion]) -> list[list[object]]:
    """One row per person who was asked for an NPS answer; an answer without an author counts as none."""
    answers = Counter(
        (each.customer.number, each.when.year, each.when.month)
        for each in occasions
        if each.source == SURVEY and each.linked
    )
    rows: list[list[object]] = []
    for customer in customers:
        for month in plan.MONTHS:
            gone = customer.churned is not None and customer.churned.replace(day=1) <= month
            if gone or not surveyed(customer, month):
                continue
            answered = answers[customer.number, month.year, month.month]
            sent = max(month, customer.started)
            for place, _ in enumerate(customer.contacts):
                when = datetime.combine(sent, time(9, place))
                rows.append([customer.id, f"{when:%Y-%m-%d %H:%M}", "はい" if place < answered else "いいえ"])
    return rows
