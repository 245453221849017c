"""Made-up tables: columns in any order, under many names, with others between them, and some missing."""

from datetime import UTC, datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.collect.tabular.tables import ROWS, cycle, days, ids, replied, said
from vocpipe.errors import ReadError
from vocpipe.records import Accepted, LeftOut, Rejected

LANGUAGE = st.sampled_from(["ja", "en"])
TEXTS = [
    "comment",
    "Review Text",
    "customer message",
    "ご意見",
    "お問い合わせ内容",
    "自由記述",
    "feedback_body",
    "クチコミ",
]
TIMES = [
    "created_at",
    "Date/Time Opened",
    "受付日時",
    "when it was posted",
    "Create date",
    "投稿した日",
    "submitted on",
]
FORMS = ["%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M", "%d %b %Y %H:%M", "%Y年%m月%d日 %H時%M分"]
REPLIES = ["developer reply", "弊社からの返信", "company response", "担当課の回答", "reply_text", "resolution"]
ADDRESSES = ["e-mail", "ユーザー名", "customer contact", "メールアドレス"]
IDS = ["review_id", "ticket ref_id", "受付番号", "uuid"]
ASIDE = {
    "status": cycle("open", "closed"),
    "店舗": cycle("青山店", "渋谷店", "横浜店"),
    "app_version": cycle("4.1.0", "4.2.0"),
    "closed date": days(later=30),
    "担当者メール": cycle("desk@corp.example"),
    "product name": cycle("Coffee maker", "Kettle"),
    "helpful count": cycle(0, 3, 11),
    "page": cycle("https://shop.example/a", "https://shop.example/b"),
    "更新予定日": days("%Y/%m/%d", later=60),
}
LENIENT = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@st.composite
def tables(draw):
    """A table, and field -> the column that holds it."""
    language, form = draw(LANGUAGE), draw(st.sampled_from(FORMS))
    columns = {
        "text": (draw(st.sampled_from(TEXTS)), said(language, draw(st.integers(0, 11)))),
        "created_at": (draw(st.sampled_from(TIMES)), days(form)),
        "email": (draw(st.sampled_from(ADDRESSES)), [f"u{at}@example.com" for at in range(ROWS)]),
        "id": (draw(st.sampled_from(IDS)), ids()),
        "reply": (draw(st.sampled_from(REPLIES)), replied(language)),
    }
    kept = draw(st.sets(st.sampled_from(sorted(set(columns) - {"text"})))) | {"text"}
    there = {field: name for field, (name, _) in columns.items() if field in kept}
    others = draw(st.sets(st.sampled_from(sorted(ASIDE)), max_size=4))
    cells = {name: column for name, column in columns.values() if name in there.values()}
    order = draw(st.permutations([*cells, *sorted(others)]))
    return {name: cells.get(name, ASIDE.get(name)) for name in order}, there


@given(tables())
@LENIENT
def test_what_is_clear_is_found_in_any_order_and_nothing_else(read, made):
    table, there = made
    found = read(table, "ticket")
    expected = {field: name for field, name in there.items() if field != "reply"}
    assert found.columns == expected
    assert len(found.feedback) == ROWS
    if "created_at" in there:
        assert found.feedback[0].created_at in (datetime(2026, 4, 1, 0, 5, tzinfo=UTC),)
    elif {"closed date", "更新予定日"} & table.keys():
        assert found.says("nothing is dated")
    if "reply" in there:
        assert found.says(there["reply"], "the company's reply")


CELL = st.one_of(
    st.sampled_from(
        ["", "2026-04-01", "9:30", "a@example.com", "5", "1777686400", "はい", "N/A", "特にありません", "T1"]
    ),
    st.text(max_size=12),
)
OTHERS = ["conversation_id", "score", "NPS", "updated_at", "sender_type", "要約", "", "x"]
NAME = st.sampled_from([*TEXTS, *TIMES, *REPLIES, *ADDRESSES, *IDS, *ASIDE, *OTHERS])
HEADER = st.lists(NAME, min_size=1, max_size=7)


@given(HEADER, st.data())
@LENIENT
def test_every_row_of_any_table_becomes_one_outcome(read, header, data):
    rows = data.draw(st.lists(st.lists(CELL, min_size=len(header), max_size=len(header)), max_size=12))
    try:
        found = read("\n".join(_line(cells) for cells in [header, ["text"] * len(header), *rows]))
    except ReadError:
        return
    assert len({row.row for row in found.outcomes}) == len(found.outcomes)
    assert {type(row) for row in found.outcomes} <= {Accepted, Rejected, LeftOut}


def _line(cells: list[str]) -> str:
    return ",".join('"' + cell.replace('"', '""') + '"' for cell in cells)


def test_messages_within_the_rows_of_a_ticket_are_said_to_be_unread(read):
    messages = [f'[{{"by": "guest", "body_text": "{text}"}}]' for text in said()]
    table = read({"id": ids(), "opened": days(), "subject": said(), "messages": messages}, "ticket")
    assert table.says("messages", "records within the row")
