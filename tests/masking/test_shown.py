"""What is shown of a file's own words: those that are known; the shape of all others."""

import pytest

from vocpipe.masking.sentences import safe_sentence
from vocpipe.masking.shown import shown, shown_path
from vocpipe.wording import Sentence, say, text

PEOPLE = (
    *(
        "山田太郎",
        "高橋 美咲",
        "タナカ ハナコ",
        "たかはしみさき",
        "ｽｽﾞｷ ｲﾁﾛｳ",
        "김민수",
        "王小明",
        "Łukasz Żak",
        "O'Malley",
    ),
    *(
        "Mark Young",
        "Yuki Nakamura",
        "JOSÉ DE LA CRUZ",
        "taro.yamada@example.jp",
        "090-1234-5678",
        "０３－１２３４－５６７８",
    ),
    *("1985-03-12", "4111 1111 1111 1111", "東京都港区芝公園4-2-8", "221B Baker Street", "C-10293", "@taro_y"),
)


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("around", ["{}", "担当者 {}", "comment ({})", "id, {}, text", "{}様からのご意見"])
def test_nothing_that_names_somebody_is_shown(person, around):
    told = shown(around.format(person))
    for part in person.replace("@", " ").replace(".", " ").replace("'", " ").split():
        assert len(part) < 3 or part.lower() in ("de", "street") or part not in told, told


@pytest.mark.parametrize(
    "known",
    [
        *(
            "created_at",
            "Customer ID",
            "satisfactionRating",
            "ご意見",
            "お客様の声",
            "お問い合わせ内容",
            "顧客満足度",
            "Kommentar",
        ),
        *("How likely is it that you would recommend us?", "NPS", "column 2", "11", "Expecting ',' delimiter"),
    ],
)
def test_the_names_of_columns_and_what_libraries_say_are_shown(known):
    assert shown(known) == known


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("inputs/reviews_202601.csv", "inputs/reviews_202601.csv"),
        ("inputs/2026年1月アンケート.xlsx", "inputs/2026年1月アンケート.xlsx"),
        ("inputs/山田太郎_09012345678.csv", "inputs/〇〇〇〇_99999999999~ab12.csv"),
        ("inputs/王様/interview_2026-09-01_C-1003.txt", "inputs/〇〇/interview_2026-09-01_C-9999~ab12.txt"),
        ("inputs/taro@example.jp", "inputs/[EMAIL]~ab12"),
    ],
)
def test_a_file_is_found_by_its_folder_its_shape_and_a_mark(path, told):
    assert shown_path(path, "ab12") == told


def test_in_a_sentence_vocpipes_own_words_and_counts_stay():
    sentence = say("collect.row.too_many_cells", n=12345, width=3)
    assert safe_sentence(sentence) == sentence


def test_in_a_sentence_what_came_from_the_file_becomes_a_shape():
    sentence = say("collect.file.no_feedback_columns", columns="id, 山田太郎, taro@example.jp, 届いた商品が壊れていた")
    told = safe_sentence(sentence)
    assert told.startswith(
        'no column looks like text or a score; name it: columns = { text = "…" }; the file has: id, 〇〇〇〇'
    )
    assert not any(part in told for part in ("山田", "太郎", "taro", "example", "壊れて"))


def test_a_sentence_in_a_sentence_and_an_error_in_one_are_masked_too():
    inner = say("collect.value.no_score", raw="山田太郎 090-1234-5678")
    outer = say("collect.row.no_words_because", reason=inner)
    assert "山田" not in safe_sentence(outer)
    assert safe_sentence(outer).startswith("no text and no score in it: '")
    told = safe_sentence(say("collect.file.no_json", error=ValueError("Expecting value near Yamada Taro")))
    assert "Expecting value" in told
    assert "Yamada" not in told


def test_the_message_of_an_error_is_still_the_sentence():
    error = ValueError(say("collect.value.no_score", raw="山田太郎"))
    assert isinstance(str(error), Sentence)
    assert isinstance(text("collect.value.no_time").en, Sentence)


def test_words_of_another_package_are_shown_if_they_are_known():
    assert safe_sentence("no number in Yamada Taro's cell") == "no number in xxxxxx xxxx's cell"


def test_the_letters_of_a_sheets_columns_are_shown():
    sentence = say("collect.table.merged_cells", letters="A, F, AB")
    assert safe_sentence(sentence) == sentence
