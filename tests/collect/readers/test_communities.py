"""Posts of communities: Discourse, Discord, Commune, Reddit."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.collect.vendor_files import accepted, only, parts, read, recognizes
from vocpipe.collect.readers.commune import READER as COMMUNE
from vocpipe.collect.readers.discord import READER as DISCORD
from vocpipe.collect.readers.discourse import READER as DISCOURSE
from vocpipe.collect.readers.reddit import READER as REDDIT
from vocpipe.records import Accepted, LeftOut
from vocpipe.structure.clean import clean

POSTS = (
    "id,topic_id,topic_title,post_number,post_type,username,user_id,created_at,updated_at,cooked,raw,like_count,staff,"
    "moderator,hidden,user_deleted,deleted_at\n"
)
QUOTED = '"<aside class=""quote""><blockquote>What he said</blockquote></aside><p>共有リンクが<b>切れます</b></p>"'


def post(number: int, words: str, **cells: str) -> str:
    row = {
        "id": f"40{number}", "topic_id": "7", "topic_title": "Links", "post_number": str(number), "post_type": "1",
        "username": "kai", "user_id": "15",
        "created_at": "2026-03-01T09:00:00.000Z", "updated_at": "2026-03-02T09:00:00.000Z",
        "cooked": words, "raw": "", "like_count": "3", "staff": "false", "moderator": "false", "hidden": "false",
        "user_deleted": "false", "deleted_at": "",
    }  # fmt: skip
    return ",".join({**row, **cells}.values()) + "\n"


def test_a_post_of_discourse_comes_with_its_topic_and_its_title_only_once() -> None:
    rows, _ = read(DISCOURSE, POSTS + post(1, "<p>Links break</p>") + post(2, QUOTED))
    first, reply = (only(row) for row in rows)
    assert (first.source_id, first.thread_id, first.title) == ("401", "7", "Links")
    assert (reply.source_id, reply.thread_id, reply.title) == ("402", "7", None)
    assert (first.created_at, first.updated_at) == (
        datetime(2026, 3, 1, 9, tzinfo=UTC),
        datetime(2026, 3, 2, 9, tzinfo=UTC),
    )
    assert (first.customer_ref, first.attrs["likes"]) == ("discourse:15", 3)
    assert "kai" not in str(first.attrs)
    assert clean(reply.text or "").text == "共有リンクが切れます"


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"staff": "True"}, "those who run the community"),
        ({"moderator": "t"}, "those who run the community"),
        ({"post_type": "3"}, "the community's own system"),
        ({"post_type": "4"}, "the community's own system"),
        ({"user_id": "-1"}, "the community's own system"),
        ({"username": "discobot"}, "the community's own system"),
    ],
)
def test_staff_and_system_are_left_out_of_discourse(cells: dict[str, str], reason: str) -> None:
    (row,), _ = read(DISCOURSE, POSTS + post(2, "Welcome", **cells))
    assert isinstance(row, LeftOut)
    assert reason in row.reason


@pytest.mark.parametrize("cells", [{"hidden": "true"}, {"user_deleted": "t"}, {"deleted_at": "2026-03-05T00:00:00Z"}])
def test_hidden_and_deleted_posts_are_tombstones(cells: dict[str, str]) -> None:
    gone = only(accepted(DISCOURSE, POSTS + post(2, "x", **cells)))
    assert (gone.source_id, gone.deleted) == ("402", True)


@pytest.mark.parametrize("nothing", ["", "null", "NULL", "NaN"])
def test_a_null_is_no_time_of_deletion(nothing: str) -> None:
    assert not only(accepted(DISCOURSE, POSTS + post(2, "x", deleted_at=nothing))).deleted


def test_quotes_in_raw_text_are_cut_also_within_each_other() -> None:
    raw = '"[quote=""a, post:1""]one [quote=""b""]two[/quote] three[/quote]\nStill broken"'
    data = f"id,topic_id,post_number,raw,created_at\n9,7,2,{raw},2026-03-01 09:00:00 UTC\n"
    assert only(accepted(DISCOURSE, data)).text == "Still broken"
    (row,), _ = read(DISCOURSE, data.replace("\nStill broken", ""))
    assert not isinstance(row, Accepted)


def test_a_persons_archive_has_titles_of_topics_which_are_not_theirs_and_private_messages() -> None:
    rows, _ = read(
        DISCOURSE,
        "topic_title,categories,is_pm,post_raw,post_cooked,like_count,reply_count,url,created_at\n"
        "Links,Bugs,No,They break,<p>They break</p>,2,1,https://example.com/t/links/7/3,2026-03-01 09:00:00 UTC\n"
        "Hi,-,Yes,My number is 1,<p>My number is 1</p>,0,0,https://example.com/t/hi/8/1,2026-03-01 09:00:00 UTC\n",
    )
    voice = only(rows[0])
    assert (voice.title, voice.text, voice.attrs["likes"]) == (None, "<p>They break</p>", 2)
    assert isinstance(rows[1], LeftOut)


TOPICS = "投稿ID,投稿日時,会員ID,ニックネーム,投稿者区分,カテゴリ,タイトル,本文,いいね数,コメント数,ステータス\n"
COMMENTS = "コメントID,投稿ID,コメント日時,会員ID,コメント内容,いいね数\n"


def test_posts_of_commune_are_read_from_cp932_and_their_staff_is_left_out() -> None:
    rows, reading = read(
        COMMUNE,
        (
            TOPICS + "11,2026/04/01 10:00,M-7,はな,会員,要望,通知が多い,毎日届くので減らしたい,15,2,公開\n"
            "12,2026/04/02 10:00,M-0,運営,運営事務局,お知らせ,新機能,本日公開しました,3,0,公開\n"
            "13,2026/04/03 10:00,M-8,たろ,会員,要望,消した,消しました,0,0,削除済み\n"
            "14,2026/04/04 10:00,M-9,Liz,会員,General,Too many emails,Let me mute them,1,0,公開\n"
        ).encode("cp932"),
    )
    assert reading.encoding == "cp932"
    voice = only(rows[0])
    assert (voice.source_id, voice.title, voice.text) == ("11", "通知が多い", "毎日届くので減らしたい")
    assert (voice.customer_ref, voice.attrs) == (
        "M-7",
        {"投稿者区分": "会員", "カテゴリ": "要望", "likes": 15, "コメント数": "2", "ステータス": "公開"},
    )
    assert voice.created_at == datetime(2026, 4, 1, 1, tzinfo=UTC)
    assert isinstance(rows[1], LeftOut)
    assert only(rows[2]).deleted
    assert parts(rows[3]) == [("14", "Let me mute them")]


@pytest.mark.parametrize(
    ("column", "cell", "is_staff"),
    [
        ("会員種別", "運営事務局", True),
        ("ロール", "コミュニティ管理者", True),
        ("運営フラグ", "1", True),
        ("ニックネーム", "くもノート運営", True),
        ("会員種別", "プレミアム会員", False),
        ("運営フラグ", "0", False),
        ("ニックネーム", "はな", False),
    ],
)
def test_who_runs_the_community_is_told_by_any_column_about_people(column: str, cell: str, is_staff: bool) -> None:
    (row,), _ = read(
        COMMUNE, f"コメントID,投稿ID,コメント日時,{column},コメント内容\n1,2,2026/04/01 12:30,{cell},助かりました\n"
    )
    assert isinstance(row, LeftOut) == is_staff


def test_comments_of_commune_belong_to_their_post() -> None:
    comment = only(accepted(COMMUNE, COMMENTS + "901,11,2026/04/01 12:30,M-9,私も困っています,4\n"))
    assert (comment.source_id, comment.thread_id, comment.text) == ("901", "11", "私も困っています")
    assert (comment.customer_ref, comment.attrs) == ("M-9", {"likes": 4})


SUBMISSIONS = "id,author,title,selftext,subreddit,created_utc,score,num_comments,permalink,removed_by_category\n"
REPLIES = "id,author,body,subreddit,link_id,parent_id,created_utc,score\n"


def test_posts_and_comments_of_reddit_are_read_and_their_authors_are_not_customers() -> None:
    post = only(accepted(REDDIT, SUBMISSIONS + "abc,kit,Sync?,It lost my notes,app,1772000000.0,41,3,/r/app/abc,\n"))
    assert (post.source_id, post.title, post.text) == ("abc", "Sync?", "It lost my notes")
    assert post.created_at == datetime(2026, 2, 25, 6, 13, 20, tzinfo=UTC)
    assert (post.customer_ref, post.score, post.attrs["likes"]) == (None, None, 41)
    assert "kit" not in str(post.attrs)
    comment = only(accepted(REDDIT, REPLIES + "c1,kit,私もです,app,t3_abc,t1_c0,1772000100,2\n"))
    assert (comment.text, comment.thread_id) == ("私もです", "t3_abc")


@pytest.mark.parametrize(
    "row",
    [
        "abc,[deleted],Sync?,[deleted],app,1772000000,1,0,,\n",
        "abc,kit,Sync?,[removed],app,1772000000,1,0,,\n",
        "abc,kit,[deleted by user],x,app,1772000000,1,0,,deleted\n",
        "abc,kit,Sync?,still here,app,1772000000,1,0,,moderator\n",
    ],
)
def test_what_was_removed_from_reddit_is_a_tombstone(row: str) -> None:
    assert only(accepted(REDDIT, SUBMISSIONS + row)).deleted


def test_automoderator_is_a_bot() -> None:
    (row,), _ = read(REDDIT, REPLIES + "c1,AutoModerator,Read the rules,app,t3_abc,t3_abc,1772000100,1\n")
    assert isinstance(row, LeftOut)


def test_each_reader_knows_its_own_exports_only() -> None:
    own = {DISCOURSE: [POSTS], COMMUNE: [TOPICS, COMMENTS], REDDIT: [SUBMISSIONS, REPLIES]}
    for reader in own:
        for other, headers in own.items():
            found = [recognizes(reader, header + ",".join("1" * header.count(",")), name="x.csv") for header in headers]
            assert found == [reader is other] * len(headers)


def discord(number: int, words: str, **fields: object) -> dict[str, object]:
    author = {"id": "81", "name": "riko", "isBot": False}
    return {"id": str(number), "type": "Default", "timestamp": "2026-03-01T09:00:00+09:00", "timestampEdited": None,
            "content": words, "author": author, **fields}  # fmt: skip


def test_a_channel_of_discord_is_read_without_bots_and_system_lines(tmp_path: Path) -> None:
    bot = {"id": "9", "name": "Helper", "isBot": True}
    messages = [
        discord(1, "セーブが消えます"),
        discord(2, "Level 8!", author=bot),
        discord(3, "Pinned a message.", type="ChannelPinnedMessage"),
        discord(4, "私もです", type="Reply", reference={"messageId": "1"}),
    ]
    path = tmp_path / "channel.json"
    path.write_text(json.dumps({"guild": {"id": "1"}, "messages": messages}), encoding="utf-8")
    assert DISCORD.recognizes(path)
    rows, _ = read(DISCORD, path)
    voices = [only(row) for row in rows if isinstance(row, Accepted)]
    assert [(voice.text, voice.customer_ref, voice.thread_id) for voice in voices] == [
        ("セーブが消えます", "discord:81", None),
        ("私もです", "discord:81", "1"),
    ]
    assert sum(isinstance(row, LeftOut) for row in rows) == 2
    assert voices[0].created_at == datetime(2026, 3, 1, 0, tzinfo=UTC)


def test_a_csv_of_discord_has_lines_of_discord_too() -> None:
    head = "AuthorID,Author,Date,Content,Attachments,Reactions\n"
    joined = "81,riko,2026-03-01T09:00:00+09:00,Joined the server.,,\n"
    rows, _ = read(DISCORD, f"{head}{joined}82,jo,2026-03-01T09:01:00+09:00,It lags,,\n")
    assert isinstance(rows[0], LeftOut)
    assert only(rows[1]).text == "It lags"
