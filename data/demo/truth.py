"""truth.toml: the planted effects, from the constants and occasions that the files are made from."""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import plan
from exports import Broken
from people import Customer, PersonalData
from world import REVIEWS, SURVEY, Occasion

HEAD = """\
# What is planted in the demo company. Written by make.py; don't edit by hand.
# A piece is one thing said: an answer to an open question (or a response with a score only), a customer's message of a
# ticket, a review, a post. n_feedback counts pieces that hold the topic, n_customers the customers known to have said
# so (reviews, posts and anonymous answers have no customer), n_sentences the planted sentences.
# n_churned_exposed counts those who left and are known to have said it in the three months before the month they left.
# churn_hazard_ratio acts on the monthly hazard in the three months after the month of the experience, told or not.
"""


def value(item: object) -> str:
    """A number, text, date or list as TOML."""
    if isinstance(item, str):
        return json.dumps(item, ensure_ascii=False)
    if isinstance(item, list):
        return "[" + ", ".join(value(each) for each in item) + "]"
    if isinstance(item, float):
        return repr(round(item, 4))
    return str(item)


def table(name: str, rows: Mapping[str, object]) -> str:
    """A TOML table."""
    return f"\n[{name}]\n" + "".join(
        f"{key if key.isidentifier() else json.dumps(key, ensure_ascii=False)} = {value(item)}\n"
        for key, item in rows.items()
    )


def leaving_soon(day: date, left: date | None) -> bool:
    """Whether `day` is in the three months before the month of leaving."""
    return left is not None and (left.replace(day=1) - timedelta(days=75)).replace(day=1) <= day < left.replace(day=1)


def topic_rows(topics: dict[str, Any], occasions: list[Occasion]) -> list[dict[str, object]]:
    """One row per topic: its names, its effects, and how often it is mentioned."""
    feedback: Counter[str] = Counter()
    sentences: Counter[tuple[str, str]] = Counter()
    customers: defaultdict[str, set[int]] = defaultdict(set)
    leaving: defaultdict[str, set[int]] = defaultdict(set)
    for occasion in occasions:
        for part in occasion.parts:
            feedback.update(sorted(set(part.used)))
            sentences.update((topic, occasion.lang) for topic in part.used)
            for topic in part.used if occasion.linked else []:
                customers[topic].add(occasion.customer.number)
                if leaving_soon(part.when.date(), occasion.customer.churned):
                    leaving[topic].add(occasion.customer.number)
    return [
        {
            "id": name,
            "title_ja": topics[name]["title_ja"],
            "title_en": topics[name]["title_en"],
            "polarity": topics[name]["polarity"],
            "role": topic.role,
            "churn_hazard_ratio": topic.churn,
            "nps_effect": topic.nps,
            "n_feedback": feedback[name],
            "n_customers": len(customers[name]),
            "n_churned_exposed": len(leaving[name]),
            "n_sentences_ja": sentences[name, "ja"],
            "n_sentences_en": sentences[name, "en"],
        }
        for name, topic in plan.TOPICS.items()
    ]


def nps(occasions: list[Occasion]) -> float:
    """The NPS over all responses with a score."""
    scores = [o.score for o in occasions if o.source == SURVEY and o.score is not None]
    return 100 * (sum(score >= 9 for score in scores) - sum(score <= 6 for score in scores)) / len(scores)


def totals(customers: list[Customer], occasions: list[Occasion]) -> dict[str, object]:
    """The totals over all files."""
    parts = [(occasion, part) for occasion in occasions for part in occasion.parts]
    return {
        "first_day": plan.FIRST_DAY,
        "last_day": plan.LAST_DAY,
        "n_customers": len(customers),
        "n_churned": sum(customer.churned is not None for customer in customers),
        "n_pieces": len(parts),
        "n_pieces_ja": sum(occasion.lang == "ja" for occasion, _ in parts),
        "n_pieces_without_text": sum(not part.text for _, part in parts),
        "n_pieces_junk": sum(bool(part.text) and not part.used and o.source in (SURVEY, REVIEWS) for o, part in parts),
        "n_csat_ratings": sum(occasion.rating is not None for occasion in occasions),
        "n_responses": sum(occasion.source == SURVEY for occasion in occasions),
        "nps": nps(occasions),
    }


def document(
    topics: dict[str, Any],
    customers: list[Customer],
    occasions: list[Occasion],
    *,
    duplicates: dict[str, int],
    rows: dict[str, int],
    broken: Broken,
    personal: PersonalData,
) -> str:
    """The content of truth.toml."""
    pieces = Counter(occasion.source for occasion in occasions for _ in occasion.parts)
    parts = [
        HEAD,
        table("totals", totals(customers, occasions)),
        table("pieces", dict(sorted(pieces.items()))),
        table("duplicates", duplicates),
        table("releases", plan.RELEASES),
        table(
            "churn",
            {
                "base": plan.BASE_HAZARD,
                "gap_days": plan.GAP_DAYS,
                **{f"plan_{k}": v for k, v in plan.PLAN_HAZARD.items()},
            },
        ),
        table("rows", dict(sorted(rows.items()))),
        *(table(f"broken.{json.dumps(name)}", dict(sorted(kinds.items()))) for name, kinds in sorted(broken.items())),
        table("personal_data", {kind: sorted(values) for kind, values in personal.values.items()}),
    ]
    parts += [table("topic", row).replace("[topic]", "[[topic]]") for row in topic_rows(topics, occasions)]
    return "".join(parts)
