"""For how long a contract is made each time, as files write it: 12, "1 year", "monthly", 年間契約, 24か月."""

import re
import unicodedata

MAX_LENGTH = 30  # letters; a longer text says more than a term
MAX_MONTHS = 120  # a larger number is no term
_WORDS = {
    1: r"month to month|monthly|per month|each month|monatlich|mensuel|mensual|毎月|月次|月極|月契約|月間|単月|月払",
    3: r"quarter|四半期|vierteljähr|trimest",
    6: r"semi ?annual|half ?year|bi ?annual|半年|半期|halbjähr|semest",
    12: r"one year|annual|year|jähr|annuel|anual|年間|年契約|年次|一年|通年|毎年|年払",
    24: r"two years?|biennial|二年",
    36: r"three years?|三年",
}
_ORDER = (24, 36, 6, 3, 12, 1)  # "two year" and "semi-annual" hold words of others
_NUMBER = re.compile(
    r"(\d{1,3}(?:\.0+)?) ?(?:(years?|yrs?|y|jahre?|ans?|años?|年)|"
    r"(months?|mos?|m|monate?|mois|meses|[かヵケヶカ箇]?月|))"
    r"(?: ?(?:間|契約|contract|term))*"
)


def months_of(cell: str | None) -> int | None:
    """The number of months; None if the cell says no such thing."""
    plain = " ".join(re.sub(r"[-_/]", " ", unicodedata.normalize("NFKC", cell or "").lower()).split())
    if len(plain) > MAX_LENGTH:
        return None
    number = _NUMBER.fullmatch(plain)
    if number:
        months = round(float(number[1]) * (12 if number[2] else 1))
        return months if 0 < months <= MAX_MONTHS else None
    if any(letter.isdigit() for letter in plain):
        return None
    return next((months for months in _ORDER if re.search(_WORDS[months], plain)), None)
