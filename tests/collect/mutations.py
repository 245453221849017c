"""Ways in which a file may be broken, each by a random generator so that a seed repeats it."""

import json
import random
from collections.abc import Callable
from typing import Any

_NASTY = (
    *(b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b'"', b'""', b"\\", b"\r", b"\n", b"\r\n\r\n", b",", b";", b"\t", b"|"),
    *(b"\x1a", b"\xe3\x81", b"\x82\xa0", b"\x1b$B", b"\xf0\x9f\x98\x80", b"\xed\xa0\x80", b"[" * 300, b"{" * 300),
    *(b"#REF!", b"_x000D_", b"=1+1", b"<b>", b"&#0;", b"1E+300", b"-0", b"99999999999999999999", b"NaN", b"null"),
    *(b"0000-00-00", b"31/02/2026", b"9999-12-31T23:59:60Z", "令和99年13月40日".encode(), "名前：".encode("cp932")),
)
_VALUES: tuple[Any, ...] = (
    None, True, 0, -1, 1e308, 10**30, "", " ", "\x00", "x" * 5000, [], {}, [[]], [None], {"": {}}, "\ud800",
    "2026-02-31",     -(10**18), "ＮＵＬＬ", ["a", {"b": 1}], {"id": []},
)  # fmt: skip
_ENCODINGS = ("utf-16", "utf-16-be", "cp932", "euc_jp", "iso2022_jp", "latin-1", "utf-8-sig")
Mutation = Callable[[bytes, random.Random], bytes]


def mutate(data: bytes, rng: random.Random) -> bytes:
    """`data` after one to four mutations."""
    for _ in range(rng.randint(1, 4)):
        data = rng.choice(_MUTATIONS)(data, rng)
    return data


def _place(data: bytes, rng: random.Random) -> int:
    return rng.randint(0, len(data))


def _span(data: bytes, rng: random.Random) -> tuple[int, int]:
    start = _place(data, rng)
    return start, min(len(data), start + rng.choice((1, 2, 10, 100, 1000)))


def _flip(data: bytes, rng: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.choice((1, 3, 20))):
        if changed:
            changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def _cut(data: bytes, rng: random.Random) -> bytes:
    start, end = _span(data, rng)
    return data[:start] + data[end:]


def _truncate(data: bytes, rng: random.Random) -> bytes:
    return data[: _place(data, rng)]


def _repeat(data: bytes, rng: random.Random) -> bytes:
    start, end = _span(data, rng)
    return data[:start] + data[start:end] * rng.choice((2, 5, 50)) + data[end:]


def _insert(data: bytes, rng: random.Random) -> bytes:
    at = _place(data, rng)
    return data[:at] + rng.choice(_NASTY) * rng.choice((1, 1, 2, 40)) + data[at:]


def _join(data: bytes, rng: random.Random) -> bytes:
    return data + rng.choice((b"", b"\n", b"\n\n")) + data


def _encode(data: bytes, rng: random.Random) -> bytes:
    """The text in another encoding, or half of it."""
    text = data.decode("utf-8", "replace")
    encoded = text.encode(
        rng.choice(("utf-16", "utf-16-be", "cp932", "euc_jp", "iso2022_jp", "latin-1", "utf-8-sig")), "ignore"
    )
    at = rng.choice((0, 0, len(data) // 2))
    return data[:at] + encoded[at:]


def _swap_lines(data: bytes, rng: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    rng.shuffle(lines)
    return b"".join(lines)


def _swap_columns(data: bytes, rng: random.Random) -> bytes:
    sign = rng.choice((b",", b"\t", b";"))
    return b"\n".join(
        sign.join(rng.sample(cells, len(cells))) for line in data.split(b"\n") for cells in [line.split(b",")]
    )


def _change_value(data: bytes, rng: random.Random) -> bytes:
    """Another value somewhere in JSON; anything else stays as it is."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return _insert(data, rng)
    for _ in range(rng.choice((1, 3, 10))):
        value = _changed(value, rng)
    return json.dumps(value, ensure_ascii=rng.random() < 0.5).encode("utf-8", "surrogatepass")


def _changed(value: Any, rng: random.Random) -> Any:
    if isinstance(value, dict) and value and rng.random() < 0.9:
        name = rng.choice(list(value))
        return {key: child for key, child in value.items() if key != name} | (
            {name: _changed(value[name], rng)} if rng.random() < 0.8 else {}
        )
    if isinstance(value, list) and value and rng.random() < 0.9:
        at = rng.randrange(len(value))
        return [*value[:at], _changed(value[at], rng), *value[at + 1 :]]
    return rng.choice(_VALUES)


_MUTATIONS: tuple[Mutation, ...] = (
    *(_flip, _cut, _truncate, _repeat, _insert, _insert, _join, _encode, _swap_lines, _swap_columns),
    *(_change_value, _change_value),
)
