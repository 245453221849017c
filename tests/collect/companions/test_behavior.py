"""Tables of what customers do."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from vocpipe.collect.companions.behavior import READER, Behavior, read
from vocpipe.collect.reader import Reading
from vocpipe.errors import ReadError
from vocpipe.records import Accepted, Rejected
from vocpipe.settings import SourceSettings

CP932 = (
    "会員番号,利用日時,操作,回数\n"
    "C-1,2026/3/1 9:00,ログイン,2\n"
    "Ｃ-２,令和8年3月2日 午後1時,,３回\n"
    ",2026/3/2 9:00,ログイン,1\n"
    "C-3,いつか,ログイン,1\n"
    "C-4,2026/3/2 9:00,ログイン,たくさん\n"
    "合計,,,5\n"
)


def reading(tmp_path, content, **columns):
    (tmp_path / "events.csv").write_bytes(content.encode("cp932"))
    source = SourceSettings(name="events", path="events.csv", columns=columns)
    return Reading(tmp_path / "events.csv", source, ZoneInfo("Asia/Tokyo"))


def test_rows_become_what_was_done(tmp_path):
    accepted = [row for row in read(reading(tmp_path, CP932)) if isinstance(row, Accepted)]
    assert [row.record for row in accepted] == [
        Behavior(datetime(2026, 3, 1, 0, 0, tzinfo=UTC), "C-1", None, "ログイン", 2),
        Behavior(datetime(2026, 3, 2, 4, 0, tzinfo=UTC), "Ｃ-２", None, "use", 3),
    ]


def test_a_row_without_customer_time_or_count_is_refused_with_the_reason(tmp_path):
    rejected = [row for row in read(reading(tmp_path, CP932)) if isinstance(row, Rejected)]
    assert [row.row for row in rejected] == [4, 5, 6, 7]
    for row, start in zip(
        rejected, ("no customer in it", "no time in it: ", "no count in it: ", "a total"), strict=True
    ):
        assert row.reason.startswith(start)


def test_without_an_id_the_address_is_used_and_without_an_event_column_every_row_is_use(tmp_path):
    it = reading(tmp_path, "email,login_at\nA@Example.jp,2026-03-01\n")
    (outcome,) = read(it)
    assert outcome.record == Behavior(datetime(2026, 2, 28, 15, tzinfo=UTC), None, "a@example.jp")
    assert "every row counts" in it.warnings[0]


@pytest.mark.parametrize(("header", "lacks"), [("time,event", "customer_id"), ("user_id,event", "occurred_at")])
def test_a_table_without_who_or_when_is_refused_with_what_to_write(tmp_path, header, lacks):
    with pytest.raises(ReadError, match=f"no column holds the {lacks}; name it"):
        list(read(reading(tmp_path, f"{header}\nx,y\n")))


def test_the_settings_say_what_no_synonym_knows(tmp_path):
    (outcome,) = read(
        reading(tmp_path, "who,wann,what\nX,2026-03-01,order\n", customer_id="who", occurred_at="wann", event="what")
    )
    assert outcome.record.event == "order"


@pytest.mark.parametrize(
    ("name", "header", "is_behavior"),
    [
        ("events.csv", "user_id,event_time,event_name", True),
        ("customer_events.csv", "customer_id,created_at,event", True),
        ("ログイン履歴.csv", "顧客ID,日時,ログイン回数", True),
        ("counts.csv", "customer_id,date,count", False),
        ("answers.csv", "customer_id,created_at,event,comment", False),
        ("customers.csv", "customer_id,started_at,plan", False),
        ("survey.csv", "user_id,date,event,nps", False),
    ],
)
def test_a_table_of_behavior_is_known_by_its_columns(tmp_path, name, header, is_behavior):
    (tmp_path / name).write_text(header + "\n", encoding="utf-8")
    assert READER.recognizes(tmp_path / name) is is_behavior


@pytest.mark.parametrize(
    ("name", "header", "row"),
    [
        ("画面操作.csv", "時刻,担当者アドレス,操作", "2026/3/{day} 9:00,p{who}@example.com,印刷"),
        ("plays.csv", "uid,ts,event_name", "P{who},17700000{day:02},stage_clear"),
        ("定期便の購入.csv", "会員番号,納品日,品名,数量", "A{who},202603{day:02},青い箱,1"),
    ],
)
def test_who_and_when_may_be_told_by_cells(tmp_path, name, header, row):
    rows = [row.format(day=day, who=day % 5) for day in range(1, 25)]
    (tmp_path / name).write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    assert READER.recognizes(tmp_path / name)


def test_orders_with_a_few_remarks_are_behavior_and_the_remarks_are_said(tmp_path):
    rows = [f"A{day % 5},2026/3/{day},{'時間を守ってほしい。' if day == 4 else ''}" for day in range(1, 25)]
    content = "\n".join(["会員番号,注文日,備考", *rows]) + "\n"
    (tmp_path / "注文一覧.csv").write_text(content, encoding="utf-8")
    assert READER.recognizes(tmp_path / "注文一覧.csv")
    (tmp_path / "widget.csv").write_text(content, encoding="utf-8")
    assert not READER.recognizes(tmp_path / "widget.csv")
    seen = reading(tmp_path, content)
    assert len(list(read(seen))) == 24
    assert "'備考' may hold what customers wrote" in seen.unread[0]
