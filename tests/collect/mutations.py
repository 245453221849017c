"""Ways in which a file may be broken, each by a random generator so that a seed repeats it."""

import gzip
import io
import json
import random
import zipfile
import zlib
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


def _in_a_part(data: bytes, rng: random.Random) -> bytes:
    """An archive or a workbook of which one part is broken, and its checksum right; anything else broken as it is."""
    parts = _unpacked(data)
    if not parts:
        return rng.choice(_PLAIN)(data, rng)
    name = rng.choice(list(parts))
    parts[name] = rng.choice(_PLAIN)(parts[name], rng)
    return _packed(parts)


def _numbers(data: bytes, rng: random.Random) -> bytes:
    """Another number somewhere, also in the parts of a workbook."""
    parts = _unpacked(data)
    if parts:
        name = rng.choice([name for name in parts if "sheet" in name or "content" in name] or list(parts))
        return _packed({**parts, name: _numbers(parts[name], rng)})
    places = [at for at, byte in enumerate(data[:200_000]) if 48 <= byte <= 57]
    if not places:
        return data
    at = rng.choice(places)
    return data[:at] + rng.choice(_NUMBERS) + data[at + 1 :]


def _hostile_archive(data: bytes, rng: random.Random) -> bytes:
    """The data in an archive that is damaged, deep, or has members with odd names."""
    name = rng.choice(_NAMES)
    return rng.choice(
        (
            lambda: _packed({name: data, name + "x.csv": data}),
            lambda: _packed({name: _packed({name: data})}),
            lambda: gzip.compress(data) + rng.choice((b"", b"\0" * 50, b"more", gzip.compress(data))),
            lambda: gzip.compress(data)[: rng.randint(1, 60)],
            lambda: gzip.compress(gzip.compress(data)),
            lambda: _flip(_packed({name: data}), rng),
            lambda: _packed({name: data}) + data[:100],
        )
    )()


def _hostile_cell(data: bytes, rng: random.Random) -> bytes:
    """A cell or value that is long, deep, or reads like a number, a date or markup."""
    at = data.find(rng.choice((b",", b"\n", b'"', b":")), _place(data, rng))
    return data[: at + 1] + rng.choice(_CELLS) * rng.choice((1, 1, 300)) + data[at + 1 :]


def _unpacked(data: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError, NotImplementedError):
        return {}


def _packed(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part)
    return file.getvalue()


_NUMBERS = (b"0", b"9", b"-1", b"4000000000", b"99999999999999999999999", b"1e999", b"00", b"1048577", b"16385", b"NaN")
_NAMES = (
    "a.csv",
    "../a.csv",
    "/etc/a.csv",
    "a\\b.csv",
    "山田.csv",
    "a" * 200 + ".csv",
    "con.csv",
    ".csv",
    "a.csv/",
    "\n.csv",
)
_CELLS = (
    *(b"9" * 5000, b"9999/12/31 24:00", b"0000/00/00", b"1" + b"0" * 400, b"1e400", b"-" * 2000, b"&a;" * 500),
    *(b"<!ENTITY a 'b'>", b"=cmd|'/c calc'!A1", b"a@" * 2000, b"\xef\xbb\xbf", b"\x00" * 50, b'""' * 501, b"[" * 3000),
    *("☆".encode() * 2000, "２０２６年".encode() * 500, b"Infinity", b"1970-01-01T00:00:00+99:99", b"\\ud800"),
)
_PLAIN: tuple[Mutation, ...] = (_flip, _cut, _truncate, _repeat, _insert, _swap_lines)
_MUTATIONS: tuple[Mutation, ...] = (
    *(_in_a_part, _in_a_part, _numbers, _hostile_archive, _hostile_cell),
    *(_flip, _cut, _truncate, _repeat, _insert, _insert, _join, _encode, _swap_lines, _swap_columns),
    *(_change_value, _change_value),
)
