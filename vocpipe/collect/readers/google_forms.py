"""Google Forms' answers, as the form's CSV or from the sheet that is linked to it: one row per respondent.

Traps: there is no id of a response; the form's CSV writes 2026/07/01 9:00:00 午前 GMT+9, the sheet a local time. The
respondent's address, if it is asked for, stands behind the time; boxes that were ticked are joined by ; or a comma.
"""

from pathlib import Path

from vocpipe.collect.parsing.columns import fold
from vocpipe.collect.parsing.grid import header_of
from vocpipe.collect.reader import Reader
from vocpipe.collect.surveys.questions import is_question
from vocpipe.collect.surveys.survey import read_survey
from vocpipe.collect.tabular.profile import profile_of

_PROFILE = profile_of("google_forms")
_TIMES = frozenset(map(fold, _PROFILE.columns["created_at"]))


def recognizes(path: Path) -> bool:
    """Whether the first column is the time of the answer, as Google Forms calls it, and others are questions."""
    first, *rest = header_of(path) or [""]
    return fold(first) in _TIMES and any(map(is_question, rest))


READER = Reader(
    _PROFILE.name,
    _PROFILE.kind,
    lambda reading: read_survey(reading, _PROFILE),
    recognizes,
    snapshot=_PROFILE.snapshot,
    order=_PROFILE.order,
    format=_PROFILE.format,
)
