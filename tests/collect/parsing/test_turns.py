"""Transcripts as text, cut into turns."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vocpipe.collect.parsing.turns import cut, is_system_line, lines_of, named, timed_share


def said(text):
    return [(turn.speaker, turn.text) for turn in cut(text) if turn.speaker]


# Each: two people, two turns of the first.
FORMS = [
    "Lee: it is slow\nNoa: why?\nLee: no idea\nNoa: ok",
    "Lee：it is slow\nNoa：why?\nLee：no idea\nNoa：ok",
    "Lee「it is slow」\nNoa「why?」\nLee「no idea」\nNoa「ok」",
    "[10:32] Lee: it is slow\n[10:33] Noa: why?\n[10:34] Lee: no idea\n[10:35] Noa: ok",
    "(10:32:05 AM) Lee: it is slow\n(10:33:01 AM) Noa: why?\n(10:34:00 AM) Lee: no idea\n(10:35:00 AM) Noa: ok",
    "10:32 Lee: it is slow\n10:33 Noa: why?\n10:34 Lee: no idea\n10:35 Noa: ok",
    "Lee (10:32): it is slow\nNoa (10:33): why?\nLee (10:34): no idea\nNoa (10:35): ok",
    "Lee   0:03\nit is slow\n\nNoa   0:07\nwhy?\n\nLee   0:09\nno idea\n\nNoa   0:12\nok",
    "10:32 Lee\nit is slow\n10:33 Noa\nwhy?\n10:34 Lee\nno idea\n10:35 Noa\nok",
    "[0:03] Lee\nit is slow\n[0:07] Noa\nwhy?\n[0:09] Lee\nno idea\n[0:12] Noa\nok",
    "[Lee] 10:32:05\nit is slow\n\n[Noa] 10:33:05\nwhy?\n\n[Lee] 10:34:05\nno idea\n\n[Noa] 10:35:05\nok",
    "Lee:\nit is slow\n\nNoa:\nwhy?\n\nLee:\nno idea\n\nNoa:\nok",
    "**Lee:** it is slow\n**Noa:** why?\n**Lee:** no idea\n**Noa**: ok",
    "1. Lee: it is slow\n2. Noa: why?\n3. Lee: no idea\n4. Noa: ok",
    "- Lee: it is slow\n- Noa: why?\n- Lee: no idea\n- Noa: ok",
    "10:32\nLee: it is slow\n10:33\nNoa: why?\n10:34\nLee: no idea\n10:35\nNoa: ok",
    "2026/3/4 10:32 Lee: it is slow\n2026/3/4 10:33 Noa: why?\n2026/3/4 10:34 Lee: no idea\n2026/3/4 10:35 Noa: ok",
    "[4/3/26, 10:32:05] Lee: it is slow\n[4/3/26 10:33] Noa: why?\n[4/3/26 10:34] Lee: no idea\n[4/3/26 10:35] Noa: ok",
    "午前10:32 Lee: it is slow\n午前10:33 Noa: why?\n午前10:34 Lee: no idea\n午前10:35 Noa: ok",
]


@pytest.mark.parametrize("text", FORMS)
def test_who_says_what(text):
    assert said(text) == [("Lee", "it is slow"), ("Noa", "why?"), ("Lee", "no idea"), ("Noa", "ok")]


def test_line_breaks_of_windows_and_old_macs_are_line_breaks():
    assert said("Lee: a\r\nNoa: b\rLee: c\nNoa: d") == [("Lee", "a"), ("Noa", "b"), ("Lee", "c"), ("Noa", "d")]


def test_a_turn_runs_over_lines_and_empty_lines():
    turns = cut("顧客: 印刷が\nできません\n\n昨日からです\n聞き手: はい")
    assert [(turn.line, turn.text) for turn in turns] == [(1, "印刷が\nできません\n\n昨日からです"), (5, "はい")]


def test_a_word_before_a_colon_is_no_name_where_names_have_times():
    text = "(09:00:01) Lee: it says\nProblem: no disk\nProblem: no disk\n(09:00:09) Noa: hm"
    assert said(text) == [("Lee", "it says\nProblem: no disk\nProblem: no disk"), ("Noa", "hm")]


@pytest.mark.parametrize(
    "line", ["URL: https://a.example/b", "https://a.example:80/x", "Note: it is urgent", "備考：至急"]
)
def test_what_is_no_name_stays_in_the_turn(line):
    assert said(f"Agent: go on\nCustomer: see\n{line}\n{line}\nAgent: ok")[1] == ("Customer", f"see\n{line}\n{line}")


def test_a_name_that_comes_once_is_a_name_only_if_it_is_a_role():
    assert said("Customer: it fails\nReason: disk\nAgent: ok") == [
        ("Customer", "it fails\nReason: disk"),
        ("Agent", "ok"),
    ]


def test_a_name_that_comes_once_is_a_name_where_every_line_has_one():
    assert said("Lee: it is slow\nNoa: why?\nLee: no idea") == [
        ("Lee", "it is slow"),
        ("Noa", "why?"),
        ("Lee", "no idea"),
    ]


def test_questions_and_answers():
    assert said("Q1. どこが不便ですか\nA1. 検索です\nQ2: 他には\nA2: ありません") == [
        ("Q", "どこが不便ですか"),
        ("A", "検索です"),
        ("Q", "他には"),
        ("A", "ありません"),
    ]


@pytest.mark.parametrize("form", ["【{}】{}", "[{}] {}", "<{}> {}", "（{}）{}", "［{}］：{}"])
def test_roles_in_brackets(form):
    text = "\n".join([form.format("担当", "はい"), form.format("顧客", "遅い"), "（笑）", "（笑）"])
    assert said(text) == [("担当", "はい"), ("顧客", "遅い\n（笑）\n（笑）")]


def test_who_asks_in_a_printed_interview_is_a_dash():
    text = "――導入の背景は？\n李：手作業でした。\n――効果は？\n李：半分になりました。"
    assert said(text) == [
        ("――", "導入の背景は？"),
        ("李", "手作業でした。"),
        ("――", "効果は？"),
        ("李", "半分になりました。"),
    ]


def test_times_take_the_day_from_the_line_above():
    turns = cut("2026/03/04(水)\n10:32\tLee\tit is slow\n10:33\tNoa\twhy?\n2026/03/05(木)\n09:10\tLee\tno idea")
    assert [turn.time for turn in turns if turn.speaker] == [
        "2026/03/04(水) 10:32",
        "2026/03/04(水) 10:33",
        "2026/03/05(木) 09:10",
    ]


SYSTEM = [
    "(09:12:33) *** Lee joined the chat ***",
    "*** Noa left ***",
    "Chat started: 2026-03-04 09:00 AM UTC",
    "Chat started on 2026-03-04",
    "Lee joined the chat",
    "10:40 Noa has left the conversation",
    "佐藤が参加しました",
    "チャットを終了しました",
    "--- transferred to Noa ---",
]


@pytest.mark.parametrize("line", SYSTEM)
def test_what_the_system_wrote_is_nobodys(line):
    assert is_system_line(line)
    turns = cut(f"Agent: go on\nCustomer: it fails\n{line}\nAgent: ok")
    assert [turn.text for turn in turns if turn.is_system] == [line]
    assert said(f"Agent: go on\nCustomer: it fails\n{line}\nAgent: ok")[1] == ("Customer", "it fails")


@pytest.mark.parametrize(
    "line", ["I joined", "We left the company because nobody in support had time for us", "...", "---", ""]
)
def test_what_people_say_is_not_the_systems(line):
    assert not is_system_line(line)


def test_lines_above_the_first_name_are_nobodys():
    turns = cut("Weekly call\nAgent: hi\nCustomer: hello")
    assert [(turn.speaker, turn.text) for turn in turns][:2] == [(None, "Weekly call"), ("Agent", "hi")]
    assert named(turns) == ["Agent", "Customer"]
    assert timed_share(turns) == 0.0


_NAMES = ("Lee", "Noa", "顧客", "聞き手", "Q", "A", ": ", "：", "「", "」", "**", "- ", "***")
_TIMES = ("10:32", "[10:33] ", "(09:00:01 AM) ", "2026/03/04", "00:00:01.000 --> 00:00:02.000")
pieces = st.sampled_from([*_NAMES, *_TIMES, "\n", "\n\n", " ", "\t", "it is slow", "遅いです", "joined the chat"])
texts = st.lists(pieces, max_size=30).map("".join) | st.text(max_size=200)


def squeezed(text):
    return sorted(char for char in text if char.isalnum())


@given(texts)
@example("Lee:\nNoa:\nLee:")
def test_cutting_loses_nothing_and_never_raises(text):
    turns = cut(text)
    found = " ".join(f"{turn.speaker or ''} {turn.time or ''} {turn.text}" for turn in turns)
    letters = squeezed(found)
    for char in set(squeezed(text)):
        if not char.isdigit() and char not in "QA":
            assert letters.count(char) >= squeezed(text).count(char)
    starts = [turn.line for turn in turns]
    assert starts == sorted(set(starts))
    assert all(1 <= start <= len(lines_of(text)) for start in starts)


@pytest.mark.parametrize(
    "text", [" " * 50_000, "-" * 50_000, "*" * 50_000, ": " * 20_000, "10:32 " * 10_000, "a:" * 30_000]
)
def test_long_lines_take_no_time(text):
    cut(text)
