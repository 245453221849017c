"""The simulation: each customer's experiences, departure and feedback, month by month."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from math import exp, prod
from random import Random

import plan
from people import Contact, Customer

SURVEY, TICKETS, REVIEWS, POSTS = "nps_survey", "tickets", "play_reviews", "x"
ANSWER_RATE = 0.42


@dataclass(slots=True)
class Experience:
    """One customer's experience of one topic on one day."""

    topic: str
    day: date


@dataclass(slots=True)
class Part:
    """One piece of feedback: a text, or only a score; `used` names the topic of each planted sentence."""

    when: datetime  # Japanese time
    topics: list[str]
    text: str = ""
    used: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Letter:
    """One comment of a ticket. `role`: customer, agent or note."""

    role: str
    when: datetime
    text: str
    html: bool = False


@dataclass(slots=True)
class Occasion:
    """One survey response, ticket, review or post with its parts; the author is known only if `linked`."""

    source: str
    customer: Customer
    contact: Contact
    lang: str
    parts: list[Part]
    score: int | None = None
    linked: bool = True
    by_email: bool = False  # linked by the mail address alone
    letters: list[Letter] = field(default_factory=list)  # a ticket's comments, the parts among them
    rating: str | None = None  # a ticket's: good or bad; not a piece of feedback by itself
    earlier: str | None = None  # the text before an edit
    edited: datetime | None = None

    @property
    def when(self) -> datetime:
        """When the occasion began."""
        return self.parts[0].when


def month_days(month: date, customer: Customer) -> list[date]:
    """The days of a month on which the customer is under contract, not counting an end inside it."""
    end = (month + timedelta(days=32)).replace(day=1)
    first = max(month, customer.started)
    return [first + timedelta(days=n) for n in range((end - first).days)]


def hazard(customer: Customer, month: date, past: list[Experience], share: float) -> float:
    """The month's hazard of leaving: base x plan x tenure x the ratio of each topic met in the three months before."""
    since = (month - timedelta(days=75)).replace(day=1)
    met = {experience.topic for experience in past if since <= experience.day < month}
    tenure = customer.tenure(month)
    by_tenure = next(ratio for below, ratio in plan.TENURE_HAZARD if tenure < below)
    by_topics = prod(plan.TOPICS[topic].churn for topic in sorted(met))
    return plan.BASE_HAZARD * plan.PLAN_HAZARD[customer.plan] * by_tenure * by_topics * share


def leaving_day(rng: Random, days: list[date], past: list[Experience]) -> date:
    """A day of the month, with the gap after the last experience that raises churn."""
    grave = [experience.day for experience in past if plan.TOPICS[experience.topic].churn > 1]
    earliest = max(grave, default=days[0]) + timedelta(days=plan.GAP_DAYS if grave else 0)
    return rng.choice([day for day in days if day >= earliest] or days[-1:])


def experiences(rng: Random, customer: Customer, days: list[date], share: float) -> Iterator[Experience]:
    """The customer's experiences on these days: each topic at most once, at its own rate."""
    for name, topic in plan.TOPICS.items():
        factors = [topic.factors.get(customer.plan, 1.0), topic.factors.get(customer.lang, 1.0)]
        if customer.tenure(days[0]) < 4:
            factors.append(topic.factors.get("young", 1.0))
        if (
            topic.churn == 1
        ):  # else active customers leave more for what they do not mention, and all topics look harmful
            factors.append(customer.activity)
        rate = topic.rate * share * prod(factors)
        day = rng.choice(days)
        if rng.random() < (1 - exp(-rate)) * topic.when(day):
            yield Experience(name, day)


def simulate(customer: Customer) -> list[Experience]:
    """All experiences of the customer; sets the day it leaves, if it does, and whether it announces that."""
    rng = Random(f"{plan.SEED}/life/{customer.number}")
    past: list[Experience] = []
    for month in plan.MONTHS:
        days = month_days(month, customer)
        if not days:
            continue
        share = len(days) / 30
        if rng.random() < 1 - exp(-hazard(customer, month, past, share)):
            customer.churned = leaving_day(rng, days, past)
            if rng.random() < plan.CANCEL_TALK:
                early = max(customer.started, customer.churned - timedelta(days=rng.randint(1, 13)))
                customer.cancel_talk = max(early, plan.FIRST_DAY)
        past += [
            experience
            for experience in experiences(rng, customer, days, share)
            if customer.churned is None or experience.day < customer.churned
        ]
        if customer.churned:
            break
    return past


def at(rng: Random, day: date) -> datetime:
    """A time of that day, mostly in working hours."""
    hour = min(23, max(0, int(rng.gauss(14, 4))))
    return datetime.combine(day, time(hour, rng.randrange(60), rng.randrange(60)))


def surveyed(customer: Customer, month: date) -> bool:
    """Whether the customer is asked this month: every third month, and in the second after the start."""
    position = (month.year - customer.started.year) * 12 + month.month - customer.started.month
    return position == 1 or (position > 1 and (month.month + customer.number) % 3 == 0)


def grouped(rng: Random, met: list[Experience]) -> Iterator[list[Experience]]:
    """The experiences in groups of one to three that are mentioned together."""
    rest = list(met)
    while rest:
        size = rng.choices([1, 2, 3], [0.55, 0.33, 0.12])[0]
        yield rest[:size]
        rest = rest[size:]


def nps_score(rng: Random, customer: Customer, mentioned: set[str], recent: set[str]) -> int:
    """The answer on the 0-10 scale, from its topics, other recent experiences, mood and chance."""
    effect = sum(plan.TOPICS[topic].nps for topic in sorted(mentioned))
    effect += plan.NPS_UNMENTIONED * sum(plan.TOPICS[topic].nps for topic in sorted(recent - mentioned))
    return min(10, max(0, round(plan.NPS_BASE + customer.mood + effect + rng.gauss(0, plan.NPS_NOISE_SD))))


def responses(
    rng: Random, customer: Customer, month: date, met: list[Experience], past: list[Experience]
) -> Iterator[Occasion]:
    """The survey responses of the customer's contacts in a month in which it is asked."""
    last = (customer.churned or plan.LAST_DAY + timedelta(days=1)) - timedelta(days=1)
    recent = {e.topic for e in past if (month - e.day).days < 60}
    for contact in customer.contacts:
        if rng.random() > ANSWER_RATE:
            continue
        mentioned = [e for e in met if rng.random() < plan.TOPICS[e.topic].mentioned[3]][:3]
        asked = max(
            [e.day for e in mentioned], default=max(month, customer.started) + timedelta(days=rng.randrange(25))
        )
        day = min(asked + timedelta(days=rng.randrange(4)), last, plan.LAST_DAY)
        topics = {e.topic for e in mentioned}
        occasion = Occasion(
            SURVEY, customer, contact, language(rng, customer), split_answer(rng, at(rng, day), mentioned)
        )
        occasion.score = nps_score(rng, customer, topics, recent | {e.topic for e in met if e.day <= day})
        way = rng.random()
        occasion.linked, occasion.by_email = way > 0.09, 0.09 < way < 0.12 and contact is customer.contacts[0]
        yield occasion


def split_answer(rng: Random, when: datetime, mentioned: list[Experience]) -> list[Part]:
    """The answer to "why", and sometimes one to "what to improve" with the topics that are not praise."""
    why = [e.topic for e in mentioned]
    improve = [topic for topic in why[1:] if topic not in plan.POSITIVE] if rng.random() < 0.5 else []
    parts = [Part(when, [topic for topic in why if topic not in improve])]
    return [*parts, Part(when, improve)] if improve else parts


def language(rng: Random, customer: Customer) -> str:
    """The customer's language; in 2 of 100 the other one, since people move."""
    return customer.lang if rng.random() > 0.02 else "en" if customer.lang == "ja" else "ja"


def stars(rng: Random, topics: list[str]) -> int:
    """The stars of a review that mentions these topics."""
    tone = sum(1.3 if topic in plan.POSITIVE else -0.4 if topic == "dark_mode" else -1.2 for topic in topics)
    return min(5, max(1, round(3.4 + tone + rng.gauss(0, 0.7))))


def unprompted(rng: Random, customer: Customer, met: list[Experience]) -> Iterator[Occasion]:
    """Tickets, reviews and posts about what the customer experienced this month."""
    for place, source in enumerate((TICKETS, REVIEWS, POSTS)):
        mentioned = [e for e in met if rng.random() < plan.TOPICS[e.topic].mentioned[place]]
        for group in grouped(rng, mentioned):
            day = max(e.day for e in group)
            topics = [e.topic for e in group]
            parts = [Part(at(rng, day), topics)]
            occasion = Occasion(source, customer, rng.choice(customer.contacts), language(rng, customer), parts)
            occasion.linked = source == TICKETS
            occasion.score = stars(rng, topics) if source == REVIEWS else None
            yield occasion


def farewell(rng: Random, customer: Customer) -> Iterator[Occasion]:
    """The announcement of a customer who is about to leave: mostly a ticket."""
    if customer.cancel_talk is None:
        return
    source = rng.choices([TICKETS, REVIEWS, POSTS], [0.84, 0.06, 0.10])[0]
    parts = [Part(at(rng, customer.cancel_talk), ["cancel_talk"])]
    yield Occasion(
        source,
        customer,
        customer.contacts[0],
        customer.lang,
        parts,
        1 if source == REVIEWS else None,
        source == TICKETS,
    )


def occasions(customer: Customer, past: list[Experience]) -> Iterator[Occasion]:
    """Every occasion on which the customer gives feedback, in no order."""
    rng = Random(f"{plan.SEED}/speech/{customer.number}")
    for month in plan.MONTHS:
        met = [e for e in past if (e.day.year, e.day.month) == (month.year, month.month)]
        rng.shuffle(met)
        gone = customer.churned is not None and customer.churned.replace(day=1) <= month
        if surveyed(customer, month) and not gone:
            yield from responses(rng, customer, month, met, [e for e in past if e.day < month])
        yield from unprompted(rng, customer, met)
    yield from farewell(rng, customer)
