"""What is added to an alert's sentence, in both languages."""

from datetime import date

from vocpipe.outcomes.reasons import Reason


def goes_on(reason: Reason, since: date) -> Reason:
    """A change that was told of before."""
    return Reason(f"Since {since}. {reason.en}", f"{since} から続いています。{reason.ja}")


def beside_events(reason: Reason, events: list[dict[str, str]]) -> Reason:
    """The same with what the calendar has near it: a coincidence in time, and no more is said."""
    if not events:
        return reason
    names = [f"{event['name']} ({event['date']})" for event in events]
    listed = "、".join(f"{event['name']}（{event['date']}）" for event in events)
    return Reason(
        f"{reason.en} In the calendar near it: {', '.join(names)}.", f"{reason.ja}近い時期の予定表：{listed}。"
    )
