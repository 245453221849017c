"""How `vocpipe init` writes TOML: strings, tables on one line, and comments in both languages."""

import json
import re
from collections.abc import Mapping

from vocpipe.wording import Text, text

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def quoted(value: str | list[str]) -> str:
    """`value` as a string of TOML, or a list of them, on one line."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def table(values: Mapping[str, str | list[str]]) -> str:
    """The values as a table of TOML on one line."""
    names = (name if _BARE.fullmatch(name) else quoted(name) for name in values)
    return (
        "{ " + ", ".join(f"{name} = {quoted(value)}" for name, value in zip(names, values.values(), strict=True)) + " }"
    )


def comment(line: str) -> str:
    """`line` as a comment of TOML, which has no control characters."""
    return "# " + re.sub(r"[\x00-\x1f\x7f]+", " ", line)


def joined(both: Text) -> str:
    """A text for readers of either language."""
    return f"{both.en} / {both.ja}"


def both(key: str, **places: object) -> str:
    """The sentence under `key` for readers of either language."""
    return joined(text(key, **places))
