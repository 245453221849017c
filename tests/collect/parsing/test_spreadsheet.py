"""What a spreadsheet leaves in its cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vocpipe.collect.parsing.spreadsheet import is_error, plain


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("遅い\r\nでも安い", "遅い\nでも安い"),
        ("one\rtwo\vthree", "one\ntwo\nthree"),
        ("a\tb", "a\tb"),
        ("_x3042_é", "あé"),
        ("order_x0041_7", "order_x0041_7"),  # an escape that was escaped: the library has decoded the others
        ("a\x07b\0c_xFFFF_d", "a b c d"),
        ("smile _xD83D__xDE00_ half _xD83D_ other _xDE00_.", "smile 😀 half  other ."),
        ("cut _xD83D_", "cut "),
        ("_x00ZZ_ _x41_ _X0041_ x0041 plain", "_x00ZZ_ _x41_ _X0041_ x0041 plain"),
    ],
)
def test_what_the_library_leaves_escaped_is_read_as_excel_shows_it(cell, text):
    assert plain(cell) == text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Zl", "Zp"])))
def test_text_without_escapes_stays_as_it_is(text):
    assert plain(text.replace("_x", "")) == text.replace("_x", "")


@pytest.mark.parametrize(
    "cell",
    [
        "#NAME?",
        "#value!",
        " #N/A ",
        "＃ＮＡＭＥ？",
        "#ＤＩＶ／０！",
        "#スピル!",
        "#GETTING_DATA",
        "#NV",
        "########",
        "Err:508",
    ],
)
def test_an_error_is_known(cell):
    assert is_error(cell)
    assert is_error(f" {cell}\n")


@pytest.mark.parametrize("cell", ["", "#", "##", "#1", "#最高!", "#N/A is shown", "Error: 500 on save", "#name", "Err"])
def test_a_voice_is_no_error(cell):
    assert not is_error(cell)
