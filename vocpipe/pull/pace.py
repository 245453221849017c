"""How often an API may be asked: the limit that a vendor documents, also over runs and kills."""

import os
import struct
import time
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path

from vocpipe.store.files import write_private

_TIME = struct.Struct("<d")  # seconds since 1970
_MODE = 0o600


@dataclass(slots=True)
class Pace:
    """Lets at most `calls` begin within any `seconds`.

    tally: a file with the times of the calls, by which another process keeps to the same limit. A call is noted before
    it begins, and counts from its answer on, since nobody knows when in between the server counted it.
    """

    calls: int
    seconds: float
    tally: Path | None = None
    _made: deque[float] = field(default_factory=deque)

    def __post_init__(self) -> None:
        if self.tally is not None and self.tally.exists():
            content = self.tally.read_bytes()
            whole = content[: len(content) - len(content) % _TIME.size]
            self._made.extend(moment for (moment,) in _TIME.iter_unpack(whole))
            self._forget()
            write_private(self.tally, b"".join(map(_TIME.pack, self._made)))

    def delay(self) -> float:
        """Seconds until another call is allowed."""
        self._forget()
        if len(self._made) < self.calls:
            return 0.0
        return max(0.0, self._made[-self.calls] + self.seconds - time.time())

    def begin(self) -> None:
        """Note a call that begins now."""
        now = time.time()
        self._made.append(now)
        if self.tally is not None:
            file = os.open(self.tally, os.O_WRONLY | os.O_APPEND | os.O_CREAT, _MODE)
            try:
                os.write(file, _TIME.pack(now))
            finally:
                os.close(file)

    def end(self) -> None:
        """Note that the call that began last has been answered."""
        self._made[-1] = time.time()

    def _forget(self) -> None:
        """Drop the times that no longer count, and those that a clock put into the future."""
        now = time.time()
        self._made = deque(moment for moment in self._made if now - self.seconds < moment <= now)
