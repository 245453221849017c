"""Scores by names, cells and scale."""

import pytest

from tests.collect.tabular.tables import cycle, days, said


@pytest.mark.parametrize(("name", "text"), [("score", "reviewText"), ("点数", "クチコミ"), ("overall", "review")])
def test_one_to_five_in_a_table_of_reviews_are_stars(read, name, text):
    table = read({"date": days(), name: cycle(1, 5, 4), text: said()})
    assert {part.score_type for part in table.feedback} == {"stars"}


def test_a_score_of_unknown_kind_is_said(read):
    columns = {"date": days(), "quality score": cycle(1, 5, 4), "remarks": said()}
    table = read(columns)
    assert "score" not in table.columns
    assert table.says("'quality score' looks like a score")
    assert read(columns, score_type="csat").columns["score"] == "quality score"


@pytest.mark.parametrize(
    ("name", "numbers"), [("満足度", range(1, 11)), ("rating", range(0, 101, 8)), ("NPS", range(0, 99, 9))]
)
def test_numbers_off_the_scale_of_their_name_are_not_read_and_said(read, name, numbers):
    table = read({"date": days(), name: cycle(*numbers), "comment": said()})
    assert "score" not in table.columns
    assert table.says(name, "they are not read as scores")


def test_one_to_five_are_no_nps(read):
    content = "nps,why\n" + "".join(f"{number % 5 + 1},reason number {number}\n" for number in range(20))
    table = read(content)
    assert "score" not in table.columns
    assert table.says("'nps'", "none of its numbers is above 5")
    assert read(content, score_type="nps").feedback[0].score == 1


def test_scores_of_two_types_are_both_read_as_parts_of_one_thread(read):
    table = read({"date": days(), "NPS": cycle(3, 9), "満足度": cycle(2, 5), "comment": said()}, "survey")
    assert table.columns["score"] == ["NPS", "満足度"]
    first, second = table.feedback[:2]
    assert (first.score_type, first.score, first.text, first.thread_id) == ("nps", 3, said()[0], second.thread_id)
    assert (second.score_type, second.score, second.text) == ("csat", 2, None)
    assert len(table.feedback) == 24


def test_another_score_of_the_same_type_is_named(read):
    table = read({"date": days(), "NPS": cycle(3, 9), "NPS score": cycle(2, 5), "comment": said()}, "survey")
    assert table.columns["score"] == "NPS"
    assert table.says("'NPS score' looks like another score (nps)", 'columns = { score = "NPS score" }')


def test_a_further_score_off_its_scale_is_named_only(read):
    table = read({"date": days(), "NPS": cycle(3, 9), "満足度": cycle(20, 50), "comment": said()}, "survey")
    assert table.columns["score"] == "NPS"
    assert table.says("'満足度' looks like another score (csat)")


@pytest.mark.parametrize(
    ("name", "steps", "scores"),
    [
        ("満足度", ("満足", "やや満足", "普通", "やや不満", "不満"), {5, 4, 3, 2, 1}),
        ("総合満足度を教えてください", ("大変満足", "満足", "不満"), {5, 4, 2}),
        ("Satisfaction", ("Very satisfied", "Neutral", "Dissatisfied"), {5, 3, 2}),
    ],
)
def test_satisfaction_in_words_is_a_score(read, name, steps, scores):
    table = read({"date": days(), name: cycle(*steps), "comment": said()}, "survey")
    assert {(part.score_type, part.score) for part in table.feedback} == {("csat", score) for score in scores}


@pytest.mark.parametrize("question", ["Q3.使いやすさを5段階でお答えください", "How fun was the event?"])
def test_grades_under_a_question_are_said_and_read_once_their_type_is(read, question):
    columns = {"date": days(), question: cycle(1, 4, 5), "comment": said()}
    table = read(columns, "survey")
    assert table.says(question, "score_type = nps, csat, ces or stars")
    assert read(columns, "survey", score_type="csat").feedback[0].score == 1


@pytest.mark.parametrize(
    "question",
    [
        "Q1_このホテルを知人に薦めますか（0〜10）",
        "Q1. Wie wahrscheinlich ist es, dass Sie uns weiterempfehlen?",
        "Quelle est la probabilité que vous nous recommandiez ?",
    ],
)
def test_the_question_of_the_nps_is_known_beside_satisfaction(read, question):
    columns = {"date": days(), question: cycle(0, 7, 10), "満足度": cycle(5, 3), "comment": said()}
    scores = [(part.score_type, part.score) for part in read(columns, "survey").feedback]
    assert {kind for kind, _ in scores} == {"nps", "csat"}
    assert sorted({score for kind, score in scores if kind == "nps"}) == [0, 7, 10]
