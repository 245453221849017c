"""What identifies people in addresses of pages, such as logins and parameters; what finds the page stays."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from urllib.parse import unquote_plus

from vocpipe.lexicon import lexicon
from vocpipe.masking.characters import plain
from vocpipe.masking.credentials import keys
from vocpipe.masking.emails import emails
from vocpipe.masking.introduced import Span
from vocpipe.masking.phones import phones

_WORDS = lexicon("urls")
_PARAMETERS, _PEOPLE, _SECRETS, _SITES, _PAGES = (
    frozenset(_WORDS[name].split()) for name in ("parameters", "people", "secrets", "sites", "pages")
)
_ANCHOR = re.compile(_WORDS["anchors"], re.IGNORECASE)
_URL = re.compile(
    r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]{0,20}:(?://)?)?(?:(?P<login>[^/?#@\s]{1,200})@)?(?P<host>\[[0-9A-Fa-f:.]{2,45}\]|[^/?#@:\s]{1,255})?"
    r"(?P<port>:[0-9]{1,5})?(?P<path>/[^?#]*)?(?P<query>\?[^#]*)?(?P<fragment>#.*)?",
    re.DOTALL,
)
_IN_TEXT = re.compile(
    r"(?:(?:https?|ftp)://|(?<![A-Za-z0-9@.])www\.)[^\s<>\"「」『』（）、。，]{3,2000}", re.IGNORECASE
)
_MAIL = re.compile(r"(?:mailto|tel|sms|callto|facetime|skype|whatsapp|line):", re.IGNORECASE)
_PLAIN_VALUE = re.compile(r"[A-Za-z0-9._:-]{1,80}")
_SIGNED = re.compile(r"[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_.-]{16,}|.{120,}")
_MAX_DECODED = 3
URL_HINT = re.compile(r"://|www\.", re.IGNORECASE)


def without_people(url: str, is_personal: Callable[[str], bool] = lambda value: False) -> str:
    """`url` without login, anchor and parameters of people; what identifies someone in its path becomes a mark.

    is_personal: says of a value, in plain words, whether it has more that is to be masked, such as a name.
    """
    url = url.strip()
    if _MAIL.match(url):
        return "[URL]"
    parts = _URL.fullmatch(url)
    if parts is None or not (parts["host"] or parts["path"]):
        return "[URL]"
    path = _with_marks(parts["path"] or "", (parts["host"] or "").lower().removeprefix("www."), is_personal)
    host = "[URL]" if _identifies(parts["host"] or "", is_personal) else parts["host"] or ""
    query = "&".join(
        pair for pair in (parts["query"] or "")[1:].replace(";", "&").split("&") if _finds_a_page(pair, is_personal)
    )
    fragment = parts["fragment"] or ""
    kept = fragment if _ANCHOR.fullmatch(fragment[1:]) else ""
    return f"{parts['scheme'] or ''}{host}{parts['port'] or ''}{path}{'?' if query else ''}{query}{kept}"


def urls(text: str) -> Iterator[Span]:
    """(start, end) of what identifies people in every address of a page in `text`: from there on it is masked."""
    for match in _IN_TEXT.finditer(text):
        found, kept = match[0], without_people(match[0])
        if kept != found:
            same = next(
                (at for at, (one, other) in enumerate(zip(found, kept, strict=False)) if one != other), len(kept)
            )
            yield match.start() + same, match.end()


def _with_marks(path: str, host: str, is_personal: Callable[[str], bool]) -> str:
    """The path, each part that identifies someone as a mark."""
    parts = path.split("/")
    masked = list(parts)
    for at, part in enumerate(parts):
        before = parts[at - 1].lower() if at else ""
        named = part and (before in _PEOPLE or (before in _SECRETS and _looks_secret(part)))
        on_site = at == 1 and host in _SITES and part.lower() not in _PAGES and not part.isdigit()
        if part and not part.startswith("[") and (named or on_site or _identifies(part.split(";")[0], is_personal)):
            masked[at] = "[URL]"
        else:
            masked[at] = part.split(";")[0]
    return "/".join(masked)


def _looks_secret(part: str) -> bool:
    return len(part) >= 6 and any(map(str.isdigit, part))


def _finds_a_page(pair: str, is_personal: Callable[[str], bool]) -> bool:
    """Whether a parameter is needed to find the page, and its value is only a number or a short word."""
    name, _, value = pair.partition("=")
    return name.lower() in _PARAMETERS and bool(_PLAIN_VALUE.fullmatch(value)) and not _identifies(value, is_personal)


@lru_cache(maxsize=20_000)  # the addresses of a site share most of their parts
def _identifies(part: str, is_personal: Callable[[str], bool]) -> bool:
    """Whether a part of a path or a value is a mail address, a telephone number, a key, a handle or a name."""
    value = part
    for _ in range(_MAX_DECODED):
        value = unquote_plus(value)
    seen = plain(value).text
    if seen.startswith(("@", "~")) or _SIGNED.search(seen) or re.fullmatch(r"\+?0[0-9]{8,11}|\+[0-9]{8,15}", seen):
        return True
    if any(True for find in (emails, phones, keys) for _ in find(seen)):
        return True
    return any(map(is_personal, dict.fromkeys((re.sub("[-_.+]+", " ", value), value))))
