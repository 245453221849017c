"""Files of which one part is UTF-16 and another is not."""

import codecs

import pytest

from vocpipe.collect.parsing.decode import decode
from vocpipe.collect.parsing.widths import parts_by_width

HEADER = "id,day,comment\n"
FIRST = "".join(f"{n},2026-03-0{n},The bill of month {n} never came\n" for n in range(1, 6))
SECOND = "".join(f"{n},2026-03-0{n},請求書が届きません\n" for n in range(6, 9))
WIDE = ["utf-16-le", "utf-16-be"]


@pytest.mark.parametrize("wide", WIDE)
@pytest.mark.parametrize("bom", [True, False])
@pytest.mark.parametrize("wide_first", [True, False])
def test_both_parts_are_read_and_said(wide, bom, wide_first):
    mark = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}[wide] if bom else b""
    narrow, wider = (HEADER + FIRST).encode(), mark + SECOND.encode(wide)
    decoded = decode(wider + narrow if wide_first else narrow + wider)
    assert sorted(decoded.text.split()) == sorted((HEADER + FIRST + SECOND).split())
    (warning,) = decoded.warnings()
    assert f"from line {4 if wide_first else 7} on" in warning


@pytest.mark.parametrize("wide", WIDE)
def test_where_half_a_character_is_missing_the_rest_is_read(wide):
    cut = SECOND.encode(wide)[1:]
    assert "請求書が届きません\n7,2026-03-07" in decode((HEADER + FIRST).encode() + cut).text


@pytest.mark.parametrize(
    "data",
    [
        (HEADER + FIRST).encode(),
        (HEADER + FIRST).replace(" ", "\0", 3).encode(),
        (HEADER + SECOND).encode("utf-16"),
        (HEADER + "1,2026-03-01,とてもとてもとてもよいとおもいますがすこしおそいかもしれません\n").encode("utf-16-be"),
        b"\0" * 200,
        b"",
    ],
)
def test_a_file_of_one_kind_has_no_parts(data):
    assert parts_by_width(data) == []
