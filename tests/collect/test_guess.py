"""A first vocpipe.toml from the files that are there."""

import gzip
import tomllib

import pytest

from tests.collect.readers.slack_export import files, message
from vocpipe.collect.guess import guess_settings
from vocpipe.collect.plan import plan
from vocpipe.settings import Settings
from vocpipe.store.workspace import Workspace

REVIEWS = "レビューID,本文,評価,投稿日\n1,良い,5,2026/1/5\n"
GOOGLE_PLAY = (
    "Package Name,App Version Code,App Version Name,Reviewer Language,Device,Review Submit Date and Time,"
    "Review Submit Millis Since Epoch,Review Last Update Date and Time,Review Last Update Millis Since Epoch,"
    "Star Rating,Review Title,Review Text,Developer Reply Date and Time,Developer Reply Millis Since Epoch,"
    "Developer Reply Text,Review Link\n"
)


@pytest.fixture
def guessed(tmp_path):
    def guess(files: dict[str, str | bytes]) -> tuple[str, Settings]:
        for name, content in files.items():
            path = tmp_path / "inputs" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        text = guess_settings(tmp_path)
        return text, Settings.model_validate(tomllib.loads(text))

    return guess


def test_months_of_one_export_share_a_source(guessed):
    _, settings = guessed({"口コミ_202601.csv": REVIEWS, "口コミ_202602.csv": REVIEWS.encode("cp932")})
    (source,) = settings.source
    assert (source.name, source.reader, source.path, source.kind) == ("口コミ", "table", "inputs/口コミ*.csv", "review")


def test_suffixes_in_any_case_are_one_source_whose_path_finds_all(guessed, tmp_path):
    text, settings = guessed({"声_04.CSV": REVIEWS, "声_05.csv": REVIEWS, "声_06.Csv": REVIEWS})
    (source,) = settings.source
    workspace = Workspace(tmp_path)
    assert source.path == "inputs/声*.csv"
    assert "# files / ファイル: 声_04.CSV, 声_05.csv, 声_06.Csv" in text
    assert [job.path.name for job in plan(workspace, settings)] == ["声_04.CSV", "声_05.csv", "声_06.Csv"]


def test_packed_months_are_one_source_whose_path_finds_all(guessed, tmp_path):
    packed = gzip.compress(REVIEWS.encode("cp932"))
    _, settings = guessed({"声_04.csv.gz": packed, "声_05.CSV.GZ": packed, "声_05.csv": REVIEWS})
    assert [source.path for source in settings.source] == ["inputs/声*.csv", "inputs/声*.csv.gz"]
    names = [job.path.name for job in plan(Workspace(tmp_path), settings)]
    assert names == ["声_05.csv", "声_04.csv.gz", "声_05.CSV.GZ"]


def test_months_of_records_are_one_source_whatever_fields_they_have(guessed):
    _, settings = guessed(
        {"r_04.json": '[{"id": 1, "body": "slow"}]', "r_05.json": '[{"id": 2, "body": "fine", "os": "x"}]'}
    )
    (source,) = settings.source
    assert (source.path, source.reader) == ("inputs/r*.json", "table")


def test_a_file_in_capitals_alone_is_found(guessed, tmp_path):
    _, settings = guessed({"REVIEWS.CSV": REVIEWS, "reviews_2.TXT": "comment\nslow, sadly\nfine\n"})
    workspace = Workspace(tmp_path)
    assert [job.path.name for job in plan(workspace, settings)] == ["REVIEWS.CSV", "reviews_2.TXT"]


def test_what_can_not_be_read_is_listed_with_the_reason(guessed):
    text, settings = guessed(
        {"a.csv": "id,c\n1,Доставка была быстрой\n".encode("cp1251"), "b.xls": b"old", "c.numbers": b"PK"}
    )
    assert settings.source == []
    assert "inputs/a.csv (neither UTF-8" in text
    assert "inputs/b.xls (b.xls can't be read as a workbook" in text
    assert "inputs/c.numbers (.numbers files" in text
    assert "nothing in inputs/" not in text


def test_a_pattern_means_no_other_sources_files(guessed):
    _, settings = guessed({"reviews_2026.csv": REVIEWS, "reviews_app.csv": "id,comment\n1,fine\n"})
    assert [source.path for source in settings.source] == ["inputs/reviews_[0-9]*.csv", "inputs/reviews_app.csv"]


def test_vendors_exports_go_to_their_readers(guessed):
    _, settings = guessed(
        {
            "reviews/reviews_com.example_202601.csv": GOOGLE_PLAY.encode("utf-16"),
            "survey.csv": "Respondent ID,Collector ID,Start Date,End Date,What?\n,,,,Open-Ended Response\n",
            "tickets.jsonl": '{"id": 1, "subject": "a", "requester_id": 2, "via": {}, "submitter_id": 2}\n',
            "posts.json": '{"data": [{"id": "1", "text": "a", "edit_history_tweet_ids": ["1"]}], "meta": {}}',
        }
    )
    assert {source.path.rpartition("/")[2]: source.reader for source in settings.source} == {
        "reviews_com.example*.csv": "google_play",
        "survey.csv": "surveymonkey",
        "tickets.jsonl": "zendesk",
        "posts.json": "x_posts",
    }


def test_a_text_column_that_no_synonym_knows_is_written_out(guessed):
    text, settings = guessed({"export.csv": "Customer ID,Generated Reviews\nX,The export takes far too long\n"})
    assert settings.source[0].columns == {"text": "Generated Reviews"}
    assert '# columns found / 見つかった列: { customer_id = "Customer ID", text = "Generated Reviews" }' in text


def test_customers_are_recognized_and_unknown_files_are_listed(guessed):
    text, settings = guessed(
        {"顧客.csv": "顧客ID,契約開始日,解約日\nX,2024/4/1,\n", "a.zip": b"PK", "~$顧客.xlsx": b""}
    )
    assert settings.customers is not None
    assert settings.customers.path == "inputs/顧客.csv"
    assert "# not read / 読み込み対象外: inputs/a.zip (the archive is damaged" in text
    assert "~$" not in text


@pytest.mark.parametrize(
    ("name", "content", "path", "comment", "columns"),
    [
        (
            "survey_invitations_202604.csv",
            "customer_id,sent_at,answered\nA,2026-04-01,yes\n",
            "inputs/survey_invitations*.csv",
            "# Who was asked to answer a survey / アンケートの依頼先",
            '{ customer_id = "customer_id", sent_at = "sent_at", answered = "answered" }',
        ),
        (
            "アンケート依頼_202604.csv",
            "顧客ID,送信日時,回答\nA,2026/4/1 9:00,済\n",
            "inputs/アンケート依頼*.csv",
            "# Who was asked to answer a survey / アンケートの依頼先",
            '{ customer_id = "顧客ID", sent_at = "送信日時", answered = "回答" }',
        ),
    ],
)
def test_invitations_are_recognized_by_their_name_and_columns(guessed, name, content, path, comment, columns):
    text, settings = guessed({name: content.encode("cp932")})
    assert [table.path for table in settings.invitations] == [path]
    assert comment in text
    assert f"# columns found / 見つかった列: {columns}" in text
    assert settings.source == []


@pytest.mark.parametrize(
    ("name", "content", "columns"),
    [
        (
            "releases.csv",
            "id,date,name,description\n1,2026-06-15,app 5.2,faster\n",
            '{ event_date = "date", name = "name" }',
        ),
        (
            "カレンダー.csv",
            "日付,名称,種別\n2026/6/15,値上げ,価格\n",
            '{ event_date = "日付", name = "名称", kind = "種別" }',
        ),
        # A file system may keep ダ as タ and its mark.
        ("カレンタ\u3099ー.csv", "日付,内容\n2026/6/15,値上げ\n", '{ event_date = "日付", name = "内容" }'),
    ],
)
def test_a_calendar_is_an_event_section_with_a_path(guessed, name, content, columns):
    text, settings = guessed({name: content})
    assert [(table.path, table.name) for table in settings.event] == [(f"inputs/{name}", None)]
    assert "# Releases, campaigns and the like, shown with trends / リリースや施策" in text
    assert f"# columns found / 見つかった列: {columns}" in text
    assert settings.source == []


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("events.csv", "user_id,date,event\nA,2026-06-15,login\n", "behaviour"),
        ("配信停止一覧.csv", "メールアドレス,日付\na@x.jp,2026/6/15\n", "contacts"),
        ("配信履歴.csv", "顧客ID,送信日時\nA,2026/6/15 9:00\n", "contacts"),
        ("依頼一覧.csv", "顧客ID,日付,内容\nA,2026/6/15,CSVで出したいです\n", "source"),
        ("invited_survey.csv", "customer_id,date,nps\nA,2026-06-15,9\n", "source"),
        ("リリース後アンケート.csv", "日付,内容\n2026/6/15,とても使いやすくなりました\n", "source"),
        ("release_reviews.csv", "date,title,body\n2026-06-15,Good,It is fast\n", "source"),
    ],
)
def test_lookalikes_of_invitations_and_calendars_are_not_recognized(guessed, name, content, kind):
    _, settings = guessed({name: content})
    counts = {
        table: len(getattr(settings, table)) for table in ("source", "behaviour", "contacts", "invitations", "event")
    }
    assert {table for table, count in counts.items() if count} == {kind}


def test_companion_tables_have_names_of_their_own(guessed):
    _, settings = guessed(
        {
            "招待_202604.csv": "顧客ID,送信日時\nA,2026/4/1\n",
            "招待_202605.csv": "顧客ID,送信日時,回答状況\nA,2026/5/1,済\n",
        }
    )
    assert [table.name for table in settings.invitations] == ["招待", "招待-2"]
    assert [table.path for table in settings.invitations] == ["inputs/招待_202604.csv", "inputs/招待_202605.csv"]


def test_an_empty_folder_gives_settings_that_say_what_to_do(guessed):
    text, settings = guessed({})
    assert settings == Settings()
    assert "vocpipe init" in text


def test_a_slack_export_is_one_source_with_a_hint_on_whose_messages_count(guessed, tmp_path):
    export = files(general=[message("x")], ext_northwind=[message("y")])
    text, settings = guessed({f"Kumo Slack export/{path}": content for path, content in export.items()})
    (source,) = settings.source
    assert (source.name, source.reader) == ("Kumo-Slack-export", "slack")
    assert source.path == "inputs/Kumo Slack export/**/*.json"
    assert "Messages of your own members are left out" in text
    assert len(plan(Workspace(tmp_path), settings)) == len(export)


def test_a_slack_export_beside_others_takes_only_its_own(guessed, tmp_path):
    export = files(general=[message("x")])
    _, settings = guessed(
        {**export, "posts.json": '{"data": [{"id": "1", "edit_history_tweet_ids": ["1"], "text": "x"}]}'}
    )
    slack, posts = sorted(settings.source, key=lambda source: source.reader)
    assert (slack.name, slack.path) == ("slack", "inputs/*/*.json")
    assert (posts.reader, posts.path) == ("x_posts", "inputs/posts.json")


def test_a_long_list_of_files_is_cut(guessed):
    text, _ = guessed({f"口コミ_2025{month:02}{day:02}.csv": REVIEWS for month in (1, 2) for day in range(1, 29)})
    assert "口コミ_20250110.csv, … (56), 口コミ_20250228.csv" in text


def test_the_settings_show_what_the_reader_makes_of_a_table(guessed):
    rows = "".join(
        f"{at},2026-05-0{at} 10:00,{at % 5 + 1},The screen {at} is far too dark,We need {at} more hours of support,"
        f"Thank you for your feedback {at}. Our team will look into it.\n"
        for at in range(1, 8)
    )
    text, settings = guessed({"form.csv": f"no,sent when,overall satisfaction,pros,cons,our reply\n{rows}"})
    assert settings.source[0].kind == "survey"
    assert 'text = ["pros", "cons"]' in text
    assert "# told by their cells, not by their names / 列名ではなく内容から判断: created_at" in text
    assert "# 'our reply' reads like the company's reply" in text
    assert "「our reply」は会社側の返信と思われるため、お客様の声としては読んでいません" in text


def test_a_form_is_a_survey_whatever_its_questions_speak_of(guessed):
    rows = "".join(f"2026/5/{at},授業は{at}回とも分かりやすい,教室を{at}度は暖めてほしい\n" for at in range(1, 8))
    _, settings = guessed({"集計.csv": f"記入日,授業の感想,先生へのメッセージをお書きください\n{rows}"})
    assert settings.source[0].kind == "survey"


@pytest.mark.parametrize(
    ("header", "line"),
    [
        (
            "顧客ID,契約開始日,プラン,会社名,国,業種,利用人数",
            'attributes = { country = "国", industry = "業種", seats = "利用人数" }',
        ),
        ("Customer ID,Start date,Plan,Country,Seats", 'attributes = { country = "Country", seats = "Seats" }'),
        ("Customer ID,Start date,Plan,Account owner,Notes", None),
    ],
)
def test_what_customers_have_in_common_is_named_as_attributes(guessed, header, line):
    rows = "\n".join(f"c{place},2024-01-0{1 + place % 9},Pro{',x' * (header.count(',') - 2)}" for place in range(12))
    text, settings = guessed({"customers.csv": f"{header}\n{rows}\n"})
    assert bool(settings.customers.attributes) == (line is not None)
    assert line is None or line in text


def test_months_that_are_named_by_their_day_alone_share_a_source_too(guessed):
    _, settings = guessed({"口コミ/2026-01.csv": REVIEWS, "口コミ/2026-02.csv": REVIEWS, "202603.csv": REVIEWS})
    assert {(source.name, source.path) for source in settings.source} == {
        *(("table", "inputs/[0-9]*.csv"), ("口コミ", "inputs/口コミ/*.csv")),
    }


@pytest.mark.parametrize("name", ["アップデート履歴.csv", "release_notes.csv", "更新履歴_2026.csv"])
def test_a_history_of_updates_is_a_calendar_and_nobodys_words(guessed, name):
    _, settings = guessed(
        {name: "日付,内容\n2026-03-01,新しい地図を追加しました\n2026-04-01,表示の不具合を直しました\n"}
    )
    assert (settings.source, len(settings.event)) == ([], 1)


@pytest.mark.parametrize("name", ["お知らせ.csv", "理事会議事録.csv", "press_release_2026.csv"])
def test_news_and_minutes_are_the_companys_own(guessed, name):
    text, settings = guessed({name: "日付,タイトル,本文\n2026-03-01,休業,当社は年末年始の間は休業いたします。\n"})
    assert settings.source == []
    assert f"inputs/{name} (" in text
