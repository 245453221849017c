"""A survey's own questions and choices are told from what people answered."""

import pytest

from vocpipe.collect.parsing.survey_design import is_survey_design


@pytest.mark.parametrize(
    "header",
    [
        ["id", "form_id", "_airbyte_extracted_at", "title", "description", "owner_id"],
        ["question_id", "survey_id", "label", "help_text", "position"],
        ["アンケートID", "設問ID", "設問文", "設問種別", "選択肢"],
        ["key", "questionId", "surveyId", "_fivetran_synced", "text"],
        ["survey_id", "version", "_fivetran_synced", "user_id", "description"],
    ],
)
def test_questions_choices_and_versions_are_design(header):
    assert is_survey_design(header)


@pytest.mark.parametrize(
    "header",
    [
        ["response_id", "survey_id", "question_id", "text"],
        ["survey_id", "customer_id", "comment", "created_at"],
        ["survey_id", "nps", "comment"],
        ["アンケートID", "回答日時", "ご意見"],
        ["survey_id", "email", "free_text"],
        ["id", "comment", "created_at"],
        ["_fivetran_id", "survey_id", "question_id", "value"],
    ],
)
def test_what_people_answered_is_none(header):
    assert not is_survey_design(header)
