"""Names by which a person is found on a service: @taro_y, LINE ID: taro-y, discord taro#1234."""

import re
from collections.abc import Iterator

from vocpipe.lexicon import alternatives
from vocpipe.masking.introduced import LABELS, AnyOf, Span, counts_something, introduced
from vocpipe.masking.words import looks_made_up, stands_for_itself

_WORDS = LABELS["handle"]
_SERVICE, _NAME, _ALONE = (alternatives(_WORDS[name]) for name in ("services", "names", "alone"))
_HANDLE = re.compile(
    r"(?<![A-Za-z0-9_@.])@(?=[\w.-]*[A-Za-z_])(?!\d{1,3}[A-Za-z]\b)[A-Za-z0-9_](?:[\w.-]{0,60}\w)?(?:@[\w.-]{0,60}\w)*",
    re.ASCII,
)
_TAGGED = re.compile(
    r"(?<![\w#.])(?=[\w.]*[A-Za-z])[\w.]{2,32}#[0-9]{4}(?![0-9])|(?<![\w/])/?u/[A-Za-z0-9_-]{3,20}(?![\w/])"
)
_FILES = re.compile(
    r"(?:\b[A-Za-z]:\\(?:Users|Documents and Settings)\\|/home/|/Users/|\\\\[\w.-]{1,60}\\(?:Users|home)\\)"
    r"([^\\/\s\"':]{1,40})"
)
_VALUE = r"(?:live:)?[@.]?[A-Za-z0-9_][A-Za-z0-9._-]{2,38}"
_JOINED = re.compile(
    r"(?!(?:ios|android|windows|win|mac|ver|version|api|beta|iphone|ipad)[._-]?[0-9])"
    r"[a-z]{3,20}(?:[._-](?=[a-z]*[0-9])|(?=[0-9]{2}))[a-z0-9]{1,20}"
)
# Before the service: "momo_cat2 on Instagram"; and between it and という: Xのmomo_cat2という人.
_THERE = re.compile(
    rf"(?<![A-Za-z0-9_@.-])(?!(?:ios|android|windows|win|mac|covid|iphone|ipad|galaxy|office|web|http)[._-]?[0-9])"
    rf"(?:(?=[A-Za-z0-9.]{{0,30}}_)[A-Za-z0-9_.]{{3,31}}|[a-z]{{3,20}}(?:[._-][a-z]{{1,16}}[0-9]{{1,6}}|[0-9]{{2,6}}))"
    rf"(?=[ ](?:on|over on|from)[ ](?:X(?![A-Za-z])|{_SERVICE}))"
)
_GO_BY = re.compile(
    r"(?<![a-z])(?:go(?:es)? by|post(?:s|ing)? as|play(?:s|ing)? as|known as"
    r"|(?:find|follow|add) me (?:as|under|at))[: ]{1,2}"
    r"(?P<name>(?=[a-z._-]{0,30}[0-9_])[a-z0-9_][a-z0-9._-]{2,30}(?<![.-]))",
    re.IGNORECASE,
)
_CALLED = re.compile(
    rf"(?<![A-Za-z])(?:X|{_SERVICE})の[ ]?(?P<name>[A-Za-z0-9_][A-Za-z0-9_.-]{{2,30}})"
    rf"(?=[ ]?(?:という|って(?:人|方|アカ|ユーザ)|と言う|のアカウント|さん))",
    re.IGNORECASE,
)
_VERSION = re.compile(r"v?\d+(?:\.\d+)*|[a-z]+\d\.\d+", re.IGNORECASE)
_ON_SERVICE = re.compile(_SERVICE, re.IGNORECASE)
HANDLE_HINT = AnyOf([*"@#\\", "/u", "u/", "/home/", *_WORDS["hints"]])


def handles(text: str) -> Iterator[Span]:
    """(start, end) of every handle in `text`; spans may overlap."""
    for pattern in (_HANDLE, _TAGGED):
        yield from (match.span() for match in pattern.finditer(text))
    yield from (match.span(1) for match in _FILES.finditer(text))
    yield from (match.span() for match in _THERE.finditer(text))
    for pattern in (_GO_BY, _CALLED):
        yield from (match.span("name") for match in pattern.finditer(text))
    yield from _on_service(text)


def _is_named(match: re.Match[str]) -> bool:
    """Whether what follows "LINE ID" or "my username" is one: "my username is broken" has none."""
    value = match["value"].removeprefix("live:").rstrip(".-")
    if _VERSION.fullmatch(value) or counts_something(match.string, match.end("value")):
        return value.isdigit() and len(value) >= 4 and not counts_something(match.string, match.end("value"))
    return (
        value.startswith("@")
        or looks_made_up(value)
        or stands_for_itself(match, bare=_ON_SERVICE.match(match["label"]) is not None)
    )


def _is_on_service(match: re.Match[str]) -> bool:
    """Whether what follows the bare name of a service is a handle there: "my insta is foo.bar"."""
    value, between = match["value"].removeprefix("live:").rstrip(".-"), match["between"].strip()
    if value.startswith("@"):
        return True
    if _VERSION.fullmatch(value) or counts_something(match.string, match.end("value")):
        return False
    return looks_made_up(value) and ("_" in value or bool(between) or _JOINED.fullmatch(value) is not None)


named_handles = introduced([rf"(?:{_SERVICE})\s?(?:{_NAME})", rf"(?:{_ALONE})"], _VALUE, _is_named)
_on_service = introduced([rf"(?:{_SERVICE})"], _VALUE, _is_on_service)
