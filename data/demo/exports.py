"""The delimited files: the SurveyMonkey export, the monthly Google Play files and the customers file."""

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from random import Random

import plan
from people import Customer
from world import SURVEY, Occasion
from writing import Writer

Broken = dict[str, Counter[str]]

META = [
    "Respondent ID",
    "Collector ID",
    "Start Date",
    "End Date",
    "IP Address",
    "Email Address",
    "First Name",
    "Last Name",
]
FEATURES = ["請求書 / Invoices", "経費 / Expenses", "帳簿 / Bookkeeping", "アプリ / App"]
QUESTIONS = [
    "ツムギを同僚や知人に勧める可能性はどのくらいありますか? (0〜10)\n"
    "How likely are you to recommend Tsumugi to a colleague or friend? (0-10)",
    "よく使う機能はどれですか? / Which features do you use most?",
    "その点数をつけた理由を教えてください。\nWhat is the main reason for your score?",
    "改善してほしい点があれば教えてください。\nWhat could we improve?",
]
HEADER_ONE = [*META, "Custom Data 1", *QUESTIONS[:2], *[""] * (len(FEATURES) - 1), *QUESTIONS[2:]]
HEADER_TWO = [*[""] * 9, "Response", *FEATURES, "Open-Ended Response", "Open-Ended Response"]
STAMP = "%m/%d/%Y %I:%M:%S %p"
PLAY_HEADER = [
    "Package Name", "App Version Code", "App Version Name", "Reviewer Language", "Device",
    "Review Submit Date and Time", "Review Submit Millis Since Epoch",
    "Review Last Update Date and Time", "Review Last Update Millis Since Epoch",
    "Star Rating", "Review Title", "Review Text",
    "Developer Reply Date and Time", "Developer Reply Millis Since Epoch", "Developer Reply Text", "Review Link",
]  # fmt: skip
PACKAGE = "jp.tsumugi.app"
DEVICES = ["oriole", "husky", "a54x", "SO-53C", "SH-53D", "star2lte", "r0q", "FCG02"]
CUSTOMER_HEADER = [
    "顧客ID", "会社名", "メールアドレス", "契約開始日", "解約日", "プラン", "月額", "国", "業種", "利用人数",
]  # fmt: skip


def as_csv(rows: Iterable[Sequence[object]]) -> str:
    """The rows as CSV with CRLF."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def utc(when: datetime) -> datetime:
    """The UTC time of a Japanese time, both without a zone."""
    return when - timedelta(hours=9)


def millis(when: datetime) -> int:
    """A Japanese time as milliseconds since 1970."""
    return round((utc(when) - datetime(1970, 1, 1)).total_seconds() * 1000)


def response_row(writer: Writer, number: int, occasion: Occasion) -> list[object]:
    """One survey response as a row of the export."""
    rng, person = writer.rng, occasion.contact
    start = occasion.when - timedelta(seconds=rng.randint(20, 300))
    known = occasion.linked
    email = writer.personal.add("emails", person.email) if known else ""
    given, _, family = person.name.rpartition(" ")
    ip = f"{rng.choice(['203.0.113', '198.51.100', '192.0.2'])}.{rng.randint(1, 254)}"
    who = [email, given if known else "", family if known else ""]
    ref = occasion.customer.id if known and not occasion.by_email else ""
    used = [feature if rng.random() < 0.4 else "" for feature in FEATURES]
    texts = [part.text for part in occasion.parts] + [""] * (2 - len(occasion.parts))
    stamps = [start.strftime(STAMP), occasion.when.strftime(STAMP)]
    return [118740000 + number, 4521, *stamps, ip, *who, ref, occasion.score, *used, *texts]


def surveymonkey(writer: Writer, occasions: list[Occasion], broken: Broken) -> tuple[bytes, int]:
    """(the file, rows of responses): UTF-8 with a BOM, two header rows, some rows that are broken on purpose."""
    mine = [occasion for occasion in occasions if occasion.source == SURVEY]
    rows = [response_row(writer, number, occasion) for number, occasion in enumerate(mine)]
    places = writer.rng.sample(range(50, len(rows) - 50), 7)
    count = broken["surveymonkey_nps.csv"]
    for place, score in zip(places, (11, "九"), strict=False):
        rows[place][9] = score
        mine[place].score = None
        count["score that is none"] += 1
    for place, stamp in zip(places[2:], ("02/30/2026 10:15:00 AM", "昨日"), strict=False):
        rows[place][2] = rows[place][3] = stamp
        count["date that is none"] += 1
    lines: list[list[object]] = []
    for place, row in enumerate(rows):
        lines.append(row)
        if place in places[4:]:  # an extra row that is not counted: one cell too many, or cut off
            wrong = [119990000 + place, *row[1:8], "", 5, "", "", "", "", "壊れた行", "です", "broken row"]
            lines.append(wrong if place != places[6] else wrong[:6])
            count["wrong number of cells"] += 1
    return b"\xef\xbb\xbf" + as_csv([HEADER_ONE, HEADER_TWO, *lines]).encode(), len(lines)


def app_version(day: date) -> tuple[int, str]:
    """(code, name) of the app version on that day."""
    return (520, "5.2.0") if day >= plan.RELEASES["app_5_2"] else (512, "5.1.2")


def review_row(writer: Writer, occasion: Occasion, link: str, *, old: bool = False) -> list[object]:
    """One review as a row of Google Play's file; `old`: as it was before its edit."""
    rng, when = writer.rng, occasion.when
    updated = when if old or occasion.edited is None else occasion.edited
    code, name = app_version(when.date())
    answer: list[object] = ["", "", ""]
    if occasion.parts[0].text and rng.random() < 0.12:
        replied = updated + timedelta(hours=rng.randint(3, 60))
        answer = [f"{utc(replied):%Y-%m-%dT%H:%M:%SZ}", millis(replied), writer.pick(occasion.lang, "reply")]
    return [
        PACKAGE, code, name, occasion.lang, rng.choice(DEVICES),
        f"{utc(when):%Y-%m-%dT%H:%M:%SZ}", millis(when), f"{utc(updated):%Y-%m-%dT%H:%M:%SZ}", millis(updated),
        occasion.score, "", occasion.earlier if old else occasion.parts[0].text, *answer, link,
    ]  # fmt: skip


def google_play(writer: Writer, occasions: list[Occasion], broken: Broken) -> dict[str, tuple[bytes, int]]:
    """The monthly files with their rows: UTF-16 with a BOM; an edited review is in two months' files."""
    months: defaultdict[str, list[list[object]]] = defaultdict(list)
    account = "".join(writer.rng.choices("0123456789", k=19))
    for occasion in (o for o in occasions if o.source == "play_reviews"):
        review = f"https://play.google.com/apps/publish?account={account}#ReviewDetailsPlace:p={PACKAGE}&reviewid=gp:AO{writer.token(24)}"
        link = review if occasion.parts[0].text else ""
        months[f"{occasion.edited or occasion.when:%Y%m}"].append(review_row(writer, occasion, link))
        if occasion.edited is not None:
            months[f"{occasion.when:%Y%m}"].append(review_row(writer, occasion, link, old=True))
    files = {}
    for month, rows in sorted(months.items()):
        name = f"reviews_{PACKAGE}_{month}.csv"
        if month in ("202604", "202608"):
            next(row for row in rows if row[11])[9] = 7
            broken[name]["stars that are none"] += 1
        text = as_csv([PLAY_HEADER, *sorted(rows, key=lambda row: str(row[8]))])
        files[name] = (b"\xff\xfe" + text.encode("utf-16-le"), len(rows))
    return files


def customer_row(writer: Writer, customer: Customer) -> list[object]:
    """One customer as a row of the customers file."""
    email = writer.personal.add("emails", customer.contacts[0].email)
    left = f"{customer.churned:%Y/%m/%d}" if customer.churned else ""
    start = f"{customer.started.year}/{customer.started.month}/{customer.started.day}"
    money = f"{customer.value:,}"
    plan_and_place = [customer.plan, money, customer.country, customer.industry, customer.seats]
    return [customer.id, customer.company, email, start, left, *plan_and_place]


def customers_file(writer: Writer, customers: list[Customer], broken: Broken) -> tuple[bytes, int]:
    """(the customers file, its rows): CP932 with Japanese headers."""
    rows = [customer_row(writer, customer) for customer in customers]
    place = next(n for n, c in enumerate(customers) if c.churned is None and n > len(customers) // 2)
    rows[place][4] = f"{customers[place].started - timedelta(days=40):%Y/%m/%d}"
    broken["customers.csv"]["left before the start"] += 1
    rows.insert(200, ["", "㈱名無し商会", "", "2024/4/1", "", "Standard", "9,800", "日本", "卸売", 4])
    broken["customers.csv"]["no id"] += 1
    return as_csv([CUSTOMER_HEADER, *rows]).encode("cp932"), len(rows)


def seeded(name: str) -> Random:
    """A random generator for one purpose, which does not depend on the others."""
    return Random(f"{plan.SEED}/{name}")
