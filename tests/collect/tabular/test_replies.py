"""The company's words are never voices."""

import pytest

from tests.collect.tabular.tables import REPLIED_EN, cycle, days, ids, replied, said


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("質問", "回答"),
        ("ご意見の概要", "本市の考え方"),
        ("お問い合わせ内容", "回答内容"),
        ("お申し出", "処置"),
        ("口コミ", "宿からの返信"),
        ("レビュー", "返信内容"),
        ("ご用件", "応対内容"),
    ],
)
def test_answers_beside_opinions_are_not_read_and_named_in_japanese(read, asked, answered):
    table = read({"受付日": days(), answered: replied("ja"), asked: said("ja")}, "ticket")
    assert table.columns["text"] == asked
    assert table.reading.unread == [f"'{answered}' reads like the company's reply; it is not read as customers' words"]


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("question", "answer"),
        ("Request", "Response"),
        ("content", "replyContent"),
        ("review", "Response from owner"),
        ("complaint", "resolution"),
        ("Customer message", "Agent reply"),
        ("inquiry", "companyReply.text"),
    ],
)
def test_answers_beside_opinions_are_not_read_and_named_in_english(read, asked, answered):
    table = read({"date": days(), answered: replied(), asked: said()}, "ticket")
    assert table.columns["text"] == asked
    assert table.says(f"'{answered}' reads like the company's reply")


def test_what_names_do_not_tell_the_phrases_do(read):
    table = read({"Text A": replied(), "Text B": said()}, "ticket")
    assert table.columns["text"] == "Text B"
    assert table.says("'Text A' reads like the company's reply")


@pytest.mark.parametrize("name", ["回答", "回答内容", "response", "answer"])
def test_the_answers_of_a_survey_are_its_voices(read, name):
    table = read({"回答日時": days(), "NPS": cycle(9, 3, 7), name: said("ja")}, "survey")
    assert table.columns["text"] == name
    assert table.reading.unread == []


def test_a_form_of_one_answer_a_row_keeps_the_question_with_it(read):
    table = read(
        {"質問": cycle("良かった点は何ですか", "改善点は何ですか"), "回答": said("ja"), "送信日": days()}, "survey"
    )
    assert table.columns["text"] == "回答"
    assert table.feedback[1].attrs["question"] == "改善点は何ですか"


@pytest.mark.parametrize(
    "name", ["How was the response from our support?", "サポートからの返信についてお聞かせください"]
)
def test_a_question_about_replies_is_no_reply(read, name):
    assert read({"submitted": days(), name: said()}, "survey").columns["text"] == name


def test_a_column_that_reads_like_replies_and_stands_alone_is_said(read):
    assert read({"id": ids(), "comment": replied()}).says("'comment' reads like the company's replies")


def test_the_settings_win(read):
    table = read({"question": said(), "answer": replied()}, columns={"text": "answer"})
    assert table.feedback[0].text == REPLIED_EN[0]


def test_numbers_and_times_of_replies_are_not_named(read):
    table = read({"review": said(), "replies": cycle(0, 3, 12), "reply date": days(), "date": days()}, "review")
    assert table.reading.unread == []


def test_customers_who_write_politely_are_customers(read):
    polite = cycle(
        "お世話になっております。請求書が届いておりませんのでご確認ください。",
        "申し訳ございませんが、解約の手続きをご案内いただけますでしょうか。",
        "いつもご対応ありがとうございます。返金のご連絡をお待ちしております。",
    )
    table = read({"受付日": days(), "お問い合わせ内容": polite, "経緯": said("ja")}, "ticket")
    assert table.columns["text"] == "お問い合わせ内容"


@pytest.mark.parametrize("name", ["クレームへの対応はいかがでしたか", "What did you think of our response to you?"])
def test_a_forms_question_about_the_companys_answers_is_read(read, name):
    table = read({"date": days(), name: said(), "ほかのご意見": said("ja")}, "survey")
    assert set(table.columns["text"]) == {name, "ほかのご意見"}


@pytest.mark.parametrize("settings", [{}, {"columns": {"text": "answer"}}])
def test_of_a_forms_answers_one_a_row_numbers_are_scores_or_choices_and_no_opinions(read, settings):
    asked = cycle("How likely are you to recommend us?", "What should we improve?", "How many are you?")
    answers = [text if number % 3 == 1 else number for number, text in enumerate(said())]
    table = read({"response": ids(), "answered": days(), "question": asked, "answer": answers}, "survey", **settings)
    assert [part.text for part in table.feedback if part.text] == said()[1::3]
    assert [(part.score_type, part.score) for part in table.feedback[::3]] == [("nps", n) for n in (0, 3, 6, 9)]
    assert table.feedback[2].attrs["answers"][0]["answer"] == "2"
