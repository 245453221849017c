"""Tables of how a survey is built, such as its questions and choices, which a warehouse keeps beside the answers."""

from collections.abc import Sequence

from vocpipe.collect.parsing.columns import fold, is_loaded
from vocpipe.collect.parsing.headers import feedback_columns

_PARTS = frozenset(
    {"surveyid", "formid", "questionid", "questionnaireid", "アンケートid", "調査id", "設問id", "質問id"}
)
_ANSWERS = frozenset(
    {
        *("responseid", "respondentid", "submissionid", "answerid", "response", "answer", "answertext", "respondent"),
        *("responsetext", "responsevalue", "value", "submittedat", "respondedat", "answeredat", "recordeddate"),
        *("回答id", "回答者id", "回答番号", "回答者番号", "回答", "回答内容", "回答日時", "回答日", "回答者"),
    }
)


def is_survey_design(header: Sequence[str]) -> bool:
    """Whether the rows belong to a survey, and nothing tells that somebody answered it.

    The customer's id or address tells that too, unless a loader's table has it: there, it is who made the survey.
    """
    names = {fold(name) for name in header}
    if not names & _PARTS or names & _ANSWERS:
        return False
    fields = feedback_columns(header, {}).fields
    return "score" not in fields and (is_loaded(header) or not fields & {"customer_id", "email"})
