"""Made-up identities of people and firms, by Faker: of several cultures, in the forms in which people write them."""

import string
from calendar import month_name
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from vocpipe.extras import require

_ENGLISH = ("en_US", "en_GB", "en_AU", "en_IE", "en_CA")  # where feedback in English mostly comes from
_LATIN = (*_ENGLISH, "en_IN", "de_DE", "fr_FR", "es_ES", "it_IT", "pl_PL", "tr_TR", "vi_VN")  # whose people write it
_WIDE = {ord(char): chr(ord(char) + 0xFEE0) for char in string.digits + string.ascii_letters + "-@."}
_AT = {"ja": ("＠", "アットマーク", "(at)", " [at] ", "@ "), "en": (" at ", " [at] ", "(at)", "＠", "@ ")}
_DOT = {"ja": "ドット", "en": " dot "}
_BANKS = ("みずほ銀行", "三井住友銀行", "りそな銀行", "京葉銀行", "楽天銀行")
_HOSTS = ("https://app.example.com", "https://my.example.jp", "http://desk.example.net")
_PATHS = ("/reset?token=", "/login?session=", "/invite/", "/unsubscribe?key=", "/share#access_token=")
# The first era of a year of birth: its name, its letter and the year before its first.
_ERAS = ((1989, "平成", "H", 1988), (0, "昭和", "S", 1925))


@dataclass(frozen=True, slots=True)
class Made:
    """An identity as it is written, and the parts of it that may stay readable."""

    value: str
    may_stay: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Firm:
    """A customer: its id, its name, the short form of it, and a person there with an address and a telephone."""

    customer_id: str
    name: str
    short: str
    contact: str
    email: str
    phone: str


class Identities:
    """Identities of one language; equal seeds give equal ones. Raises MissingExtraError without Faker."""

    def __init__(self, lang: str, seed: int) -> None:
        require("corpus")
        from faker import Faker

        self.lang, self.random = lang, Random(f"{lang}-{seed}")
        self._all = [Faker(locale) for locale in (("ja_JP",) if lang == "ja" else _LATIN)]
        for number, faker in enumerate(self._all):
            faker.seed_instance(f"{seed}-{lang}-{number}")
        self.firms = [self._firm(number) for number in range(120)]

    def of(self, kind: str) -> Made:
        """One of a kind: name, family, given, address, phone, email, card, account … as the templates call them."""
        made = getattr(self, f"_{kind}")()
        return made if isinstance(made, Made) else Made(made)

    def written(self, firm: Firm) -> str:
        """The name of a firm in one of the forms in which people write it."""
        forms = [firm.name, firm.short]
        forms += [f"(株){firm.short}", f"㈱{firm.short}"] if self.lang == "ja" else [firm.short.upper()]
        return self.random.choice(forms)

    def _faker(self) -> Any:
        """One of the cultures; its methods depend on which."""
        return self.random.choice(self._all)

    def _local(self) -> Any:
        """One of the countries whose language it is."""
        return self.random.choice(self._all[: len(_ENGLISH)])

    def _firm(self, number: int) -> Firm:
        faker = self._all[0]  # the others name firms after one person
        name = faker.company()
        short = name
        for form in (
            ("株式会社", "有限会社", "合同会社") if self.lang == "ja" else (" Inc", " Ltd", " LLC", " PLC", " GmbH")
        ):
            short = short.replace(form, "").strip()
        return Firm(
            f"{self.lang}{number:04}", name, short, self._name(), faker.ascii_safe_email(), faker.phone_number()
        )

    def _name(self) -> str:
        faker = self._faker()
        if self.lang == "ja":
            forms = (
                faker.last_name() + faker.first_name(),
                f"{faker.last_name()} {faker.first_name()}",
                f"{faker.last_kana_name()} {faker.first_kana_name()}",
                f"{faker.first_romanized_name()} {faker.last_romanized_name()}",
            )
            return self.random.choices(forms, (6, 3, 1, 1))[0]
        first, last = faker.first_name(), faker.last_name()
        forms = (f"{first} {last}", f"{first[0]}. {last}", f"{first} {last}".lower(), f"{last}, {first}")
        return self.random.choices(forms, (10, 1, 1, 1))[0]

    def _family(self) -> str:
        faker = self._faker()
        if self.lang == "ja" and self.random.random() < 0.15:
            return str(faker.last_kana_name())
        return str(faker.last_name())

    def _given(self) -> str:
        return str(self._faker().first_name())

    def _address(self) -> Made:
        faker = self._local()
        if self.lang == "en":
            forms = (faker.address().replace("\n", ", "), faker.street_address().replace("\n", ", "))
            return Made(self.random.choice(forms))
        prefecture, number = faker.prefecture(), "-".join(self._digits(1, first="123456789") for _ in range(3))
        place = faker.city() + faker.town() + self.random.choice([number, f"{faker.chome()}{faker.ban()}{faker.gou()}"])
        building = self.random.choice(["", f" {faker.building_name()}{self._digits(3, first='123')}号室"])
        code = self.random.choice(["", "", f"〒{faker.postcode()} "])
        return Made(code + self.random.choice([prefecture, ""]) + place + building, (prefecture,))

    def _phone(self) -> str:
        number = str(self._local().phone_number())
        return self.random.choice([number, number, number.replace("-", " "), self._wide(number)])

    def _email(self) -> Made:
        local, _, domain = str(self._faker().ascii_safe_email()).partition("@")
        if self.random.random() < 0.6:
            return Made(f"{local}@{domain}", (f"@{domain}",))
        at = self.random.choice(_AT[self.lang])
        spelled = domain.replace(".", _DOT[self.lang]) if at.strip().isalpha() else domain
        return Made(local + at + spelled, (at + spelled,))

    def _card(self) -> str:
        number = str(self._faker().credit_card_number("visa16"))
        parts = [number[at : at + 4] for at in range(0, 16, 4)]
        return self.random.choice([number, " ".join(parts), "-".join(parts), ".".join(parts)])

    def _account(self) -> Made:
        if self.lang == "en":
            code = "-".join(self._digits(2) for _ in range(3))
            forms = (f"sort code {code} account {self._digits(8)}", str(self._faker().iban()))
            return Made(self.random.choice(forms), ("sort code", "account"))
        bank, kind = self.random.choice(_BANKS), self.random.choice(["普通", "当座"])
        return Made(f"{bank} 本店 {kind} {self._digits(7)}", (bank, "本店", kind))

    def _ssn(self) -> str:
        parts = self._digits(3, first="12345"), self._digits(2, first="1234"), self._digits(4, first="123")
        return self.random.choice(["-", "-", " "]).join(parts)

    def _my_number(self) -> str:
        body = [int(digit) for digit in self._digits(11)]
        # The check digit by the order of the ministry (総務省令) on individual numbers.
        weighed = sum(digit * (at + 2 if at < 6 else at - 4) for at, digit in enumerate(reversed(body)))
        check = 11 - weighed % 11 if weighed % 11 > 1 else 0
        number = "".join(map(str, [*body, check]))
        return self.random.choice([number, f"{number[:4]} {number[4:8]} {number[8:]}", self._wide(number)])

    def _passport(self) -> str:
        start = self.random.choice(["TK", "TR", "MZ"] if self.lang == "ja" else ["C0", "P1", "5X"])
        return start + self._digits(7)

    def _licence(self) -> str:
        if self.lang == "ja":
            return self._digits(12, first="3456")
        letter, digits = self.random.choice("ABDKMS"), self._digits
        forms = (
            letter + digits(7),
            f"{letter}{digits(3)}-{digits(4)}-{digits(4)}",
            f"{letter}{digits(3)} {digits(4)} {digits(4)} {digits(2)}",
            f"{letter}{digits(12)}",
            digits(8),
            f"{digits(3)} {digits(3)} {digits(3)}",
            f"{self._capitals(5)}{digits(6)}{self._capitals(2)}{digits(1)}{self._capitals(2)}",
        )
        return self.random.choice(forms)

    def _capitals(self, n: int) -> str:
        return "".join(self.random.choices("ABCDEFGHJKLMNPRSTUVWXYZ", k=n))

    def _birth_date(self) -> Made:
        day = self._faker().date_of_birth(minimum_age=18, maximum_age=90)
        if self.lang == "en":
            month = month_name[day.month]
            forms = (f"{month} {day.day}, {day.year}", f"{day.day} {month} {day.year}", f"{day:%m/%d/%Y}", f"{day}")
            return Made(self.random.choice(forms))
        era, letter, before = next(names for first, *names in _ERAS if day.year > first)
        forms = (
            f"{day.year}年{day.month}月{day.day}日",
            f"{day:%Y/%m/%d}",
            f"{era}{day.year - before}年{day.month}月{day.day}日",
            f"{letter}{day.year - before}.{day.month}.{day.day}",
        )
        return Made(self.random.choice(forms), ("平成", "昭和", "年", "月", "日"))

    def _handle(self) -> str:
        word = f"{self._faker().user_name()}{self._digits(2)}".replace(".", "_")
        return self.random.choice([word, f"@{word}"])

    def _ip(self) -> str:
        return str(self.random.choice([self._faker().ipv4(), self._faker().ipv4(), self._faker().ipv6()]))

    def _token(self) -> Made:
        start = self.random.choice(_HOSTS) + self.random.choice(_PATHS)
        return Made(start + "".join(self.random.choices(string.ascii_letters + string.digits, k=32)), (start,))

    def _password(self) -> str:
        return str(self._faker().password(length=10, special_chars=self.random.random() < 0.5))

    def _digits(self, count: int, first: Sequence[str] = string.digits) -> str:
        return self.random.choice(first) + "".join(self.random.choices(string.digits, k=count - 1))

    def _wide(self, text: str) -> str:
        return text.translate(_WIDE) if self.lang == "ja" else text
