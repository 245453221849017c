"""Asking an API over HTTP: dlt's client, which tries again after a cut, a 5xx or a 429, when it is told to.

How often and how slowly it tries again is dlt's own setting: RUNTIME__REQUEST_MAX_ATTEMPTS and
RUNTIME__REQUEST_BACKOFF_FACTOR in the environment. What a server says in an error is never told.
"""

import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from vocpipe.errors import PullError
from vocpipe.extras import require
from vocpipe.wording import Text, text

if TYPE_CHECKING:
    from dlt.sources.helpers.requests import Response
    from dlt.sources.helpers.rest_client.auth import AuthConfigBase
    from dlt.sources.helpers.rest_client.client import RESTClient

PATIENCE = 600  # seconds that a pull waits when it is told to; for more it comes back in a later run
TIMEOUT = (10, 60)  # seconds to connect, and between two pieces of an answer
_NOT_FOUND, _TOO_MANY, _FAULT = 404, 429, 500
_KEYS = {401: "unauthorized", 403: "forbidden", 404: "not_found", 429: "too_many"}


class NotFoundError(PullError):
    """What was asked for is not there, or not any more."""


@dataclass(slots=True)
class Pace:
    """Lets at most `calls` begin within any `seconds`: the limit that a vendor documents."""

    calls: int
    seconds: float
    _begun: deque[float] = field(default_factory=deque)

    def wait(self) -> None:
        """Come back as soon as another call is allowed."""
        now = time.monotonic()
        while self._begun and now - self._begun[0] >= self.seconds:
            self._begun.popleft()
        if len(self._begun) >= self.calls:
            time.sleep(self.seconds - (now - self._begun[0]))
            self._begun.popleft()
        self._begun.append(time.monotonic())


@dataclass(slots=True)
class Api:
    """An API under one address. not_before: told until when the server wants no further call.

    right: what the secret must be allowed to, in words for whoever has to grant it.
    """

    source: str
    address: str
    auth: "AuthConfigBase"
    right: str
    not_before: Callable[[datetime], None] = lambda moment: None
    headers: dict[str, str] = field(default_factory=dict)
    _client: "RESTClient | None" = None

    def get(self, path: str, pace: Pace | None = None, **options: Any) -> Any:
        """What the server answers to one call, as JSON; raises PullError."""
        with self._explained():
            if pace:
                pace.wait()
            return self.client.request(path, hooks={"response": [self._check]}, **options).json()

    def pages(self, path: str, pace: Pace | None = None, **options: Any) -> Iterator[Any]:
        """Each page under `path` as dlt's client gives it, its content in `response`; raises PullError."""
        pages = self.client.paginate(path, data_selector="$", hooks={"response": [self._check]}, **options)
        while True:
            with self._explained():
                if pace:
                    pace.wait()
                page = next(pages, None)
            if page is None:
                return
            yield page

    @property
    def client(self) -> "RESTClient":
        """dlt's client, made when it is first needed."""
        if self._client is None:
            require("pull")
            from dlt.sources.helpers.requests import Client
            from dlt.sources.helpers.rest_client.client import RESTClient

            requests = Client(request_timeout=TIMEOUT, raise_for_status=False, request_max_retry_delay=PATIENCE)
            self._client = RESTClient(self.address, self.headers, self.auth, session=requests.session)
        return self._client

    def _check(self, response: "Response", *_: Any, **__: Any) -> None:
        """Raise what dlt's client looks at to try again, or PullError if the server wants to be left alone longer."""
        from dlt.sources.helpers.requests import HTTPError

        if response.is_redirect or response.ok:
            return
        wait = _wait_of(response)
        if response.status_code == _TOO_MANY and wait > PATIENCE:
            self.not_before(datetime.now(UTC) + timedelta(seconds=wait))
            raise PullError(text("pull.http.later", source=self.source, minutes=int(wait // 60) + 1))
        raise HTTPError(str(response.status_code), response=response)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Inside the block, what fails is told without addresses of pages, and without what the server said."""
        from dlt.sources.helpers.requests import RequestException

        try:
            yield
        except ValueError:  # no JSON
            raise PullError(text("pull.http.no_json", **self._places())) from None
        except RequestException as error:
            kind = NotFoundError if _status_of(error) == _NOT_FOUND else PullError
            raise kind(self._reason(error), may_pass=_may_pass(_status_of(error))) from None

    def _reason(self, error: Any) -> Text:
        status = _status_of(error)
        if status is None:
            return text("pull.http.unreachable", **self._places(), fault=type(error).__name__)
        key = _KEYS.get(status, "failed" if status >= _FAULT else "refused")
        places = {"right": self.right, "status": status}
        return text(f"pull.http.{key}", **self._places(), **{name: places[name] for name in _PLACES[key]})

    def _places(self) -> dict[str, str]:
        return {"source": self.source, "host": urlsplit(self.address).netloc}


_PLACES: dict[str, tuple[str, ...]] = {
    "unauthorized": (),
    "forbidden": ("right",),
    "not_found": (),
    "too_many": (),
    "failed": ("status",),
    "refused": ("status",),
}


def _may_pass(status: int | None) -> bool:
    """Whether another try may help: no answer, a fault of the server, or too many calls."""
    return status is None or status >= _FAULT or status == _TOO_MANY


def _status_of(error: Any) -> int | None:
    response = getattr(error, "response", None)
    return None if response is None else int(response.status_code)


def _wait_of(response: "Response") -> float:
    """Seconds after which the server wants to be asked again; 0 if it does not say."""
    said = response.headers.get("Retry-After", "").strip()
    if said.isdecimal():
        return float(said)
    try:
        return max(0.0, (parsedate_to_datetime(said) - datetime.now(UTC)).total_seconds()) if said else 0.0
    except (ValueError, TypeError):
        return 0.0
