"""Salesforce: cases in reports and from Data Loader, e-mail messages, comments."""

import pytest

from tests.collect.readers.outcomes import feedback_of
from tests.collect.vendor_files import left_out, read, recognizes, table
from vocpipe.collect.readers.salesforce import READER
from vocpipe.collect.readers.salesforce_comments import READER as COMMENTS
from vocpipe.collect.readers.salesforce_emails import READER as EMAILS
from vocpipe.records import Rejected

REPORT = table(
    "Case Origin,Case Number,Contact: Email,Subject,Description,Opened Date,Date/Time Opened,Closed,Age",
    "Email,00001027,ann@example.org,Timer,The oven timer never rings,2/3/26,2/3/26 10:00:00 AM,1,69.38",
    "Web,00001028,花子 <hana@example.org>,注文,注文の変更ができない,2/13/26,2/13/26 3:00:00 PM,0,1",
    "",
    '"Grand Totals (2 records)"',
    '"Confidential Information - Do Not Distribute"',
    '"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved."',
)
LOADED = table(
    "ID,ISDELETED,CASENUMBER,CONTACTID,ACCOUNTID,SUPPLIEDEMAIL,STATUS,ORIGIN,SUBJECT,DESCRIPTION,COMMENTS,CREATEDDATE,"
    "LASTMODIFIEDDATE,SYSTEMMODSTAMP",
    "5001,false,00001027,0031,0011,ann@example.org,New,Email,Timer,No timer,agent says no,2026-02-03T01:00:00.000Z,"
    "2026-02-04T01:00:00.000Z,2026-02-04T01:00:00.000Z",
    "5002,false,00001028,0032,,,New,Email,注文,注文の変更ができない,,2026-02-03T01:00:00.000+0000,,",
    "5003,true,00001029,0033,0013,,New,Email,Gone,Gone,,2026-02-03T01:00:00.000Z,,2026-02-05T01:00:00.000Z",
)


def test_a_report_with_its_footers():
    assert recognizes(READER, REPORT, "report1.csv")
    outcomes, _ = read(READER, REPORT)
    first, second = feedback_of(outcomes)
    assert (first.source_id, first.title, first.text) == ("00001027", "Timer", "The oven timer never rings")
    assert (first.customer_email, second.customer_email) == ("ann@example.org", "hana@example.org")
    assert [part.created_at.isoformat() for part in (first, second)] == [
        "2026-02-03T01:00:00+00:00",
        "2026-02-13T06:00:00+00:00",
    ]
    assert [outcome.reason for outcome in outcomes if isinstance(outcome, Rejected)] == [
        "a footer, not a row of data"
    ] * 3


@pytest.mark.parametrize(
    "data",
    [
        table(
            "ケース番号,取引先名,取引先責任者: メール,件名,説明,オープン日時,状況",
            "00001027,架空商店,ann@example.org,タイマー,鳴りません,2026/02/03 10:00,新規",
        ),
        table("説明,件名,作成日,ケース番号,メール", "鳴りません,タイマー,2026/02/03 10:00,00001027,ann@example.org"),
        table(
            "Case Owner,Case Number,Created Date,Web Email,Case Subject,Case Description",
            "Mika,00001027,2026-02-03 10:00,ann@example.org,タイマー,鳴りません",
        ),
    ],
)
def test_reports_in_other_words_and_orders(data):
    assert recognizes(READER, data, "a.csv")
    (part,) = feedback_of(read(READER, data)[0])
    assert (part.source_id, part.title, part.text) == ("00001027", "タイマー", "鳴りません")
    assert (part.customer_email, part.created_at.isoformat()) == ("ann@example.org", "2026-02-03T01:00:00+00:00")


def test_a_report_without_descriptions_says_so():
    outcomes, reading = read(READER, table("Case Number,Subject,Date/Time Opened,Account Name", "1,Timer,2026-02-03,X"))
    assert feedback_of(outcomes)[0].title == "Timer"
    assert "subjects only" in reading.warnings[0]


def test_data_loader():
    assert recognizes(READER, LOADED, "Case.csv")
    first, second, gone = feedback_of(read(READER, LOADED)[0])
    assert (first.source_id, first.text) == ("5001", "No timer")
    assert (first.customer_ref, first.account_ref) == ("0031", "0011")
    assert (first.customer_email, first.updated_at.day) == ("ann@example.org", 4)
    assert (second.customer_ref, second.created_at.isoformat()) == ("0032", "2026-02-03T01:00:00+00:00")
    assert (gone.source_id, gone.deleted) == ("5003", True)


def test_internal_comments_are_never_the_text():
    data = table("CASENUMBER,SUBJECT,COMMENTS", "1,Timer,agent says no")
    (part,) = feedback_of(read(READER, data)[0])
    assert (part.title, part.text, part.attrs) == ("Timer", None, {})


def test_lost_characters_are_said():
    rows = [f"{number},件名,?田さんの注文が届きません,2026/02/03" for number in range(3)]
    data = table("ケース番号,件名,説明,オープン日", *rows, "9,件名,本当に届きますか?,2026/02/03")
    assert any(
        warning.startswith("3 rows have question marks") for warning in read(READER, data.encode("cp932"))[1].warnings
    )
    assert read(READER, data)[1].warnings == []  # UTF-8 loses none


def test_messages_that_came_in():
    data = table(
        "ID,PARENTID,INCOMING,FROMADDRESS,SUBJECT,TEXTBODY,HTMLBODY,MESSAGEDATE,ISDELETED",
        "02s1,5001,true,Ann@example.org,Timer,No timer,<p>No timer</p>,2026-02-03T01:00:00.000Z,false",
        "02s2,5001,false,support@oven.example,Re: Timer,We look,,2026-02-03T02:00:00.000Z,false",
        "02s3,5001,true,ann@example.org,Re: Timer,,<p>まだです</p>,2026-02-03T03:00:00.000Z,false",
        "02s4,5001,,ann@example.org,Re: Timer,hm,,2026-02-03T03:00:00.000Z,false",
        "02s5,5001,true,ann@example.org,Re: Timer,hm,,2026-02-03T03:00:00.000Z,true",
    )
    assert recognizes(EMAILS, data, "EmailMessage.csv")
    outcomes, _ = read(EMAILS, data)
    *live, gone = feedback_of(outcomes)
    assert [(part.text, part.thread_id, part.customer_email) for part in live] == [
        ("No timer", "5001", "ann@example.org"),
        ("<p>まだです</p>", "5001", "ann@example.org"),
    ]
    assert gone.deleted
    assert left_out(outcomes) == [
        (3, "an agent's words, not a customer's"),
        (5, "nothing shows whether a customer or an agent wrote it"),
    ]


def test_comments_of_portal_users():
    data = table(
        "Id,ParentId,IsPublished,CommentBody,CreatedDate,CreatedBy.UserType,CreatedBy.Email",
        "00a1,5001,true,まだです,2026-02-03T01:00:00.000Z,CspLitePortal,ann@example.org",
        "00a2,5001,true,We look,2026-02-03T01:00:00.000Z,Standard,mika@oven.example",
        "00a3,5001,false,angry,2026-02-03T01:00:00.000Z,Standard,mika@oven.example",
    )
    assert recognizes(COMMENTS, data, "CaseComment.csv")
    outcomes, _ = read(COMMENTS, data)
    assert [(part.text, part.customer_email) for part in feedback_of(outcomes)] == [("まだです", "ann@example.org")]
    assert [row for row, _ in left_out(outcomes)] == [3, 4]


def test_comments_of_nobody_knows_whom_are_left_out():
    data = table(
        "Id,ParentId,IsPublished,CommentBody,CreatedById", "00a1,5001,true,We look,0051", "00a2,5001,false,x,0051"
    )
    assert left_out(read(COMMENTS, data)[0]) == [
        (2, "nothing shows whether a customer or an agent wrote it"),
        (3, "an internal note, not a customer's words"),
    ]
