import csv
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests import builders
from tests.bench import FOLDER
from tests.structure.database import add, add_texts, delete, dump, new_database, structure
from vocpipe.settings import Settings
from vocpipe.structure import stage

TABLES = ("feedback_clean", "sentence", "survey_answer", "duplicate_band", "duplicate")
MAIL = """お世話になっております。株式会社テストの山田です。
請求書がPDFで出せません。
The export fails too.

iPhoneから送信"""


@pytest.fixture
def connection():
    return new_database()


def rows(connection, query):
    return connection.execute(query).fetchall()


def test_a_mail_becomes_a_clean_masked_text_and_its_sentences(connection):
    add(connection, "a", MAIL, title="Re: 請求書の件", url="https://x.com/1?by=a@b.co")
    counts = structure(connection)
    assert counts == {
        "feedback": 1, "deleted": 0, "sentences": 5, "opinions": 2, "masked": 1, "mended": 0, "unreadable": 0,
        "templates": 0, "rejects": 0, "duplicates": 0,
    }  # fmt: skip
    assert rows(connection, "SELECT text, lang, is_empty_like, url, masked, cut_share > 0 FROM feedback_clean") == [
        (
            "請求書の件\nお世話になっております。株式会社テストの[NAME]です。\n"
            "請求書がPDFで出せません。\nThe export fails too.",
            "en",
            False,
            "https://x.com/1",
            '{"NAME": 1}',
            True,
        )
    ]
    assert rows(connection, "SELECT position, text, lang, role FROM sentence ORDER BY position") == [
        (0, "請求書の件", "ja", "courtesy"),
        (1, "お世話になっております。", "ja", "courtesy"),
        (2, "株式会社テストの[NAME]です。", "ja", "courtesy"),
        (3, "請求書がPDFで出せません。", "ja", "opinion"),
        (4, "The export fails too.", "en", "opinion"),
    ]


def test_a_title_that_says_nothing_new_is_left_out(connection):
    add(connection, "a", "ログインできない。助けて", title="RE: Fwd: ログインできない")
    add(connection, "b", "ログインできない。助けて", title="Re:")
    structure(connection)
    assert rows(connection, "SELECT DISTINCT text FROM feedback_clean") == [("ログインできない。助けて",)]


def test_a_title_that_only_names_a_subject_forms_no_theme(connection):
    add(connection, "a", "PDFが出ない", title="請求書について")
    add(connection, "b", None, title="請求書について")
    structure(connection)
    assert rows(connection, "SELECT feedback_id, text, role FROM sentence ORDER BY feedback_id, position") == [
        ("a", "請求書について", "courtesy"),
        ("a", "PDFが出ない", "opinion"),
        ("b", "請求書について", "opinion"),
    ]


def test_empty_answers_are_marked_and_scores_without_text_are_not(connection):
    for feedback_id, text in {
        "a": "特になし",
        "b": None,
        "c": "> quoted\n> only",
        "d": "@x https://t.co/1",
        "e": " ",
    }.items():
        add(connection, feedback_id, text)
    structure(connection)
    assert rows(connection, "SELECT feedback_id, text, is_empty_like, cut_share FROM feedback_clean ORDER BY 1") == [
        ("a", "特になし", True, 0.0),
        ("b", None, False, None),
        ("c", None, True, 1.0),
        ("d", None, True, 1.0),
        ("e", None, False, None),
    ]
    assert rows(connection, "SELECT text, role FROM sentence") == [("特になし", "empty")]


def test_questions_and_closed_answers_are_kept_masked_and_without_odd_bytes(connection):
    answers = [
        {"question": "Who \\x8c\\xe6helped?", "option": None, "answer": "jane@example.com"},
        {"question": "Plan", "option": "Basic", "answer": "はい"},
        {"question": "Age", "option": "", "answer": 42},
        {"question": "Left out", "option": None, "answer": ""},
    ]
    add(connection, "a", "Good", attrs={"question": "Why \\x8c\\xe6so?", "answers": answers})
    structure(connection)
    assert rows(connection, "SELECT question FROM feedback_clean") == [("Why so?",)]
    assert rows(connection, "SELECT position, question, option, answer FROM survey_answer ORDER BY 1") == [
        (0, "Who helped?", None, "[EMAIL]"),
        (1, "Plan", "Basic", "はい"),
        (2, "Age", None, "42"),
    ]


def test_nothing_new_changes_nothing_and_takes_no_time(connection):
    for n in range(50):
        add(connection, f"f{n}", f"請求書の画面が遅いです。{n}回も試しました。")
    structure(connection)
    before = dump(connection, *TABLES)
    seconds = []
    for _ in range(3):
        start = time.perf_counter()
        assert structure(connection)["feedback"] == 0
        seconds.append(time.perf_counter() - start)
    assert min(seconds) < 0.25
    assert dump(connection, *TABLES) == before


def test_nothing_new_loads_no_heavy_library():
    code = (
        "import sys; from tests.structure.database import new_database, structure; structure(new_database());"
        "print([name for name in ('spacy', 'lingua', 'bs4', 'torch', 'phonenumbers') if name in sys.modules])"
    )
    root = stage.__file__.rsplit("vocpipe", 1)[0]
    assert (
        subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True).stdout
        == "[]\n"
    )


def test_a_changed_text_replaces_its_sentences_and_what_was_derived_from_them(connection):
    add(connection, "a", "値段が高い。表示が遅い。")
    structure(connection)
    ids = dict(rows(connection, "SELECT text, sentence_id FROM sentence"))
    for sentence in ids.values():
        builders.add(connection, "sentence_theme", sentence_id=sentence, theme_id="t")
        builders.add(connection, "sentence_sentiment", sentence_id=sentence)
    add(connection, "a", "値段が高い。サポートが良い。")
    structure(connection)
    unchanged = [(ids["値段が高い。"],)]
    assert rows(connection, "SELECT sentence_id FROM sentence_theme") == unchanged
    assert rows(connection, "SELECT sentence_id FROM sentence_sentiment") == unchanged
    assert rows(connection, "SELECT text FROM sentence ORDER BY position") == [("値段が高い。",), ("サポートが良い。",)]


def test_a_deleted_text_leaves_nothing_behind(connection):
    text = "請求書の画面が毎朝一分もかかって開くので、チームのみんなが困っています。"
    add(connection, "a", text, attrs={"answers": [{"question": "q", "option": None, "answer": "x"}]})
    add(connection, "b", text, day=1)
    structure(connection)
    delete(connection, "a")
    delete(connection, "b")
    assert structure(connection)["deleted"] == 2
    assert not any(dump(connection, *TABLES).values())


def test_a_killed_run_resumes_and_ends_with_equal_rows(connection, monkeypatch):
    monkeypatch.setattr(stage, "BATCH", 4)
    other = new_database()
    for database in (connection, other):
        for n in range(14):
            add(
                database, f"f{n:02}", f"The export page number {n % 5} is slow and nobody at support answers me.", day=n
            )

    def stop(done, total):
        assert total == 14
        if done == 8:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        structure(connection, progress=stop)
    assert rows(connection, "SELECT count(*) FROM feedback_clean") == [(8,)]
    assert structure(connection)["feedback"] == 6
    structure(other)
    assert dump(connection, *TABLES) == dump(other, *TABLES)


def test_other_languages_in_the_settings_redo_the_texts(connection):
    add(connection, "a", "Das ist gut")
    structure(connection)
    german = Settings.model_validate({"workspace": {"languages": ["de", "en"]}})
    assert structure(connection, german)["feedback"] == 1
    assert rows(connection, "SELECT lang FROM sentence") == [("de",)]


OWN = Settings.model_validate({"workspace": {"own_names": ["Tsumugi", "ツムギ"]}})


def test_sentences_that_differ_only_in_an_own_name_share_a_hash_and_are_shown_as_written(connection):
    add(connection, "a", "ツムギの名義変更ができません。")
    add(connection, "b", "これの名義変更ができません。")
    add(connection, "c", "Tsumugi's export is slow.")
    add(connection, "d", "It export is slow.")
    structure(connection, OWN)
    sentences = rows(connection, "SELECT text, text_hash, tokens FROM sentence ORDER BY feedback_id")
    assert [text for text, *_ in sentences] == [
        "ツムギの名義変更ができません。",
        "これの名義変更ができません。",
        "Tsumugi's export is slow.",
        "It export is slow.",
    ]
    assert sentences[0][1:] == sentences[1][1:]
    assert sentences[2][1:] == sentences[3][1:]
    assert sentences[0][2] == ["名義", "変更", "名義変更"]
    assert sentences[2][2] == ["export", "slow"]


def test_other_own_names_redo_the_texts_and_what_hangs_on_their_hashes(connection):
    add(connection, "a", "ツムギが高い。表示が遅い。")
    structure(connection)
    before = dict(rows(connection, "SELECT text, text_hash FROM sentence"))
    for (sentence,) in rows(connection, "SELECT sentence_id FROM sentence"):
        builders.add(connection, "sentence_sentiment", sentence_id=sentence)
    assert structure(connection, OWN)["feedback"] == 1
    after = dict(rows(connection, "SELECT text, text_hash FROM sentence"))
    assert {text for text in before if before[text] != after[text]} == {"ツムギが高い。"}
    scored = "SELECT text FROM sentence JOIN sentence_sentiment USING (sentence_id)"
    assert rows(connection, scored) == [("表示が遅い。",)]
    assert structure(connection, OWN)["feedback"] == 0
    structure(connection)
    assert dict(rows(connection, "SELECT text, text_hash FROM sentence")) == before


def test_what_people_decided_about_a_text_holds_under_its_new_hash(connection):
    add(connection, "a", "ツムギが高い。")
    add(connection, "b", "これが高い。")
    add(connection, "c", "表示が遅い。")
    structure(connection)
    (named,), (held,) = rows(connection, "SELECT text_hash FROM sentence WHERE feedback_id < 'c' ORDER BY feedback_id")
    builders.add(connection, "edit_member", text_hash=named)
    builders.add(
        connection, "edit_member", edit_id="e_2", text_hash=held, how="held", via_theme="t_1", via_subtheme="t_2"
    )
    structure(connection, OWN)
    members = "SELECT edit_id, text_hash, how, via_theme FROM edit_member ORDER BY edit_id, how"
    expected = [("e_1", named, "named", None), ("e_1", held, "named", None), ("e_2", held, "held", "t_1")]
    assert sorted(rows(connection, members), key=repr) == sorted(expected, key=repr)
    structure(connection)
    assert ("e_2", named, "held", "t_1") in rows(connection, members)


def texts_of(path):
    """One text per line, or the column `text` of a CSV file."""
    if path.suffix == ".txt":
        return path.read_text(encoding="utf-8").splitlines()
    with path.open(encoding="utf-8") as file:
        return [row["text"] for row in csv.DictReader(file)][:1_500]


OURS = [Path(__file__).parent / name for name in ("posts_en.txt", "reviews_ja.txt")]
REAL = [FOLDER / "sentiment" / name for name in ("airline_tweets.csv", "hotel_sentences_ja.csv")]


@pytest.mark.parametrize("path", [*OURS, *filter(Path.is_file, REAL)], ids=lambda path: path.name)
def test_texts_as_people_write_them_keep_their_sentences_findable_and_give_no_addresses(connection, path):
    texts = texts_of(path)
    add_texts(connection, texts)
    counts = structure(connection)
    assert counts["feedback"] == len(texts) >= 30
    assert counts["opinions"] > 0.9 * counts["sentences"]
    lost = "SELECT s.text FROM sentence s JOIN feedback_clean c USING (feedback_id) WHERE NOT contains(c.text, s.text)"
    assert rows(connection, lost) == []
    assert rows(connection, "SELECT text FROM sentence WHERE regexp_matches(text, '\\w@\\w+\\.\\w')") == []


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_what_identifies_the_writer_is_masked_and_links_are_removed(connection, path):
    add_texts(connection, texts_of(path))
    assert structure(connection)["masked"] >= 4
    private = "lena|info@|高橋|7946|1234-5678|4111|20260315|8830127745|http|www"
    assert rows(connection, f"SELECT text FROM sentence WHERE regexp_matches(text, '{private}')") == []
