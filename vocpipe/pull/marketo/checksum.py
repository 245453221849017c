"""The checksum of a file that is read in pieces."""

import hashlib


class Checksum:
    """SHA-256 of the pieces so far.

    expected: as Marketo says it of a job, `sha256:` and the digits; None if it does not. Source: "Bulk Extract" in
    Marketo's documentation, under file size.
    """

    def __init__(self, expected: str | None) -> None:
        self._expected, self._sum = (expected or "").removeprefix("sha256:").lower(), hashlib.sha256()

    @property
    def is_given(self) -> bool:
        """Whether there is anything to compare with."""
        return bool(self._expected)

    @property
    def is_right(self) -> bool:
        """Whether the pieces are the file that Marketo wrote, as far as it says."""
        return not self._expected or self._sum.hexdigest() == self._expected

    def add(self, piece: bytes) -> None:
        """Take in the next piece."""
        self._sum.update(piece)
