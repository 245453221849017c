"""Several columns of text: a form's answers, notes, titles."""

import time

import pytest

from tests.collect.tabular.tables import cycle, days, ids, said


def test_every_question_of_a_form_is_an_answer_of_its_own(read):
    questions = ["よかった点を教えてください", "改善してほしい点を教えてください", "ほかにご意見があればお書きください"]
    form = {"ID": ids(""), "完了時刻": days(), "満足度": cycle(4, 5, 2)}
    answers = {name: said("ja", start=3 * number) for number, name in enumerate(questions)}
    table = read(
        {**form, **answers, "ご利用の頻度を教えてください": cycle("毎日", "週に数回", "月に1回程度")}, "survey"
    )
    assert table.columns["text"] == questions
    assert len(table.feedback) == 36
    assert {part.attrs["question"] for part in table.feedback} == set(questions)
    assert [part.score for part in table.feedback[:3]] == [4, None, None]
    assert table.says("each of these columns is read as an answer of its own", *questions)


def test_what_people_liked_and_did_not_are_two_answers_of_a_review(read):
    table = read({"date": days(), "pros": said(), "cons": said(start=5), "rating": cycle(1, 5)}, "review")
    assert table.columns["text"] == ["pros", "cons"]


@pytest.mark.parametrize("note", ["Internal notes", "社内メモ", "Root cause", "引継ぎ事項", "翻訳"])
def test_texts_beside_a_tickets_are_named_with_the_line_that_reads_them(read, note):
    table = read({"created": days(), "description": said(), note: said("ja", start=4)}, "ticket")
    assert table.columns["text"] == "description"
    assert table.says(f"'{note}' reads like text", f'columns = {{ text = ["description", "{note}"] }}')


@pytest.mark.parametrize("unit", ["週", "1", "毎日", "とても", "(", "a.b@"])
def test_a_cell_of_millions_of_letters_does_not_keep_the_columns_from_being_found(read, unit):
    long = said()
    long[3] = unit * (2_000_000 // len(unit))
    start = time.process_time()
    table = read({"date": days(), "comment": said(start=4), "more": long, "freq": cycle(unit, "毎日")}, "survey")
    assert "comment" in table.columns["text"]
    assert time.process_time() - start < 10


def test_names_and_companies_are_no_answers(read):
    people = cycle("Ann Lee", "Bo Chen Wu", "Cy Young")
    firms = cycle("株式会社青空商事", "みなと工業株式会社", "有限会社はと")
    table = read({"date": days(), "comment": said(), "name": people, "会社": firms}, "survey")
    assert table.columns["text"] == "comment"
    assert table.reading.unread == []


@pytest.mark.parametrize("name", ["summary", "要約"])
def test_a_summary_is_a_title_beside_a_longer_text_and_else_the_text(read, name):
    beside = read({name: [text[:9] for text in said()], "description": said()})
    assert (beside.columns["title"], beside.columns["text"]) == (name, "description")
    assert read({name: said(), "status": cycle("open")}).columns["text"] == name


def test_a_column_of_numbers_called_comment_is_no_text(read):
    assert read({"comment": cycle(0, 4, 12), "comments": said()}).columns["text"] == "comments"


def test_an_empty_column_of_a_better_name_is_passed_over(read):
    assert read({"comment": cycle(""), "feedback": said()}).columns["text"] == "feedback"


def test_of_columns_of_one_name_the_filled_one_is_read(read):
    content = "id,comment,comment\n" + "".join(f"A{at},,{text}\n" for at, text in enumerate(said()) if "," not in text)
    assert read(content).columns["text"] == "comment (2)"


@pytest.mark.parametrize("name", ["comment_en", "Translated comment", "コメント（英訳）"])
def test_a_translation_is_no_second_voice(read, name):
    table = read({"comment": said("ja"), name: said(), "date": days()}, "survey")
    assert table.columns["text"] == "comment"
    assert table.says(f"'{name}' reads like text")


def test_a_text_that_is_exported_twice_is_one_voice(read):
    marked = [f"<p>{text}</p>" for text in said()]
    table = read({"date": days(), "comment": said(), "comment_html": marked, "stars": cycle(1, 5)}, "survey")
    assert [part.text for part in table.feedback] == said()
    assert table.says("comment_html")
