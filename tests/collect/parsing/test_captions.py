"""WebVTT and SubRip as turns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vocpipe.collect.parsing.captions import cut_captions, has_timing

VOICES = """WEBVTT - made by a recorder

STYLE
::cue { color: lime }

NOTE
not said

7a2f/12-0
00:00:01.000 --> 00:00:02.500 align:start position:0%
<v Lee Park>The export <i>fails</i> &amp; stops</v>

00:00:02.500 --> 00:00:04.000
<v Lee Park>every night.</v>

00:04.000 --> 00:05.000
<v.loud Noa>Since when?
<v Lee Park>Monday
"""


def said(text):
    return [(turn.speaker, turn.text) for turn in cut_captions(text) if not turn.is_system]


def test_the_voices_of_cues_are_turns():
    assert said(VOICES) == [
        ("Lee Park", "The export fails & stops every night."),
        ("Noa", "Since when?"),
        ("Lee Park", "Monday"),
    ]


def test_notes_and_styles_are_nobodys():
    assert [turn.text.split("\n")[0] for turn in cut_captions(VOICES) if turn.is_system] == [
        "WEBVTT - made by a recorder",
        "STYLE",
        "NOTE",
    ]


def test_lines_and_times_are_those_of_the_file():
    first = next(turn for turn in cut_captions(VOICES) if turn.speaker)
    assert (first.line, first.time) == (11, "00:00:01.000")


def test_names_before_colons_are_the_speakers_of_srt():
    text = """1
00:00:00,000 --> 00:00:02,000
お客様：印刷が
できません

2
00:00:02,000 --> 00:00:03,000
担当：いつからですか
3
00:00:03,000 --> 00:00:04,000
お客様：昨日です
"""
    assert said(text) == [("お客様", "印刷が\nできません"), ("担当", "いつからですか"), ("お客様", "昨日です")]


def test_where_every_caption_begins_with_a_name_one_that_comes_once_is_one_too():
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\nLee: it fails\n\n00:02.000 --> 00:03.000\nNoa: sorry\n"
    assert said(text) == [("Lee", "it fails"), ("Noa", "sorry")]


def test_captions_that_roll_are_said_once():
    text = """WEBVTT

00:00:00.000 --> 00:00:02.000
we were looking

00:00:02.000 --> 00:00:02.010
we were looking

00:00:02.010 --> 00:00:04.000
we were looking
for<00:00:03.000><c> the price.</c>

00:00:04.000 --> 00:00:06.000
for the price.
It is too high
"""
    assert said(text) == [(None, "we were looking for the price."), (None, "It is too high")]


def test_a_word_said_twice_stays_twice():
    text = "WEBVTT\n\n00:00.000 --> 00:01.000\n<v Lee>no\n\n00:01.000 --> 00:02.000\n<v Lee>no way\n"
    assert said(text) == [("Lee", "no no way")]


@pytest.mark.parametrize(
    "text", ["00:00.000 --> 00:01.000", "1\n00:00:00,000 --> 00:00:01,000\nhi", "WEBVTT\n\n0:01.0 --> 0:02.0"]
)
def test_timings_are_found(text):
    assert has_timing(text)


@given(st.text(max_size=100) | st.text(alphabet="WEBVTT0:.,->\n <v>/abc", max_size=200).map("WEBVTT\n\n".__add__))
def test_any_text_is_cut(text):
    starts = [turn.line for turn in cut_captions(text)]
    assert starts == sorted(starts)
