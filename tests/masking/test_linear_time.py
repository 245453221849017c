"""A text of 100 KB costs about ten times one of 10 KB, whatever it repeats, and never seconds."""

import base64
import random
import time

import pytest

from vocpipe.masking.redact import redact

_SIZE = 100_000
_RANDOM = random.Random(15)
_UNITS = ["a", "1", "@", "@a", "1.", "1 A ", "a@b.c ", "password is ", "https://a.b/?c=d ", "町1-1", "〒", "(("]
_SIGNS = "aA1@.-_[(/:+#*0 \n\tあ一区町〒のァ,'\"＠１=|%"
_PAIRS = [one + other for one in "aA10@.- あ市一" for other in "a1@.-_[( /:\n+#,区番の〒号" if one != other]


def _cost(text):
    start = time.process_time()
    redact(text)
    return time.process_time() - start


def _fast(text):
    """The best of three if need be, since other programs share the machine."""
    first = _cost(text)
    return first if first < 1 else min(_cost(text), _cost(text))


@pytest.mark.parametrize("unit", _UNITS)
def test_repetition_takes_less_than_a_second(unit):
    assert _fast((unit * (_SIZE // len(unit)))[:_SIZE]) < 1


@pytest.mark.long
@pytest.mark.parametrize("unit", [*_SIGNS, *_PAIRS, "12 12 ", "Aa Bb ", "born on ", "東京都1-1"])
def test_any_repetition_takes_less_than_a_second(unit):
    assert _fast((unit * (_SIZE // len(unit)))[:_SIZE]) < 1


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
def test_a_random_text_takes_less_than_three_seconds(text):
    assert _cost(text) < 3
