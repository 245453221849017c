"""A Freshdesk satisfaction rating as a score of 1 to 5, with the customer's words on it."""

from vocpipe.collect.parsing.jsonfile import Item, Json, as_id, as_text, dig
from vocpipe.collect.parsing.textfile import time_or_refuse
from vocpipe.collect.reader import Reading
from vocpipe.collect.tabular.profile import profile_of
from vocpipe.records import Accepted, Feedback, Outcome, Refused, Rejected
from vocpipe.wording import say

_AFTER_MESSAGES = 100_000  # a rating's part number, however many messages its ticket has


def rating_outcome(item: Item, reading: Reading) -> Outcome:
    """The rating, in the thread of its ticket."""
    rating, refused = item.value, list(item.refused)
    raw, text = _value(rating.get("ratings")), as_text(rating.get("feedback"))
    score = _score(raw or "")
    if raw is not None and score is None:
        refused.append(Refused("ratings", say("vendors.freshdesk.no_grade"), raw))
    if score is None and text is None:
        return Rejected(item.row, say("collect.row.no_text_no_score"), item.raw)
    ident, ticket = as_id(rating.get("id")), as_id(rating.get("ticket_id"))
    part = Feedback(
        source_id=f"{ticket}-csat-{ident}" if ident else f"{ticket}-csat",
        text=text,
        created_at=time_or_refuse("created_at", rating.get("created_at"), reading.timezone, refused),
        created_at_raw=as_text(rating.get("created_at")),
        updated_at=time_or_refuse("updated_at", rating.get("updated_at"), reading.timezone, refused),
        customer_ref=as_id(rating.get("user_id")),
        thread_id=ticket,
        part_no=_AFTER_MESSAGES,
        score_type=None if score is None else "csat",
        score=score,
        attrs={"rating": raw} if raw else {},
    )
    return Accepted(item.row, [part], refused=refused, raw=rating)


def _score(grade: str) -> float | None:
    """What a grade of a new survey, or of an old one, stands for."""
    rule = profile_of("freshdesk").score
    old = {f"{number:g}": score for scale in rule.scales for number, score in scale.values.items()}
    return {**old, **rule.values}.get(grade)


def _value(ratings: Json) -> str | None:
    """The code that answers the survey's main question, which comes first."""
    if isinstance(ratings, dict):
        return as_id(ratings.get("default_question")) or next(filter(None, map(as_id, ratings.values())), None)
    if isinstance(ratings, list):
        main = [answer for answer in ratings if dig(answer, "question") == "default_question"]
        return next(filter(None, (as_id(dig(answer, "value")) for answer in [*main, *ratings])), None)
    return as_id(ratings)
