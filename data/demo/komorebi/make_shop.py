"""Write the shop's exports and the truth behind them: `python data/demo/komorebi/make_shop.py [FOLDER]`.

Komorebi Coffee sells beans by mail. Its customers have no contracts: they order again, or they do not. An order may
come with an experience, a topic of sentences.toml, which changes the chance that another one comes, told or not.
Every run writes identical bytes.
"""

import csv
import io
import json
import sys
import tomllib
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any

HERE = Path(__file__).resolve().parent
FIRST_DAY, LAST_DAY = date(2025, 11, 1), date(2026, 10, 31)
N_CUSTOMERS = 2000
TURNS_AWAY = 75  # days after an order, within which the next one comes if it does
COMES_BACK = 0.7  # the chance that it does, without an experience that changes it
RETURNS = 0.25  # of those who stayed away that order again, much later
REVIEWED = 0.65  # of the orders
ASKED = (date(2026, 4, 10), date(2026, 9, 10))  # days of the surveys
ANSWERED = 0.4
TROUBLED = 0.75  # of the orders come with an experience that is worth telling
JAPANESE = 0.7
BEANS = {
    "ja": ("エチオピア", "ケニア", "深煎りブレンド", "グアテマラ", "マンデリン", "木洩れ日ブレンド"),
    "en": ("Ethiopia", "Kenya", "dark blend", "Guatemala", "Mandheling", "house blend"),
}
DAYS = {"ja": ("金曜日", "土曜日", "日曜日", "月末"), "en": ("Friday", "Saturday", "Sunday", "the weekend")}
HEAD = """\
# What is planted in the shop. Written by make_shop.py; don't edit by hand.
# comes_back is added to the chance that another order comes in time, in orders with this experience, told or not; the
# chance without any is that of [totals]. n_orders counts orders with it, n_told reviews and answers that say so.
"""


@dataclass
class Order:
    """One order; topic: the experience with it, if any."""

    number: int
    customer: int
    day: date
    amount: int
    topic: str | None
    is_cancelled: bool = False


@dataclass
class Shop:
    """What is drawn, and how often each topic is told."""

    topics: dict[str, dict[str, Any]]
    random: Random
    orders: list[Order] = field(default_factory=list)
    told: dict[str, int] = field(default_factory=dict)

    def experience(self) -> str | None:
        """The topic of an order."""
        names = list(self.topics)
        shares = [self.topics[name]["share"] for name in names]
        return self.random.choices(names, shares)[0] if self.random.random() < TROUBLED else None

    def live(self, customer: int) -> None:
        """Draw all orders of one customer."""
        random, day = self.random, FIRST_DAY + timedelta(self.random.randrange(-60, 300))
        pace = random.uniform(0.6, 1.0)
        while day <= LAST_DAY:
            topic = self.experience()
            amount = 100 * random.randint(14, 70)
            self.orders.append(Order(0, customer, day, amount, topic, random.random() < 0.02))
            chance = COMES_BACK + (self.topics[topic]["comes_back"] if topic else 0.0)
            if random.random() < chance:
                day += timedelta(max(7, round(TURNS_AWAY * pace * random.betavariate(3, 2.5))))
            elif random.random() < RETURNS:
                day += timedelta(random.randint(150, 300))
            else:
                return

    def sentence(self, topic: str, lang: str) -> str:
        """One sentence of a customer about the topic."""
        self.told[topic] = self.told.get(topic, 0) + 1
        places = {"bean": self.random.choice(BEANS[lang]), "day": self.random.choice(DAYS[lang])}
        written: str = self.random.choice(self.topics[topic][lang])
        return written.format(n=self.random.randint(3, 12), **places)

    def noted(self, value: float, low: int, high: int) -> int:
        """A score about the value."""
        return min(high, max(low, round(self.random.gauss(value, 0.8))))


def language(customer: int) -> str:
    """The language that the customer writes in."""
    return "ja" if Random(f"language {customer}").random() < JAPANESE else "en"


def clock(random: Random, day: date) -> datetime:
    """A moment of the day."""
    return datetime.combine(day, time(random.randint(7, 22), random.randint(0, 59)))


def reviews(shop: Shop) -> list[list[object]]:
    """The rows of the shop's own reviews: most orders have one, two weeks later at most."""
    rows: list[list[object]] = []
    for order in shop.orders:
        if order.day < FIRST_DAY or order.is_cancelled or shop.random.random() >= REVIEWED:
            continue
        at = clock(shop.random, order.day + timedelta(shop.random.randint(2, 12)))
        if at.date() > LAST_DAY:
            continue
        lang = language(order.customer)
        stars = shop.noted(4.0 + (shop.topics[order.topic]["stars"] if order.topic else 0.3), 1, 5)
        text = shop.sentence(order.topic, lang) if order.topic else ""
        rows.append([f"R{len(rows) + 1:05d}", member(order.customer), at.isoformat(" ", "minutes"), stars, text])
    return rows


def answers(shop: Shop) -> list[list[object]]:
    """The rows of both surveys: some who ordered in the half year before, with the experience of their last order."""
    rows: list[list[object]] = []
    for asked in ASKED:
        recent = {o.customer: o for o in shop.orders if asked - timedelta(180) <= o.day < asked - timedelta(10)}
        for customer, order in sorted(recent.items()):
            if shop.random.random() >= ANSWERED:
                continue
            at = clock(shop.random, asked + timedelta(shop.random.randint(0, 12)))
            score = shop.noted(7.6 + (shop.topics[order.topic]["nps"] if order.topic else 0.3), 0, 10)
            text = shop.sentence(order.topic, language(customer)) if order.topic else ""
            rows.append([f"S{len(rows) + 1:05d}", member(customer), at.isoformat(" ", "minutes"), score, text])
    return rows


def ordered(shop: Shop) -> list[list[object]]:
    """The rows of the list of orders, by day."""
    watched = [order for order in shop.orders if order.day >= FIRST_DAY]
    for number, order in enumerate(sorted(watched, key=lambda order: (order.day, order.customer)), start=1):
        order.number = number
    states = {True: "キャンセル", False: "発送済み"}
    return [
        [
            *(f"A-{order.number:05d}", member(order.customer)),
            *(clock(Random(order.number), order.day).strftime("%Y/%m/%d %H:%M"), f"{order.amount:,}"),
            *("JPY", states[order.is_cancelled]),
        ]
        for order in sorted(watched, key=lambda order: order.number)
    ]


def member(customer: int) -> str:
    """The number of a customer as the shop writes it."""
    return f"M{customer:05d}"


def table(header: list[str], rows: list[list[object]], encoding: str = "utf-8-sig") -> bytes:
    """A CSV file."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([header, *rows])
    return text.getvalue().encode(encoding)


def truth(shop: Shop, rows: dict[str, int]) -> str:
    """The content of truth.toml."""
    watched = [order for order in shop.orders if order.day >= FIRST_DAY and not order.is_cancelled]
    totals = {"first_day": FIRST_DAY, "last_day": LAST_DAY, "n_orders": len(watched)}
    totals |= {"n_customers": len({order.customer for order in watched}), "comes_back": COMES_BACK, **rows}
    lines = [HEAD, "\n[totals]\n", *(f"{name} = {value}\n" for name, value in totals.items())]
    for name, topic in shop.topics.items():
        kept = {key: topic[key] for key in ("title_ja", "title_en", "share", "comes_back", "stars", "nps")}
        counts = {"n_orders": sum(order.topic == name for order in watched), "n_told": shop.told.get(name, 0)}
        lines.append(f'\n[[topic]]\nid = "{name}"\n')
        lines += [f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in (kept | counts).items()]
    return "".join(lines)


def build() -> dict[str, bytes]:
    """Path inside the folder -> content of every file."""
    topics = tomllib.loads((HERE / "sentences.toml").read_text(encoding="utf-8"))
    shop = Shop(topics, Random("komorebi"))
    for customer in range(1, N_CUSTOMERS + 1):
        shop.live(customer)
    orders, told, answered = ordered(shop), reviews(shop), answers(shop)
    files = {
        "orders.csv": table(
            ["受注番号", "会員番号", "受注日時", "合計金額", "通貨", "受注ステータス"], orders, "cp932"
        ),
        "reviews.csv": table(["review_id", "customer_id", "posted_at", "stars", "review"], told),
        "nps_survey.csv": table(["response_id", "customer_id", "answered_at", "nps", "comment"], answered),
    }
    rows = {"n_rows_orders": len(orders), "n_reviews": len(told), "n_answers": len(answered)}
    return {"truth.toml": truth(shop, rows).encode(), **{f"inputs/{name}": data for name, data in files.items()}}


def main(folder: Path) -> None:
    """Write the files and print their size."""
    files = build()
    (folder / "inputs").mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    print(f"{len(files)} files, {sum(map(len, files.values())) / 1e6:.1f} MB in {folder}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
