"""Batches of an open connection on their way to the disk: each page is safe before it is noted from where to go on."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from vocpipe.collect.pulled import Sieve
from vocpipe.pull.job import Job, place_in
from vocpipe.pull.vendor import Batch, Connection
from vocpipe.store.raw import GONE, THREAD, Page, PullState

Progress = Callable[[str, int, int], None]  # the source, its pages and its records so far
_HIDDEN = "[SECRET]"
_MIN_SECRET = 6  # characters; a shorter one may be an everyday word


@dataclass(slots=True)
class Stream:
    """What one pull writes. secrets: what is taken out of each page, should the server send it back."""

    job: Job
    connection: Connection
    sieve: Sieve
    progress: Progress
    pages: int = 0
    records: int = 0

    def run(self, state: PullState, *, back: bool) -> PullState:
        """The state after everything was pulled from its cursor on, or from that of the span that is pulled again."""
        for batch in self.connection.batches(*place_in(state, back=back)):
            on = replace(state, back_cursor=batch.cursor) if back else replace(state, cursor=batch.cursor)
            state = self._keep(batch, replace(on, not_before=self.job.waits))
        return state

    def _keep(self, batch: Batch, state: PullState) -> PullState:
        """The state after a page was written, or noted as empty."""
        page, n = _without_secrets({self.job.vendor.records: batch.records, **batch.beside}, self.job.secrets), 0
        if batch.records:
            sifted = self.sieve.sifted(page) if self.sieve else None
            page, n = (sifted.page, sifted.n) if sifted else (page, len(batch.records))
        seen = datetime.now(UTC).isoformat()  # to the microsecond, as versions are: after the row that is gone
        gone = [*page.get(GONE, ()), *([ident, seen] for ident in batch.gone)]
        gone += [[ident, seen, THREAD] for ident in batch.gone_threads]
        if gone:
            page = {**(page if n else {}), GONE: gone}
        if n or gone:
            state = self.job.pages.add(page, replace(state, brought_at=seen) if n else state, n=n)
            self.pages, self.records = self.pages + 1, self.records + n
            self.progress(self.job.source.name, self.pages, self.records)
        else:
            self.job.pages.keep(state)
        return state


def _without_secrets(page: Page, secrets: Mapping[str, str]) -> Page:
    """The page without a secret that the server may have sent back."""
    written = json.dumps(page, ensure_ascii=False)
    for secret in secrets.values():
        quoted = json.dumps(secret, ensure_ascii=False)[1:-1]
        if len(secret) >= _MIN_SECRET:
            written = written.replace(quoted, _HIDDEN)
    found: Page = json.loads(written)
    return found
