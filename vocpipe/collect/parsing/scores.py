"""Scores as people, forms and APIs write them: 8, ８点, 4/5, 4,5, ★★★★☆, "10 - Extremely likely", FIVE."""

import re
import unicodedata

from vocpipe.wording import say

SCALES = {"nps": (0, 10), "csat": (1, 5), "ces": (1, 7), "stars": (1, 5)}
_STARS = re.compile(r"[★☆⭐✩✭✰ ]+")
_FILLED = re.compile(r"[★⭐]")
_NUMBER = re.compile(r"(?:[星★]\s?)?(\d+(?:\.\d+|,\d{1,2})?)\s?(?:点|つ星|つ|星|points?|pts?|stars?)?", re.IGNORECASE)
_OUT_OF = re.compile(r"(\d+(?:\.\d+|,\d{1,2})?)\s?(?:/|out of|of)\s?(\d+)(?:\s?(?:点|stars?|points?))?", re.IGNORECASE)
_LABELED = re.compile(r"(\d+)(?![\d.,/])\s?[-:.)=、]?\s?[^\d\s][^\d]*")
_GOOD = (
    r"(?:(?:とても|大変|非常に|最も|かなり)?(?:満足|良い|よい|良かった|よかった|そう思う)|excellent"
    r"|very good|best|strongly agree"
    r"|(?:very |highly |completely |most )?satisfied|sehr (?:gut|zufrieden)|très (?:satisfait|bien))"
)
_BAD = (
    r"(?:(?:とても|大変|非常に|最も|かなり|全く|まったく)?(?:不満|悪い|悪かった|そう思わない)"
    r"|(?:very )?(?:poor|bad)|worst|strongly disagree"
    r"|(?:very |highly |completely |most )?dissatisfied|sehr (?:schlecht|unzufrieden)"
    r"|très (?:insatisfait|mauvais))"
)
_IS = r"\s?[点.)）]?\s?[:：=＝.-]\s?"
_REVERSED = re.compile(rf"(?<!\d)1{_IS}{_GOOD}|(?<!\d)(?:5|7|10){_IS}{_BAD}", re.IGNORECASE)
_STARS_OF = re.compile(r"(\d)\s?つ星のうち\s?(\d(?:[.,]\d)?)")
_NAMES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def parse_score(raw: str | float, score_type: str) -> float:
    """The score on its type's own scale.

    nps 0-10, csat 1-5 and ces 1-7 are whole numbers; stars 1-5 may be a fraction. Raises ValueError, whose text is
    the reason; a group such as "Promoter" is not a score.
    """
    lowest, highest = SCALES[score_type]
    number = _number(str(raw), highest)
    if not lowest <= number <= highest:
        key = "collect.value.off_scale"
        raise ValueError(say(key, number=number, score_type=score_type, lowest=lowest, highest=highest))
    if score_type != "stars" and number != int(number):
        raise ValueError(say("collect.value.not_whole", number=number, score_type=score_type))
    return number


def is_reversed(name: str) -> bool:
    """Whether the name of a column or a question says that its lowest number is the best: 満足度（1:満足〜5:不満）."""
    return _REVERSED.search(unicodedata.normalize("NFKC", name)) is not None


def number_in(raw: str) -> float | None:
    """The plain number in a cell, on whatever scale: 8, 8点, "10 - Extremely likely"; None if there is none."""
    text = unicodedata.normalize("NFKC", raw).strip()
    match = _NUMBER.fullmatch(text) or _LABELED.fullmatch(text)
    return _plain(match[1]) if match else None


def _number(raw: str, highest: int) -> float:
    text = unicodedata.normalize("NFKC", raw).replace("\ufe0f", "").strip()
    if text.lower() in _NAMES:
        return float(_NAMES.index(text.lower()))
    if _STARS.fullmatch(text) and len(text.replace(" ", "")) <= highest:
        return float(len(_FILLED.findall(text)))
    match = _NUMBER.fullmatch(text)
    if match:
        return _plain(match[1])
    text = _STARS_OF.sub(r"\2/\1", text)
    match = _OUT_OF.fullmatch(text)
    if match:
        if int(match[2]) != highest:
            raise ValueError(say("collect.value.other_scale", raw=raw[:40], highest=highest))
        return _plain(match[1])
    match = _LABELED.fullmatch(text)
    if match:
        return float(match[1])
    raise ValueError(say("collect.value.no_score", raw=raw[:40]))


def _plain(number: str) -> float:
    """A number below a thousand, in which a comma can only stand before decimals."""
    return float(number.replace(",", "."))
