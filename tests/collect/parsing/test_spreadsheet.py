"""What a spreadsheet leaves in its cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vocpipe.collect.parsing.spreadsheet import is_error, unescaped


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("遅い_x000D_\nでも安い", "遅い\nでも安い"),
        ("one_x000D__x000A_two", "one\ntwo"),
        ("one_x000d_two", "one\ntwo"),
        ("one_x000B_two", "one\ntwo"),
        ("a_x0009_b", "a\tb"),
        ("_x3042__x00E9_", "あé"),
        ("order_x005F_x0041_7", "order_x0041_7"),
        ("_x005F_x005F_x005F_x0041_", "_x005F_x0041_"),
        ("a_x0007_b_x0000_c_xFFFF_d", "a b c d"),
        ("smile _xD83D__xDE00_ half _xD83D_ other _xDE00_.", "smile 😀 half  other ."),
        ("cut _xD83D_", "cut "),
        ("_x00ZZ_ _x41_ _X0041_ x0041 plain\r\n", "_x00ZZ_ _x41_ _X0041_ x0041 plain\r\n"),
    ],
)
def test_escaped_characters_are_read_as_excel_shows_them(cell, text):
    assert unescaped(cell) == text


def escaped(text: str) -> str:
    """Every character as an escape."""
    units = text.encode("utf-16-be")
    return "".join(f"_x{units[at : at + 2].hex()}_" for at in range(0, len(units), 2))


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Zl", "Zp"])))
def test_escaping_every_character_changes_nothing(text):
    assert unescaped(escaped(text)) == text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_an_escaped_underscore_protects_any_text(text):
    assert unescaped(text.replace("_", "_x005F_")) == text


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
