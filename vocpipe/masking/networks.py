"""IP addresses in a text; versions and times, which look like them, are none."""

import ipaddress
import re
from collections.abc import Iterator

_IPV4 = re.compile(
    r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?:/\d{1,2})?(?![\w.]*\d)|(?<![\w.])(?:\d{1,3}\[\.\]){3}\d{1,3}", re.ASCII
)
_IPV6 = re.compile(
    r"(?<![\w:])(?:[0-9a-f]{0,4}:){2,7}(?:[0-9a-f]{1,4}|(?:\d{1,3}\.){3}\d{1,3})?(?![\w:])", re.IGNORECASE | re.ASCII
)
_VERSION = re.compile(
    r"(?:v|ver|version|build|release|firmware|update|app|rev|バージョン|ビルド|ファームウェア|アップデート|リリース|Chrome|Firefox|Safari|Edge"
    r"|iOS|Android|Windows|macOS|driver|patch)[\s.:はの=]{0,3}\Z",
    re.IGNORECASE,
)


def ips(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of every IP address in `text`."""
    for pattern in (_IPV4, _IPV6):
        for match in pattern.finditer(text):
            if _is_address(match[0]) and not _VERSION.search(text, max(0, match.start() - 16), match.start()):
                yield match.span()


def _is_address(written: str) -> bool:
    try:
        address = ipaddress.ip_address(written.replace("[.]", ".").split("/")[0])
    except ValueError:
        return False  # 120.0.6099.1 is a version, 12:30:45 a time
    return address.version == 4 or any(char.isdigit() for char in written)
