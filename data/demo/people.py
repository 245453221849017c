"""The customers: invented companies, their contacts, and the personal data that appears in texts."""

import unicodedata
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

import plan

ABROAD = {
    "アメリカ": ("+1 202-555-01{:02d}", 4),
    "イギリス": ("+44 20 7946 0{:03d}", 3),
    "シンガポール": ("+65 6555 0{:03d}", 3),
    "オーストラリア": ("+61 2 5550 0{:03d}", 2),
    "インド": ("+91 98765 43{:03d}", 2),
    "カナダ": ("+1 613-555-01{:02d}", 1),
}
JAPANESE_PHONES = [
    ("03-5550-0{:03d}", 5),
    ("06-6555-0{:03d}", 2),
    ("090-1234-5{:03d}", 5),
    ("080-5550-1{:03d}", 2),
    ("0120-555-{:03d}", 2),
    ("+81 90-1234-5{:03d}", 1),
    ("+81-3-5550-0{:03d}", 1),
    ("０９０－１２３４－５{:03d}", 2),
]
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


@dataclass(slots=True)
class Contact:
    """A person who writes for a customer."""

    name: str  # family name in Japanese, given and family name otherwise
    email: str
    phone: str


@dataclass(slots=True)
class Customer:
    """One company under contract."""

    number: int
    company: str
    lang: str
    country: str
    industry: str
    plan: str
    value: int
    seats: int
    started: date
    contacts: list[Contact]
    activity: float  # the factor of its experiences and feedback; 1 on average
    mood: float  # its own shift of the score on the 0-10 scale
    churned: date | None = None
    cancel_talk: date | None = None

    @property
    def id(self) -> str:
        """The id in every export that has one."""
        return f"TS-{self.number}"

    def tenure(self, day: date) -> int:
        """Whole months since the start, at least 0."""
        return max(0, (day - self.started).days // 30)


@dataclass(slots=True)
class PersonalData:
    """All planted data that must never be published, as it was written."""

    values: dict[str, set[str]] = field(
        default_factory=lambda: {k: set() for k in ("emails", "phones", "cards", "ids")}
    )

    def add(self, kind: str, value: str) -> str:
        """Record `value`, full-width digits also in their normalized form, and return it."""
        self.values[kind] |= {value, unicodedata.normalize("NFKC", value)}
        return value


def weighted(rng: Random, choices: list[tuple[str, int]]) -> str:
    """One of the choices, drawn by weight."""
    return rng.choices([name for name, _ in choices], [weight for _, weight in choices])[0]


def phone(rng: Random, country: str) -> str:
    """A valid phone number of the country."""
    if country != "日本":
        pattern = ABROAD[country][0]
        return pattern.format(rng.randrange(100 if ":02d" in pattern else 1000))
    number = weighted(rng, JAPANESE_PHONES).format(rng.randrange(1000))
    return number.translate(FULL_WIDTH) if number[0] == "０" else number


def card(rng: Random) -> str:
    """A card number in four groups whose check digit is right (Luhn)."""
    body = [int(digit) for digit in rng.choice(["4000", "4242", "5555", "3566"])] + [
        rng.randrange(10) for _ in range(11)
    ]
    doubled = [sum(divmod(2 * digit, 10)) if place % 2 == 0 else digit for place, digit in enumerate(body)]
    digits = "".join(map(str, [*body, -sum(doubled) % 10]))
    return rng.choice("- ").join(digits[start : start + 4] for start in range(0, 16, 4))


def long_id(rng: Random) -> str:
    """A customer or contract number of twelve digits."""
    return f"7{rng.randrange(10**11):011d}"


def japanese_company(rng: Random, words: dict[str, Any], taken: set[str]) -> tuple[str, str, str]:
    """(name, industry, mail domain) of a company in Japan, sometimes with characters that only CP932 has."""
    while True:
        stem, trade = rng.choice(words["stems"]), rng.choice(words["trades"])
        if stem + trade not in taken:
            break
    taken.add(stem + trade)
    name, industry = trade.split("|")
    core = f"{stem}{name}"
    company = rng.choice(["株式会社{}", "株式会社{}", "{}株式会社", "㈱{}", "㈲{}", "合同会社{}"]).format(core)
    if rng.random() < 0.04:
        company += rng.choice([" 第①営業所", " 第②営業所"])
    return company, industry, f"c{len(taken):03d}.example.jp"


def foreign_company(rng: Random, words: dict[str, Any], taken: set[str]) -> tuple[str, str, str]:
    """(name, industry, mail domain) of a company abroad."""
    while True:
        stem, trade = rng.choice(words["stems"]), rng.choice(words["trades"])
        if stem + trade not in taken:
            break
    taken.add(stem + trade)
    name, industry = trade.split("|")
    domain = f"{stem}-{name}".lower().replace(" ", "-")
    return f"{stem} {name} {rng.choice(words['endings'])}", industry, f"{domain}.example.com"


def contact(rng: Random, words: dict[str, Any], lang: str, country: str, domain: str, *, number: int) -> Contact:
    """A person with a mail address of the company."""
    place = rng.randrange(len(words["surnames"]))
    if lang == "ja":
        address = f"{words['romaji'][place]}{number or ''}@{domain}"
        return Contact(words["surnames"][place], address, phone(rng, country))
    given, family = rng.choice(words["given"]), words["surnames"][place]
    return Contact(f"{given} {family}", f"{given}.{family}{number or ''}@{domain}".lower(), phone(rng, country))


def contacts(
    rng: Random, words: dict[str, Any], lang: str, country: str, domain: str, *, max_contacts: int
) -> list[Contact]:
    """The people who write for a company: `max_contacts`, or one fewer."""
    return [
        contact(rng, words, lang, country, domain, number=place) for place in range(max_contacts - 1 + rng.randrange(2))
    ]


def start_day(rng: Random) -> date:
    """The first day of a contract: for a fifth inside the window, for the others in the five years before."""
    if rng.random() < plan.SHARE_STARTED_IN_WINDOW:
        return plan.FIRST_DAY + timedelta(days=rng.randrange(240))
    return plan.FIRST_DAY - timedelta(days=int(1750 * rng.random() ** 1.3) + 1)


def customer(number: int, words: dict[str, Any], taken: set[str]) -> Customer:
    """Customer `number`, determined by the seed alone."""
    rng = Random(f"{plan.SEED}/customer/{number}")
    lang = "ja" if rng.random() < plan.SHARE_JAPANESE else "en"
    country = "日本" if lang == "ja" else weighted(rng, [(name, weight) for name, (_, weight) in ABROAD.items()])
    make = japanese_company if lang == "ja" else foreign_company
    company, industry, domain = make(rng, words[lang], taken)
    tier = weighted(rng, [(name, int(share * 100)) for name, share in plan.PLANS.items()])
    size = {"Starter": 1, "Standard": 2, "Business": 3, "Enterprise": 4}[tier]
    return Customer(
        number=number,
        company=company,
        lang=lang,
        country=country,
        industry=industry,
        plan=tier,
        value=plan.PLAN_VALUE[tier] + 500 * size * rng.randrange(6),
        seats=rng.randint(1, 3) if size == 1 else rng.randint(2, 4) ** size,
        started=start_day(rng),
        contacts=contacts(rng, words[lang], lang, country, domain, max_contacts=size + 1),
        activity=rng.gammavariate(3.0, 1 / 3.0),
        mood=rng.gauss(0, plan.NPS_CUSTOMER_SD),
    )
