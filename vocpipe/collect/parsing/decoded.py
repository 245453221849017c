"""Text that was decoded, and what of its bytes did not fit."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from vocpipe.wording import say

_MARK = re.compile(r"(?:\\x[0-9a-f]{2})+")


@dataclass(frozen=True, slots=True)
class OddBytes:
    """A run of bytes that fit no encoding, or of NULs: where it begins (byte of the file, line from 1) and its hex."""

    offset: int
    line: int
    hex: str
    foreign: bool = False  # the whole line is in another encoding than the file

    @property
    def shown(self) -> str:
        """The run as the text shows it, like `\\x8c\\xe6`; NULs were taken out of the text."""
        return "".join(f"\\x{self.hex[at : at + 2]}" for at in range(0, len(self.hex), 2))


@dataclass(frozen=True)
class Decoded:
    """A file's text without its byte-order mark, the encoding it was read in, and the bytes that did not fit."""

    text: str
    encoding: str
    odd: list[OddBytes] = field(default_factory=list)
    other_width: int | None = None  # the line from which it is UTF-16, or no longer is

    @cached_property
    def shown(self) -> frozenset[str]:
        """Every odd run as the text shows it."""
        return frozenset(run.shown for run in self.odd)

    def warnings(self) -> list[str]:
        """What is odd about the bytes, or nothing."""
        wide: list[str] = [say("collect.warning.other_width", line=self.other_width)] if self.other_width else []
        if not self.odd:
            return wide
        count = sum(len(run.hex) // 2 for run in self.odd)
        lines = ", ".join(str(line) for line in sorted({run.line for run in self.odd})[:5])
        foreign = len({run.line for run in self.odd if run.foreign})
        if foreign:
            return [say("collect.warning.foreign_lines", n=foreign, encoding=self.encoding, lines=lines)]
        return [say("collect.warning.odd_bytes", n=count, lines=lines)]


def strip_odd(text: str) -> str:
    """`text` without the `\\xNN` marks that `decode` left in it, for display."""
    return _MARK.sub("", text)


def joined(parts: Sequence[Decoded]) -> Decoded:
    """Parts of one file, some of which are UTF-16, as one text; it is called by the encoding of the first."""
    first, *rest = parts
    ends = ["" if part.text.endswith(("\n", "\r")) else "\n" for part in parts]
    text = "".join(part.text + end for part, end in zip(parts, ends, strict=True))
    odd = [*first.odd, *(run for part in rest for run in part.odd)]
    return Decoded(text, first.encoding, odd, other_width=first.text.count("\n") + 1 + bool(ends[0]))
