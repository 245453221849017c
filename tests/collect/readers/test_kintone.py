"""kintone: records of inquiries under an app's own labels."""

import pytest

from tests.collect.readers.outcomes import feedback_of
from tests.collect.vendor_files import left_out, read, recognizes, table
from vocpipe.collect.readers.kintone import READER
from vocpipe.collect.readers.table import READER as TABLE

RECORDS = table(
    "レコード番号,更新者,受付日時,お客様番号,会社名,担当者,回答内容,お問い合わせ内容,対応状況",
    "1,山田,2026/02/03 10:00,K-5,架空商店,山田,申し訳ございません。調査いたします。,タイマーが鳴りません,完了",
)


@pytest.mark.parametrize("encoding", ["cp932", "utf-8"])
def test_what_was_asked_is_the_voice(encoding):
    data = RECORDS.encode(encoding)
    assert recognizes(READER, data, "問い合わせ.csv")
    (part,) = feedback_of(read(READER, data)[0])
    assert (part.source_id, part.text, part.customer_ref) == ("1", "タイマーが鳴りません", "K-5")
    assert part.attrs["会社名"] == "架空商店"
    assert part.created_at.isoformat() == "2026-02-03T01:00:00+00:00"
    assert "回答内容" not in part.attrs  # the company's answer


@pytest.mark.parametrize("asked", ["ご相談内容", "不具合内容", "ご意見・ご要望", "問合せ内容"])
def test_apps_have_their_own_labels(asked):
    data = table(f"作成日時,{asked},対応内容,レコード番号,会員番号", "2026/02/03 10:00,鳴りません,調査します,7,K-5")
    assert recognizes(READER, data, "a.csv")
    (part,) = feedback_of(read(READER, data)[0])
    assert (part.source_id, part.text, part.customer_ref, bool(part.created_at)) == ("7", "鳴りません", "K-5", True)


def test_an_app_in_english():
    data = table("Record number,Created datetime,Inquiry,Answer,Customer ID", "7,2026-02-03 10:00,No timer,Thanks,K-5")
    assert recognizes(READER, data, "a.csv")
    (part,) = feedback_of(read(READER, data)[0])
    assert (part.source_id, part.text, part.customer_ref, bool(part.created_at)) == ("7", "No timer", "K-5", True)


def test_a_table_in_a_record_has_rows_of_its_own():
    data = table(
        "レコードの開始行,レコード番号,お問い合わせ内容,作業,作業日",
        "*,1,タイマーが鳴りません,確認,2026/02/03",
        ",1,タイマーが鳴りません,修理,2026/02/04",
        "*,2,焼けません,確認,2026/02/05",
    )
    outcomes, _ = read(READER, data)
    assert [part.source_id for part in feedback_of(outcomes)] == ["1", "2"]
    assert [row for row, _ in left_out(outcomes)] == [3]


def test_other_apps_are_read_as_any_table():
    customers = table("レコード番号,会社名,契約開始日,更新者", "1,架空商店,2026/02/03,山田")
    assert not recognizes(READER, customers, "a.csv")
    assert recognizes(TABLE, table("レコード番号,作成日時,内容", "1,2026/02/03,鳴りません"), "a.csv")
