"""The planted effects: the only place that decides the truth of the demo company.

The generator draws from these constants and truth.toml repeats them, so that the two cannot disagree.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import exp

# The seed was not selected for its result. The effects are so large that they show in a company of this size with any
# seed: with five other seeds, too, a hazard regression on the feedback finds each of the four churn topics (z of 3 to
# 7). How often effects of realistic size are found is measured by `vocpipe evaluate outcomes`, not here.
SEED = "tsumugi-1"
FIRST_DAY = date(2026, 2, 1)
LAST_DAY = date(2026, 10, 31)
MONTHS = [date(2026, month, 1) for month in range(2, 11)]
RELEASES = {"app_5_2": date(2026, 6, 15), "price_increase": date(2026, 7, 1), "ai_autofill": date(2026, 9, 19)}
OUTAGES = [date(2026, 4, 14), date(2026, 8, 27)]

N_CUSTOMERS = 600
SHARE_JAPANESE = 0.66
SHARE_STARTED_IN_WINDOW = 0.2
PLANS = {"Starter": 0.35, "Standard": 0.35, "Business": 0.22, "Enterprise": 0.08}
PLAN_VALUE = {"Starter": 2980, "Standard": 9800, "Business": 29800, "Enterprise": 98000}

BASE_HAZARD = 0.012  # a month; higher than a real company's, so that nine months hold enough departures to learn from
PLAN_HAZARD = {"Starter": 1.9, "Standard": 1.0, "Business": 0.7, "Enterprise": 0.5}
TENURE_HAZARD = ((6, 1.4), (24, 1.0), (10_000, 0.75))  # (below this many months, ratio)
GAP_DAYS = 15  # nobody leaves sooner than this after an experience that raises churn
CANCEL_TALK = 0.6  # share of leavers who announce it in their last two weeks

NPS_BASE = 8.2
NPS_CUSTOMER_SD = 0.7
NPS_NOISE_SD = 1.4
NPS_UNMENTIONED = 0.5  # weight of an experience of the last 90 days that the answer does not mention


def always(day: date) -> float:
    """1 on every day."""
    return 1.0


def until_release(day: date) -> float:
    """1 before app 5.2, then falling to nearly 0 within four weeks."""
    days = (day - RELEASES["app_5_2"]).days
    return 1.0 if days < 0 else exp(-days / 7) if days < 28 else 0.01


def since_autofill(day: date) -> float:
    """0 before AI autofill's launch, then rising to 1 within four weeks."""
    days = (day - RELEASES["ai_autofill"]).days
    return 0.0 if days < 0 else min(1.0, 0.25 + days / 28)


def around_price_rise(day: date) -> float:
    """Low until the price rise is announced (ten days ahead), 1 right after it, then fading."""
    days = (day - RELEASES["price_increase"]).days
    return 0.12 if days < -10 else max(0.25, exp(-max(days, 0) / 60))


def near_outages(day: date) -> float:
    """1 in the week after an outage, low otherwise."""
    return 1.0 if any(0 <= (day - outage).days < 7 for outage in OUTAGES) else 0.07


def month_end(day: date) -> float:
    """1 in the last six days of a month and the first four of the next, low otherwise."""
    return 1.0 if day.day <= 4 or (day + timedelta(days=6)).month != day.month else 0.1


def billing_days(day: date) -> float:
    """1 in the first week of a month, when cards are charged, low otherwise."""
    return 1.0 if day.day <= 7 else 0.2


# Probability that an experience is mentioned in a ticket, a review, a post; in a survey answer, if there is one
HELP = (0.16, 0.04, 0.05, 0.58)
GRAVE = (0.75, 0.03, 0.03, 0.80)
LOUD = (0.09, 0.22, 0.23, 0.52)
APP = (0.06, 0.30, 0.10, 0.40)
PRAISE = (0.02, 0.18, 0.17, 0.60)
WISH = (0.14, 0.06, 0.11, 0.50)

YOUNG = {"young": 3.5}


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic: how often one customer experiences it in one month, where it is mentioned, and its effects."""

    rate: float
    mentioned: tuple[float, float, float, float] = HELP
    churn: float = 1.0  # hazard ratio in the three months after the month of the experience
    nps: float = 0.0  # points on the 0-10 scale
    role: str = "ordinary"
    when: Callable[[date], float] = always
    factors: dict[str, float] = field(default_factory=dict)  # by plan, language, or "young" (first four months)


ONLY_STARTER = {"Standard": 0.0, "Business": 0.0, "Enterprise": 0.0}
LARGE = {"Starter": 0.2, "Standard": 0.6, "Business": 2.0, "Enterprise": 3.0}
ABROAD = {"ja": 0.35, "en": 2.4}

TOPICS: dict[str, Topic] = {
    "invoice_pdf": Topic(0.07, GRAVE, churn=4.5, role="raises churn"),
    "month_end_slow": Topic(0.21, GRAVE, churn=4.5, nps=-2.0, role="raises churn, lowers NPS", when=month_end),
    "support_slow": Topic(0.08, GRAVE, churn=4.5, nps=-2.2, role="raises churn, lowers NPS"),
    "data_migration": Topic(0.07, GRAVE, churn=4.5, role="raises churn", factors=YOUNG),
    "dark_mode": Topic(0.215, LOUD, role="loud but harmless"),
    "starter_limit": Topic(0.42, HELP, role="confounded: only Starter writes it", factors=ONLY_STARTER),
    "ai_autofill_wrong": Topic(0.75, HELP, role="born in the last six weeks", when=since_autofill),
    "app_crash": Topic(0.19, APP, role="fades after release 5.2", when=until_release),
    "outage": Topic(0.75, HELP, nps=-2.6, role="lowers NPS", when=near_outages),
    "double_charge": Topic(0.20, HELP, nps=-2.6, role="lowers NPS", when=billing_days),
    "price_increase": Topic(0.34, HELP, nps=-2.2, role="lowers NPS", when=around_price_rise),
    "easy_to_use": Topic(0.09, PRAISE, nps=2.2, role="raises NPS", factors={"young": 1.8}),
    "support_kind": Topic(0.065, PRAISE, nps=2.4, role="raises NPS"),
    "recurring_invoice": Topic(0.07, PRAISE, nps=2.2, role="raises NPS"),
    "dashboard_cashflow": Topic(0.06, PRAISE, nps=2.2, role="raises NPS"),
    "payment_link": Topic(0.045, PRAISE, nps=0.3),
    "qualified_invoice": Topic(0.045, PRAISE, nps=0.3, factors={"en": 0.5}),
    "updates_praise": Topic(0.045, PRAISE, nps=0.4),
    "webinar_useful": Topic(0.04, PRAISE, nps=0.2, factors={"young": 2.0}),
    "csv_garbled": Topic(0.055),
    "login_loop": Topic(0.055, nps=-0.3),
    "search_slow": Topic(0.045),
    "bank_sync": Topic(0.055, nps=-0.3),
    "audit_log": Topic(0.045, WISH, factors=LARGE),
    "autosave_missing": Topic(0.05),
    "font_small": Topic(0.045, APP),
    "multi_currency": Topic(0.05, factors=ABROAD),
    "owner_change": Topic(0.04),
    "phone_support": Topic(0.055, WISH),
    "reminder_request": Topic(0.045, WISH),
    "sso_request": Topic(0.05, WISH, factors=LARGE),
    "tablet_layout": Topic(0.045, APP),
    "tax_rounding": Topic(0.045),
    "template_design": Topic(0.045, WISH),
    "onboarding_hard": Topic(0.04, nps=-0.3, factors={"young": 4.0}),
    "help_outdated": Topic(0.045),
    "receipt_ocr": Topic(0.05, APP),
    "approval_flow": Topic(0.045, factors=LARGE),
    "too_many_notifications": Topic(0.045, APP),
    "mail_to_spam": Topic(0.045),
    "permissions_coarse": Topic(0.045, WISH, factors=LARGE),
    "api_limit": Topic(0.045, WISH, factors=LARGE),
    "slack_integration": Topic(0.06, WISH),
    "english_ui": Topic(0.045, factors={"ja": 0.5, "en": 2.0}),
    "cancel_talk": Topic(0.0, HELP, role="leakage: said only by those about to leave"),
}
POSITIVE = {name for name, topic in TOPICS.items() if topic.mentioned is PRAISE}
