"""Front, Channel Talk and shared mailboxes: what came in is read, what went out is left out and counted."""

import pytest

from tests.collect.readers.outcomes import feedback_of
from tests.collect.vendor_files import left_out, read, recognizes, table
from vocpipe.collect.readers.channel_talk import READER as CHANNEL_TALK
from vocpipe.collect.readers.front import READER as FRONT
from vocpipe.collect.readers.mail_desk import READER as MAIL_DESK


def test_front():
    data = table(
        "Conversation ID,Message ID,Direction,Subject,Message date,From handle,To handles,Extract,Author",
        "cnv1,msg1,Inbound,Timer,2026-02-03 10:00,ann@example.org,help@oven.example,The timer never rings,",
        "cnv1,msg2,Outbound,Re: Timer,2026-02-03 11:00,help@oven.example,ann@example.org,We look,Mika",
        "cnv2,msg3,,注文,2026-02-03 11:00,b@example.org,help@oven.example,変更できない,",
    )
    assert recognizes(FRONT, data, "a.csv")
    outcomes, _ = read(FRONT, data)
    (part,) = feedback_of(outcomes)
    assert (part.source_id, part.thread_id, part.customer_email) == ("msg1", "cnv1", "ann@example.org")
    assert part.created_at.isoformat() == "2026-02-03T01:00:00+00:00"
    assert [row for row, _ in left_out(outcomes)] == [3, 4]


@pytest.mark.parametrize(
    "header",
    [
        "id,chatId,personType,personId,plainText,createdAt",
        "メッセージID,チャットID,送信者タイプ,ユーザーID,メッセージ,作成日",
    ],
)
def test_channel_talk(header):
    data = table(
        header,
        "1,c1,user,K-5,タイマーが鳴りません,2026-02-03 10:00",
        "2,c1,manager,m1,確認します,2026-02-03 10:01",
        "3,c1,bot,b1,Welcome!,2026-02-03 10:02",
    )
    assert recognizes(CHANNEL_TALK, data, "a.csv")
    outcomes, _ = read(CHANNEL_TALK, data)
    (part,) = feedback_of(outcomes)
    assert (part.text, part.thread_id, part.customer_ref, bool(part.created_at)) == (
        "タイマーが鳴りません", "c1", "K-5", True,
    )  # fmt: skip
    assert [reason.partition(",")[0] for _, reason in left_out(outcomes)] == ["an agent's words", "an automatic reply"]


@pytest.mark.parametrize(
    "header", ["受付番号,受信日時,差出人,宛先,件名,本文,種別", "管理番号,受信日時,From,To,件名,本文,送受信区分"]
)
def test_shared_mailboxes(header):
    data = table(
        header,
        "1,2026/02/03 10:00,花子 <hana@example.org>,help@oven.example,注文,変更できない,受信",
        "2,2026/02/03 11:00,help@oven.example,hana@example.org,Re: 注文,承知しました,送信",
    ).encode("cp932")
    assert recognizes(MAIL_DESK, data, "a.csv")
    outcomes, _ = read(MAIL_DESK, data)
    (part,) = feedback_of(outcomes)
    assert (part.source_id, part.title, part.text) == ("1", "注文", "変更できない")
    assert (part.customer_email, part.created_at.hour) == ("hana@example.org", 1)
    assert left_out(outcomes) == [(3, "an agent's words, not a customer's")]
