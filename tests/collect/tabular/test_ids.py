"""Ids, and what rows are that share one."""

from tests.collect.tabular.tables import cycle, days, ids, said

THREADS = [f"T{number // 3}" for number in range(12)]


def test_messages_of_a_thread_are_all_kept(read):
    table = read({"ticket": THREADS, "conversation_id": THREADS, "created_at": days(), "body": said()}, "message")
    assert (len(table.feedback), table.columns["thread_id"]) == (12, "conversation_id")
    assert {part.source_id for part in table.feedback} == {None}
    assert table.says("'conversation_id' is shared by the messages of a thread (12 messages, 4 threads)")


def test_an_update_does_not_make_messages_versions(read):
    columns = {"id": THREADS, "created_at": days(), "updated_at": days(later=1), "body": said()}
    assert {part.source_id for part in read(columns).feedback} == {None}


def test_rows_that_were_created_at_once_and_updated_apart_are_versions(read):
    same = [days()[number // 2 * 2] for number in range(12)]
    pairs = [f"K{number // 2}" for number in range(12)]
    table = read({"id": pairs, "created_at": same, "updated_at": days(later=20), "body": said()})
    assert [part.source_id for part in table.feedback] == pairs
    assert table.says("6 rows are other versions")


def test_copies_of_a_row_are_said(read):
    table = read("id,text\n1,slow\n1,slow\n2,fine\n")
    assert [part.source_id for part in table.feedback] == ["1", "1", "2"]
    assert table.says("1 rows repeat an earlier row")


def test_a_comments_own_id_goes_before_its_posts(read):
    table = read({"投稿ID": THREADS, "コメントID": ids("c"), "日時": days(), "コメント": said("ja")})
    assert (table.columns["id"], table.columns["thread_id"]) == ("コメントID", "投稿ID")


def test_a_late_repeat_counts_as_much_as_an_early_one(read):
    rows = [f"{number},text of number {number}" for number in range(2500)]
    table = read("id,body\n" + "\n".join([*rows, "2499,quite another text"]) + "\n")
    assert [part.source_id for part in table.feedback[-2:]] == [None, None]
    assert table.says("1 rows have the 'id' of an earlier row")


def test_an_id_by_its_cells(read):
    assert read({"recordref_id": ids(), "comment": said()}).columns["id"] == "recordref_id"
    assert read({"VOC番号": ids("V"), "お客様の声": said("ja")}).columns["id"] == "VOC番号"


def test_constants_row_numbers_and_ids_of_others_are_no_ids(read):
    numbers = list(range(1, 13))
    for name, cells in (("ID", cycle("SHOP1")), ("No", numbers), ("番号", numbers), ("agent_id", ids())):
        assert "id" not in read({name: cells, "comment": said()}).columns, name


def test_the_settings_keep_an_id_that_rows_share_but_no_message_is_lost(read):
    table = read({"ref": THREADS, "when": days(), "body": said()}, columns={"id": "ref"})
    assert {(part.source_id, part.thread_id) for part in table.feedback} == {(None, thread) for thread in THREADS}


def test_messages_of_a_conversation_that_have_no_time_of_their_own_are_no_versions(read):
    table = read({"conversation_id": THREADS, "updated_at": days(), "body": said()}, "message")
    assert {part.source_id for part in table.feedback} == {None}
