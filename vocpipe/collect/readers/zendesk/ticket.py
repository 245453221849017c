"""A Zendesk ticket as the feedback of its customer.

Traps: `description` is the first comment again. What an agent wrote (a reply, an internal note, a ticket filed after a
phone call) is not a customer's voice. A chat is one comment, in which everybody speaks. Deleted tickets come with
`status: "deleted"` and take their whole thread along. `satisfaction_rating` is an object or a text, and becomes a part
of its own: a ticket's words say what was wrong before anybody helped, the rating says how the help was.
"""

from vocpipe.collect.parsing.jsonfile import Item, as_id
from vocpipe.collect.reader import Reading
from vocpipe.collect.readers.zendesk.case import People, case_of
from vocpipe.collect.readers.zendesk.messages import messages
from vocpipe.collect.readers.zendesk.rating import rating
from vocpipe.records import Accepted, Feedback, LeftOut, Outcome, Rejected
from vocpipe.wording import say


def outcome(item: Item, people: People, reading: Reading) -> Outcome:
    """The ticket's opening, the requester's further public comments, the rating; or why none of it is a customer's."""
    ticket, ticket_id = item.value, as_id(item.value.get("id"))
    if item.problem:
        return Rejected(item.row, item.problem, item.raw)
    if ticket_id is None:
        return Rejected(item.row, say("collect.row.no_ticket_id"), item.raw)
    refused = list(item.refused)
    case = case_of(item, ticket_id, people, reading, refused)
    if ticket.get("status") == "deleted":
        tombstone = Feedback(thread_id=ticket_id, updated_at=case.common.updated_at, deleted=True)
        return Accepted(item.row, [tombstone], refused=refused)
    feedback = [*messages(case), *rating(case)]
    if feedback:
        return Accepted(item.row, feedback, refused=refused, left_out=case.left_out, raw=ticket)
    reasons = {value.reason for value in refused} | {message.reason for message in case.left_out}
    why = "; ".join(sorted(reasons)) or say("collect.row.no_text_no_score")
    reason = say("collect.row.nothing_of_a_customer", reason=why)
    at = case.common.updated_at
    if case.left_out:
        return LeftOut(item.row, reason, item.raw, thread_id=ticket_id, updated_at=at)
    return Rejected(item.row, reason, item.raw, thread_id=ticket_id, updated_at=at)
