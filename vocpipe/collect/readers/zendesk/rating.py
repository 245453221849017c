"""The rating of a ticket, a part of its own.

A ticket's words say what was wrong before anybody helped, its rating how the help was.
"""

from collections.abc import Iterator

from vocpipe.collect.parsing.jsonfile import as_text, dig
from vocpipe.collect.readers.zendesk.case import Case
from vocpipe.records import Feedback, Refused
from vocpipe.wording import say

_CSAT = {"good": 5.0, "good_with_comment": 5.0, "bad": 1.0, "bad_with_comment": 1.0}
_CSAT |= {str(grade): float(grade) for grade in range(1, 6)}
_AFTER_COMMENTS = 100_000  # the rating's part number, however many comments there are
_MAX_RAW = 200  # characters of a rating that was refused
_UNRATED = ("", "offered", "unoffered", "not offered", "received")


def rating(case: Case) -> Iterator[Feedback]:
    """The rating of the help as a part of its own, with the customer's comment on it."""
    value = case.ticket.get("satisfaction_rating")
    rating_value = value.get("score") if isinstance(value, dict) else value
    label = "" if rating_value is None else str(rating_value).strip().casefold()
    score, comment = _CSAT.get(label), as_text(dig(value, "comment"))
    if score is None and label not in _UNRATED:
        reason = say("collect.value.no_rating")
        case.refused.append(Refused("satisfaction_rating", reason, str(rating_value)[:_MAX_RAW]))
    if score is None and comment is None:
        return
    created = dig(value, "updated_at") or dig(value, "created_at")
    part = case.part("-csat", comment, number=_AFTER_COMMENTS, created=created, where="satisfaction_rating.")
    part.created_at = part.created_at or case.common.updated_at
    if score is not None:
        part.score_type, part.score = "csat", score
    attrs = {"satisfaction_rating": rating_value, "reason": dig(value, "reason")}
    part.attrs |= {name: attr for name, attr in attrs.items() if attr is not None}
    yield part
