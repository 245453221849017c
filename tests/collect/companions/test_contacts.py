"""Messages that were sent, and who may be written to."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from vocpipe.collect.companions import customers
from vocpipe.collect.companions.contacts import OPT_OUTS, READER, Contact, read, read_opt_outs
from vocpipe.collect.reader import Reading
from vocpipe.errors import ReadError
from vocpipe.records import Accepted, Rejected
from vocpipe.settings import SourceSettings


def reading(tmp_path, content, **columns):
    (tmp_path / "contacts.csv").write_text(content, encoding="utf-8")
    source = SourceSettings(name="contacts", path="contacts.csv", columns=columns)
    return Reading(tmp_path / "contacts.csv", source, ZoneInfo("Asia/Tokyo"))


def contacts(tmp_path, content, reader=read):
    return [row.record for row in reader(reading(tmp_path, content)) if isinstance(row, Accepted)]


def test_messages_consent_and_opt_outs_are_read_in_both_languages(tmp_path):
    assert contacts(tmp_path, "email,sent_at,unsubscribed\nA@b.jp,2026-03-01 09:00,no\n") == [
        Contact(None, "a@b.jp", datetime(2026, 3, 1, tzinfo=UTC), None, False)
    ]
    assert contacts(tmp_path, "顧客ID,配信日時,配信停止,メール配信同意\nX,,停止,\nY,,,○\nZ,,配信中,未同意\n") == [
        Contact("X", None, None, None, True),
        Contact("Y", None, None, True, None),
        Contact("Z", None, None, False, False),
    ]


def test_an_unreadable_opt_out_counts_as_one_and_is_reported(tmp_path):
    (outcome,) = read(reading(tmp_path, "customer_id,opt_out\nX,maybe later\n"))
    assert outcome.record.opted_out is True
    assert [(row.field, row.raw) for row in outcome.refused] == [("opted_out", "maybe later")]


def test_a_date_says_since_when_somebody_is_out(tmp_path):
    assert contacts(tmp_path, "customer_id,unsubscribed\nX,2026-02-01\nY,\n") == [
        Contact("X", opted_out=True),
        Contact("Y"),
    ]


def test_every_row_of_a_list_of_opt_outs_is_an_opt_out(tmp_path):
    assert contacts(tmp_path, "email,reason\na@b.jp,too many\n", read_opt_outs) == [
        Contact(None, "a@b.jp", opted_out=True)
    ]


def test_a_row_without_a_customer_is_rejected(tmp_path):
    (outcome,) = read(reading(tmp_path, "email,sent_at\nnobody,2026-03-01\n"))
    assert isinstance(outcome, Rejected)
    assert outcome.reason == "no customer in it: this is no e-mail address"


def test_a_table_without_contacts_is_refused_with_what_to_write(tmp_path):
    with pytest.raises(ReadError, match='or write every_row = "opted_out"'):
        list(read(reading(tmp_path, "email,name\na@b.jp,A\n")))


def test_the_customers_file_may_say_it_too(tmp_path):
    it = reading(tmp_path, "顧客ID,プラン,メール配信同意,配信停止,最終連絡日\nX,プロ,あり,,2026/3/1\n")
    (outcome,) = customers.read(it)
    customer = outcome.record
    assert (customer.consent, customer.opted_out, customer.last_contacted_on) == (True, None, date(2026, 3, 1))
    assert customer.attrs == {}


@pytest.mark.parametrize(
    ("name", "header", "which"),
    [
        ("crm.csv", "email,has_opted_out_of_email", READER),
        ("配信履歴.csv", "顧客ID,配信日時,件名", READER),
        ("unsubscribes.csv", "email,date", OPT_OUTS),
        ("配信停止.csv", "メールアドレス", OPT_OUTS),
        ("answers.csv", "email,sent_at,comment", None),
        ("people.csv", "email,name", None),
    ],
)
def test_a_table_of_contacts_is_known_by_its_columns_or_name(tmp_path, name, header, which):
    (tmp_path / name).write_text(header + "\n", encoding="utf-8")
    assert [row for row in (READER, OPT_OUTS) if row.recognizes(tmp_path / name)] == ([which] if which else [])


def test_whether_a_message_was_opened_and_clicked_in_is_read_where_the_file_tells(tmp_path):
    told = contacts(tmp_path, "顧客ID,配信日時,開封日時,クリック回数\nX,2026/3/1,2026/3/2 9:00,2\nY,2026/3/1,,0\n")
    assert [(one.opened, one.clicked) for one in told] == [(True, True), (False, False)]
    (silent,) = contacts(tmp_path, "customer_id,sent_at\nX,2026-03-01\n")
    assert (silent.opened, silent.clicked) == (None, None)
