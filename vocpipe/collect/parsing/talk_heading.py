"""When a talk was and with whom: from the name of its file, and from the lines above its first turn."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from vocpipe.collect.parsing.columns import fold
from vocpipe.collect.parsing.speakers import Speaker, role_of, speaker_of
from vocpipe.collect.parsing.turns import lines_of, word_set

_DATE = re.compile(r"(?<!\d)(20\d{2})(?:[-_.年](\d{1,2})[-_.月](\d{1,2})日?|(\d{2})(\d{2}))(?!\d)")
_CLOCK = re.compile(r"[T_ -]?([01]\d|2[0-3])[-:時h]?([0-5]\d)(?:[-:分m]?[0-5]\d)?(?:分|秒|Z)?(?![\dA-Za-z])")
_ID = re.compile(r"[A-Za-z]{1,6}[-_]?\d{2,}[A-Za-z]?|\d{4,}")
_NOT_IDS = re.compile(
    r"(?:19|20)\d\d|(?:v|ver|vol|no|part|ep|day|session|interview|call|talk|meeting|q|fy|utf|cp|sjis|rev|take|rec|audio|file|zoom|teams|gmt\d*)[-_]?\d*",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r"(?:株式会社|有限会社|合同会社|合資会社|一般社団法人|財団法人|[(（](?:株|有|同)[)）])\s*[^\s_、,]+|[^\s_、,(（]+(?:株式会社|有限会社|合同会社)"
    r"|(?:[A-Z][\w&.-]*\s){1,4}(?:Inc|Ltd|LLC|Corp|GmbH|KK|PLC)\b\.?"
)
_META = re.compile(r"\s*(?:[-*•・■●◆【\[]\s*)?([^:：\n\]】]{1,30}?)\s*[\]】]?\s*[:：]\s*(\S.*?)\s*")
# The first line of a chat that a company's account exports from LINE or a like app names whom it talked with.
_PARTNER = re.compile(r"(?:\[LINE\]\s*)?(?:([^\s].{0,40}?)(?:さん)?とのトーク(?:履歴)?|Chat history with (\S.{0,40}?))")
_TOLD = re.compile(r"([^\s、,，;；/:：()（）]+(?: [A-Z][^\s、,，;；/:：()（）]*)?)\s*[(（]([^()（）]+)[)）]")
_NAMES_ID = re.compile(r"(?:id|number|no|番号|コード)$")  # the folded name of an id
_MAX_VALUE = 80  # characters of what stands behind a colon in a heading
_MAX_LINE = 200  # characters of a line of a heading
_MAX_LINES = 30


@dataclass(slots=True)
class Heading:
    """What a file's name or its first lines say. `lines`: how many lines at the top are no turns."""

    when: str | None = None
    title: str | None = None
    customer: str | None = None
    company: str | None = None
    told: dict[str, Speaker] = field(default_factory=dict)
    lines: int = 0


def heading_of_name(stem: str) -> Heading:
    """What the name of a file says, such as `interview_2026-09-01_C-1003`; only a day of the calendar is a date."""
    day, rest = _day_in(stem)
    company = _COMPANY.search(rest)
    outside = _DATE.sub(" ", rest.replace(company[0], " ") if company else rest)  # not even an impossible day is an id
    idents = (match[0] for match in _ID.finditer(re.sub(r"(?<=[a-z])_|_(?=[A-Za-z])", " ", outside)))
    customer = next((ident for ident in idents if not _NOT_IDS.fullmatch(ident)), None)
    return Heading(when=day, customer=customer, company=company[0].strip(" _-") if company else None)


def heading_of_text(text: str) -> Heading:
    """What the lines above the first turn say: "日時: …", "Customer ID: …", "Interviewer: Mika", who took part."""
    lines = lines_of(text)[:_MAX_LINES]
    speaking = _names_before_colons(lines_of(text))
    heading = Heading()
    partner = _PARTNER.fullmatch(lines[0].strip("\ufeff ")) if lines and len(lines[0]) <= _MAX_LINE else None
    if partner:
        heading.told[partner[1] or partner[2]] = Speaker.CUSTOMER
    for number, line in enumerate(lines, start=1):
        match = _meta(line)
        if not line.strip() or (number == 1 and not match and _is_title(line, lines)):
            continue
        if not match or len(match[2]) > _MAX_VALUE or not _take(heading, match[1], match[2], speaking):
            break
        heading.lines = number
    return heading


def _meta(line: str) -> re.Match[str] | None:
    """The word and the value of a line like "日時: …"; a long line is none, and costs nothing."""
    return _META.fullmatch(line) if len(line) <= _MAX_LINE else None


def _take(heading: Heading, key: str, value: str, speaking: frozenset[str]) -> bool:
    """Note what a line says, if it belongs to a heading."""
    name = fold(key)
    role = role_of(key)
    if role and fold(value.rstrip("様さん ")) in speaking | {fold(word) for word in speaking}:
        heading.told[value.rstrip("様さん ")] = role
        return True
    if name in word_set("customer") and (role is None or _ID.fullmatch(value) or _COMPANY.fullmatch(value)):
        _take_customer(heading, value, is_id=role is None and bool(_NAMES_ID.search(name)))
        return True
    if name in word_set("when"):
        heading.when = heading.when or value
        return True
    if name in word_set("title"):
        heading.title = heading.title or value
        return True
    heading.told |= {who: speaker for who, word in _TOLD.findall(value) if (speaker := _known(word))}
    return name in word_set("not_speakers")


def _take_customer(heading: Heading, value: str, *, is_id: bool) -> None:
    if is_id:
        heading.customer = heading.customer or value
        return
    company, ident = _COMPANY.search(value), _ID.search(value)
    if company:
        heading.company = heading.company or company[0]
    if ident:
        heading.customer = heading.customer or ident[0]
    elif not company:
        heading.company = heading.company or value


def _known(word: str) -> Speaker | None:
    speaker = speaker_of(word)
    return None if speaker is Speaker.UNKNOWN else speaker


def _names_before_colons(lines: Sequence[str]) -> frozenset[str]:
    """The folded words before colons: in a talk, most of them are its speakers'."""
    return frozenset(fold(re.split("[:：「(（]", line, maxsplit=1)[0]) for line in lines if re.search("[:：「]", line))


def _is_title(line: str, lines: Sequence[str]) -> bool:
    """Whether the first line is a title: short, and above an empty line or lines of a heading."""
    below = lines[1] if len(lines) > 1 else ""
    match = _meta(below)
    return len(line) <= _MAX_VALUE and (not below.strip() or bool(match and fold(match[1]) in _heading_words()))


def _heading_words() -> frozenset[str]:
    return word_set("when") | word_set("title") | word_set("not_speakers")


def _day_in(stem: str) -> tuple[str | None, str]:
    """The day in a file's name, with the time of the day behind it if there is one; and the rest of the name."""
    for match in _DATE.finditer(stem):
        year, *parts = (group for group in match.groups() if group)
        if not _is_day(int(year), *map(int, parts)):
            continue
        clock = _CLOCK.match(stem, match.end())
        end = clock.end() if clock else match.end()
        day = f"{year}-{int(parts[0]):02}-{int(parts[1]):02}"
        zone = "Z" if stem[: match.start()].endswith("GMT") else ""  # as Zoom calls its recordings
        rest = f"{stem[: match.start()]} {stem[end:]}"
        return (f"{day} {clock[1]}:{clock[2]}{zone}" if clock else day), rest
    return None, stem


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def merged(first: Heading, second: Heading) -> Heading:
    """Both headings in one; what the first one says counts more."""
    return Heading(
        when=first.when or second.when,
        title=first.title or second.title,
        customer=first.customer or second.customer,
        company=first.company or second.company,
        told={**second.told, **first.told},
        lines=max(first.lines, second.lines),
    )
