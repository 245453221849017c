"""A text of 100 KB costs about ten times one of 10 KB, whatever it repeats, and never seconds."""

import base64
import random
import time

import pytest

from vocpipe.masking.redact import redact

_SIZE = 100_000
_NOTHING, _MOST = 0.5, 8  # seconds: what is never too slow, and what always is
_RANDOM = random.Random(15)
_UNITS = ["a", "1", "@", "@a", "1.", "1 A ", "a@b.c ", "password is ", "https://a.b/?c=d ", "町1-1", "〒", "(("]
_SIGNS = "aA1@.-_[(/:+#*0 \n\tあ一区町〒のァ,'\"＠１=|%"
_PAIRS = [one + other for one in "aA10@.- あ市一" for other in "a1@.-_[( /:\n+#,区番の〒号" if one != other]


def _cost(text):
    start = time.process_time()
    redact(text)
    return time.process_time() - start


def _is_linear(whole):
    """Whether ten times the text costs about ten times as much; the best of three, since others share the machine."""
    tenth = whole[: len(whole) // 10]
    cost = _cost(whole)
    if cost > _NOTHING:
        cost = min(cost, _cost(whole), _cost(whole))
    return cost < _NOTHING or (cost < _MOST and cost < 25 * min(_cost(tenth) for _ in range(3)))


@pytest.mark.parametrize("unit", _UNITS)
def test_repetition_costs_by_its_length(unit):
    assert _is_linear(unit * (_SIZE // len(unit)))


@pytest.mark.long
@pytest.mark.parametrize("unit", [*_SIGNS, *_PAIRS, "12 12 ", "Aa Bb ", "born on ", "東京都1-1"])
def test_any_repetition_costs_by_its_length(unit):
    assert _is_linear(unit * (_SIZE // len(unit)))


@pytest.mark.parametrize(
    "text",
    [
        base64.b64encode(_RANDOM.randbytes(75_000)).decode(),
        _RANDOM.randbytes(50_000).hex(),
        *("".join(_RANDOM.choices(signs, k=_SIZE)) for signs in ("0123456789", "0123456789-", "0123456789 -.()/")),
        "".join(_RANDOM.choices("東京都港区町丁目番号123-のはです、。", k=_SIZE)),
        " ".join(
            _RANDOM.choices(["Main", "Street", "order", "12", "password", "is", "at", "dot", "com", "5"], k=20_000)
        ),
    ],
    ids=["base64", "hex", "digits", "dashes", "signs", "japanese", "english"],
)
def test_a_random_text_costs_by_its_length(text):
    assert _is_linear(text[: _SIZE // 3])
