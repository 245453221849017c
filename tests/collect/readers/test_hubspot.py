"""HubSpot: tickets under labels, property names and from a warehouse; feedback submissions of all types."""

import pytest

from tests.collect.readers.outcomes import feedback_of, refused
from tests.collect.vendor_files import read, recognizes, table
from vocpipe.collect.readers.hubspot import READER
from vocpipe.collect.readers.hubspot_feedback import READER as FEEDBACK
from vocpipe.collect.readers.salesforce import READER as SALESFORCE
from vocpipe.records import Rejected

LABELS = table(
    "Record ID,Ticket name,Ticket description,Pipeline,Ticket status,Create date,Ticket owner,Associated Contact,"
    "Associated Contact IDs,Last modified date",
    "81,Timer,The oven timer never rings,Support,New,2026-02-03 10:00,Mika (mika@oven.example),"
    "Ann B (Ann@example.org);Bo (bo@example.org),901;902,2026-02-04 11:00",
    "82,注文,注文の変更ができない,Support,New,2026-02-05 10:00,Mika (mika@oven.example),,,2026-02-05 10:00",
)
JAPANESE = table(
    "チケット名,レコードID,作成日,関連付けられたコンタクト,チケットの説明,チケットステータス,関連付けられたコンタクトのID",
    "タイマー,81,2026/02/03 10:00,Ann (ann@example.org),タイマーが鳴りません,新規,901",
)


def test_labels():
    assert recognizes(READER, LABELS, "a.csv")
    outcomes, reading = read(READER, LABELS)
    first, second = feedback_of(outcomes)
    assert (first.source_id, first.title, first.text) == ("81", "Timer", "The oven timer never rings")
    assert (first.customer_ref, first.customer_email) == ("901", "ann@example.org")  # not the owner's address
    assert (first.created_at.isoformat(), first.updated_at.isoformat()) == (
        "2026-02-03T01:00:00+00:00",
        "2026-02-04T02:00:00+00:00",
    )
    assert (second.text, second.customer_ref, second.customer_email) == ("注文の変更ができない", None, None)
    assert reading.warnings == []


def test_japanese_labels_in_another_order():
    assert recognizes(READER, JAPANESE, "a.csv")
    (part,) = feedback_of(read(READER, JAPANESE)[0])
    assert (part.source_id, part.title, part.text) == ("81", "タイマー", "タイマーが鳴りません")
    assert (part.customer_ref, part.customer_email, part.created_at.day) == ("901", "ann@example.org", 3)


def test_a_choice_of_columns_without_the_description():
    data = table("Ticket name,Create date,Associated Contact", "No timer,2026-02-03 10:00,Ann")
    assert recognizes(READER, data, "a.csv")
    outcomes, reading = read(READER, data)
    (part,) = feedback_of(outcomes)
    assert (part.title, part.customer_email, bool(part.created_at)) == ("No timer", None, True)
    assert refused(outcomes) == []  # a name without an address is nothing wrong
    assert "subjects only" in reading.warnings[0]


def test_the_contact_and_the_company():
    data = table(
        "Record ID,Ticket name,Ticket description,Associated Contact IDs,Associated Company IDs",
        "81,a,No timer,901,3000; 3002",
        "82,b,No bread,,3001",
    )
    parts = feedback_of(read(READER, data)[0])
    assert [(part.customer_ref, part.account_ref) for part in parts] == [("901", "3000"), (None, "3001")]


@pytest.mark.parametrize("spelling", ["{}", "property_{}", "properties.{}", "properties.{}.value"])
def test_property_names(spelling):
    names = [spelling.format(name) for name in ("subject", "content", "createdate", "hs_pipeline_stage")]
    data = table(
        ",".join(["id", *names, "archived", "associations.contacts.results"]),
        '81,Timer,No timer,2026-02-03T01:00:00.000Z,4,false,"[{""id"": ""901"", ""type"": ""ticket_to_contact""}]"',
        "82,Timer,No timer,1770080400000,4,true,",
    )
    assert recognizes(READER, data, "a.csv")
    live, gone = feedback_of(read(READER, data)[0])
    assert (live.source_id, live.title, live.text, live.customer_ref) == ("81", "Timer", "No timer", "901")
    assert live.created_at.isoformat() == "2026-02-03T01:00:00+00:00"
    assert (gone.source_id, gone.deleted) == ("82", True)


def test_a_warehouses_times_are_utc():
    data = table(
        "id,property_subject,property_hs_pipeline,property_createdate,_fivetran_synced", "1,a,0,2026-02-03 01:00,x"
    )
    assert feedback_of(read(READER, data)[0])[0].created_at.hour == 1
    assert feedback_of(read(READER, data, timezone="Asia/Tokyo")[0])[0].created_at.hour == 16


SUBMISSIONS = table(
    "hs_object_id,hs_survey_type,hs_value,hs_response_group,hs_content,hs_submission_timestamp,hs_contact_id,"
    "hs_contact_email_rollup",
    "1,CSAT,5,PROMOTER,Warm bread,1770080400000,901,Ann@example.org",
    "2,NPS,9,PROMOTER,,2026-02-03T01:00:00.000Z,902,",
    "3,CES,6,PROMOTER,簡単でした,1770080400000,903,c@example.org",
    "4,KNOWLEDGE,1,PROMOTER,No such page,1770080400000,904,",
    "5,NPS,,PROMOTER,,1770080400000,905,",
)


def test_each_submission_has_the_score_of_its_own_survey():
    assert recognizes(FEEDBACK, SUBMISSIONS, "a.csv")
    outcomes, _ = read(FEEDBACK, SUBMISSIONS)
    scores = [(part.source_id, part.score_type, part.score) for part in feedback_of(outcomes)]
    assert scores == [("1", "csat", 5), ("2", "nps", 9), ("3", "ces", 6), ("4", None, None)]
    first = feedback_of(outcomes)[0]
    assert (first.text, first.customer_ref, first.customer_email) == ("Warm bread", "901", "ann@example.org")
    assert {part.created_at.isoformat() for part in feedback_of(outcomes)} == {"2026-02-03T01:00:00+00:00"}
    assert isinstance(outcomes[4], Rejected)


def test_a_promoter_of_another_survey_is_none_of_nps():
    outcomes, _ = read(FEEDBACK, SUBMISSIONS)
    assert [part.source_id for part in feedback_of(outcomes) if part.score_type == "nps"] == ["2"]


@pytest.mark.parametrize(
    "data",
    [
        table(
            "Submission date,Survey name,Survey type,Response group,Rating,Content,Contact ID,Email",
            "2026-02-03 10:00,Loyalty,Customer loyalty (NPS),Promoter,10,焼きたて,901,ann@example.org",
        ),
        table(
            "アンケート名,アンケートの種類,評価,コメント,送信日,コンタクトID,Eメール",
            "推奨,NPS,10,焼きたて,2026/02/03,901,ann@example.org",
        ),
    ],
)
def test_submissions_under_labels(data):
    assert recognizes(FEEDBACK, data, "a.csv")
    (part,) = feedback_of(read(FEEDBACK, data)[0])
    assert (part.text, part.score_type, part.score, part.customer_ref) == ("焼きたて", "nps", 10, "901")
    assert (part.customer_email, bool(part.created_at)) == ("ann@example.org", True)


def test_other_tables_are_no_tickets():
    for header in (
        "id,subject,content",
        "Record ID,First Name,Email,Create Date",
        "Record ID,Company name,Create Date",
    ):
        assert not recognizes(READER, table(header, "1,2,3,4"), "a.csv")
    assert not recognizes(SALESFORCE, LABELS, "a.csv")
    assert not recognizes(READER, SUBMISSIONS, "a.csv")


@pytest.mark.parametrize(
    ("values", "scores", "says"),
    [
        ((0, 1, 2, 2), [1, 3, 5, 5], "in three steps, 0 to 2; they were read as 1, 3 and 5"),
        ((1, 2, 2, 1), [None] * 4, "may be on one of two scales"),
        ((0, 5, 2, 1), [None] * 4, "may be on one of two scales"),
        ((1, 5, 2, 4), [1, 5, 2, 4], None),
    ],
)
def test_the_scale_of_satisfaction_is_told_by_all_rows(values, scores, says):
    head = "hs_object_id,hs_survey_type,hs_value,hs_content,hs_submission_timestamp"
    rows = (f"{at},CSAT,{value},Warm bread {at},1770080400000" for at, value in enumerate(values))
    outcomes, reading = read(FEEDBACK, table(head, *rows, "9,NPS,2,Cold bread,1770080400000"))
    assert [part.score for part in feedback_of(outcomes)] == [*scores, 2]
    assert any(says in warning for warning in reading.warnings) if says else reading.warnings == []
    assert len(refused(outcomes)) == scores.count(None)
    assert {value[1] for value in refused(outcomes)} <= {"score"}
