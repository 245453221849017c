"""The sentences next to an action's effect: "since", never "because of"."""

from typing import Any

from vocpipe.outcomes.figures import signed
from vocpipe.wording import Text, amount, text


def mentions_few_weeks(weeks: tuple[int, int], *, min_weeks: int) -> Text:
    """Why there is no estimate: too few weeks with feedback before or after."""
    before, after = weeks
    return text("actions.mentions.few_weeks", before=amount("week", before), after=after, min_weeks=min_weeks)


def mentions_few(mentions: int, *, min_mentions: int) -> Text:
    """Why there is no estimate: too few mentions, before and after together."""
    return text("actions.mentions.few", mentions=amount("mention", mentions), min_mentions=min_mentions)


def mentions_few_others(others: int, *, min_others: int) -> Text:
    """Why there is no estimate: too few themes without an action for a comparison group."""
    return text("actions.mentions.few_others", others=amount("other_theme", others), min_others=min_others)


def mentions_places(ratio: float, interval: tuple[float, float], mentions: tuple[int, int]) -> dict[str, Any]:
    """The places of a sentence about the change in mentions compared with other themes."""
    (low, high), (before, after) = interval, mentions
    return {
        "ratio": f"{ratio:.2g}",
        "low": f"{low:.2g}",
        "high": f"{high:.2g}",
        "before": amount("mention", before),
        "after": after,
    }


def nps_few(raised: int, others: int, *, min_raised: int, min_others: int) -> Text:
    """Why there is no estimate: too few customers who answered before and after."""
    return text(
        "actions.nps.few",
        raised=amount("customer", raised),
        others=others,
        min_raised=min_raised,
        min_others=min_others,
    )


def nps_places(points: float, interval: tuple[float, float], raised: int, others: int) -> dict[str, Any]:
    """The places of a sentence about the change in the NPS of those who had mentioned the theme, against others."""
    low, high = interval
    return {
        "points": f"{abs(points):.0f}",
        "low": signed(low, 0),
        "high": signed(high, 0),
        "raised": amount("customer", raised),
        "others": others,
    }
