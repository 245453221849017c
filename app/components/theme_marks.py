"""A theme's names and marks: in the reader's language first, and what it is linked to in a word with a sign."""

from typing import Any

from vocpipe.app.words import Words
from vocpipe.verdict import Verdict

Mark = tuple[str, str]  # the words, and the class of their color: positive, negative, or none


def names(words: Words, theme: dict[str, Any]) -> tuple[str, str]:
    """The name in the reader's language, and the other language's; the latter is empty if there is none."""
    own, other = (theme.get(f"name_{lang}") for lang in (words.lang, "en" if words.lang == "ja" else "ja"))
    return words.theme(theme), other if own and other and other != own else ""


def nps_mark(words: Words, theme: dict[str, Any]) -> Mark | None:
    """Whether it goes with a higher or lower NPS, by how much; None if that was not computed."""
    verdict = theme.get("nps_verdict")
    if verdict is None:
        return None
    if verdict not in (Verdict.RAISES, Verdict.LOWERS):
        return words("themes.cannot_tell"), ""
    points = words.signed(theme["gap"])
    return words(f"themes.nps_{verdict}", points=points), "positive" if verdict == Verdict.RAISES else "negative"


def churn_mark(words: Words, theme: dict[str, Any]) -> Mark | None:
    """Whether those who say it leave more or less often, and how many times; None if that was not computed."""
    verdict = theme.get("churn_verdict")
    if verdict is None:
        return None
    if verdict not in (Verdict.RAISES, Verdict.LOWERS):
        return words("themes.cannot_tell"), ""
    ratio = words.ratio(theme["hazard_ratio"], 1)
    return words(f"themes.churn_{verdict}", ratio=ratio), "negative" if verdict == Verdict.RAISES else "positive"
