"""Asking an API over HTTP: dlt's client, which tries again after a cut, a 5xx or a 429, when it is told to.

How often and how slowly it tries again is dlt's own setting: RUNTIME__REQUEST_MAX_ATTEMPTS and
RUNTIME__REQUEST_BACKOFF_FACTOR in the environment. What a server says in an error is never told.
"""

import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from math import ceil
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from vocpipe.errors import PullError
from vocpipe.extras import require
from vocpipe.pull.pace import Pace
from vocpipe.store.waiting import retry_after
from vocpipe.wording import Text, text

if TYPE_CHECKING:
    from dlt.sources.helpers.requests import Response
    from dlt.sources.helpers.rest_client.client import RESTClient

PATIENCE = 600  # seconds that a pull waits when it is told to; for more it comes back in a later run
TIMEOUT = (10, 60)  # seconds to connect, and between two pieces of an answer
_HOUR = 3600  # for which a server is left alone that counts calls by the day, and does not say when it begins anew
_TOO_MANY, _FAULT = 429, 500
_NEEDED = frozenset({"needed", "requiredScopes", "requiredGranularScopes", "required_scopes", "missing_scopes"})
_SCOPE = re.compile(r"[a-z][a-z0-9_.:-]{2,60}")
_KEYS = {401: "unauthorized", 403: "forbidden", 404: "not_found", 429: "too_many"}


class NotFoundError(PullError):
    """What was asked for is not there, or not any more."""


class RefusedError(PullError):
    """What was asked for is no question that the server understands, or not any more."""


@dataclass(slots=True)
class Api:
    """An API under one address. auth: as requests takes it, a call that signs a request.

    right: what the secret must be allowed to, in words for whoever has to grant it. not_before: told until when the
    server wants no further call. paces: limits of all calls together. rest: seconds for which the server wants no
    further call, by the headers of an answer. key_of: which sentence tells a refusal, by its status and its JSON, where
    the status alone tells it wrong.
    """

    source: str
    address: str
    auth: Any
    right: str
    not_before: Callable[[datetime], None] = lambda moment: None
    headers: dict[str, str] = field(default_factory=dict)
    paces: tuple[Pace, ...] = ()
    rest: Callable[[Mapping[str, str]], float] = lambda headers: 0.0
    key_of: Callable[[int, Any], str | None] = lambda status, content: None
    _client: "RESTClient | None" = None
    _pace: Pace | None = None  # of the call that is made now
    _resting: float = 0.0  # until this moment, in seconds since 1970

    def get(self, path: str, pace: Pace | None = None, **options: Any) -> Any:
        """What the server answers to one call, as JSON; raises PullError."""
        with self._explained():
            return self._answer(path, pace, **options).json()

    def content(self, path: str, pace: Pace | None = None, **options: Any) -> bytes:
        """What the server answers to one call, byte for byte; raises PullError."""
        with self._explained():
            return bytes(self._answer(path, pace, **options).content)

    def pages(self, path: str, pace: Pace | None = None, **options: Any) -> Iterator[Any]:
        """Each page under `path` as dlt's client gives it, its content in `response`; raises PullError."""
        pages = self.client.paginate(path, data_selector="$", hooks={"response": [self._check]}, **options)
        while True:
            with self._explained():
                self._pace = pace
                page = next(pages, None)
            if page is None:
                return
            yield page

    def later(self, seconds: float) -> PullError:
        """What to raise if the server wants to be left alone for longer than a pull waits."""
        self.not_before(datetime.now(UTC) + timedelta(seconds=seconds))
        return PullError(text("pull.http.later", source=self.source, minutes=max(1, ceil(seconds / 60))))

    def _answer(self, path: str, pace: Pace | None, **options: Any) -> "Response":
        self._pace = pace
        return self.client.request(path, hooks={"response": [self._check]}, **options)

    @property
    def client(self) -> "RESTClient":
        """dlt's client, made when it is first needed."""
        if self._client is None:
            require("pull")
            from dlt.sources.helpers.requests import Client
            from dlt.sources.helpers.rest_client.client import RESTClient

            requests = Client(request_timeout=TIMEOUT, raise_for_status=False, request_max_retry_delay=PATIENCE)
            session = requests.session
            adapter = session.get_adapter(self.address)
            adapter.send = _paced(adapter.send, self._begin, self._end)  # type: ignore[method-assign]
            self._client = RESTClient(self.address, self.headers, self.auth, session=session)
        return self._client

    def _begin(self) -> None:
        """Come back as soon as a call is allowed, be it the first try or another one; raises PullError."""
        while (wait := max([self._resting - time.time(), *(pace.delay() for pace in self._paces())])) > 0:
            if wait > PATIENCE:
                raise self.later(wait)
            time.sleep(wait)
        for pace in self._paces():
            pace.begin()

    def _end(self) -> None:
        for pace in self._paces():
            pace.end()

    def _paces(self) -> tuple[Pace, ...]:
        return (*self.paces, self._pace) if self._pace else self.paces

    def _check(self, response: "Response", *_: Any, **__: Any) -> None:
        """Raise what dlt's client looks at to try again, or PullError if the server wants to be left alone longer."""
        from dlt.sources.helpers.requests import HTTPError

        said = retry_after(response.headers.get("Retry-After", "")) if response.status_code == _TOO_MANY else 0.0
        wait = max(said, self.rest(response.headers))
        self._resting = time.time() + wait
        if wait:
            self.not_before(datetime.now(UTC) + timedelta(seconds=wait))
        if response.is_redirect or response.ok:
            return
        if response.status_code == _TOO_MANY and wait > PATIENCE:
            raise self.later(wait)
        if response.status_code != _TOO_MANY and self._key(response) == "too_many":
            raise self.later(max(wait, _HOUR))
        raise HTTPError(str(response.status_code), response=response)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Inside the block, what fails is told without addresses of pages, and without what the server said."""
        from dlt.sources.helpers.requests import RequestException

        try:
            yield
        except ValueError:  # no JSON
            raise PullError(text("pull.http.no_json", **self.places)) from None
        except RequestException as error:
            kind = _ERRORS.get(_status_of(error) or 0, PullError)
            raise kind(self._reason(error), may_pass=_may_pass(_status_of(error))) from None

    def _reason(self, error: Any) -> Text:
        status = _status_of(error)
        if status is None:
            return text("pull.http.unreachable", **self.places, fault=type(error).__name__)
        key = self._key(error.response)
        places = {"right": self.rights(_json_of(error.response)), "status": status}
        return text(f"pull.http.{key}", **self.places, **{name: places[name] for name in _PLACES[key]})

    def _key(self, response: "Response") -> str:
        status = response.status_code
        usual = _KEYS.get(status, "failed" if status >= _FAULT else "refused")
        return self.key_of(status, _json_of(response)) or usual

    def rights(self, content: Any) -> str:
        """What the secret lacks: the names in a server's refusal, else in words; nothing else of what it says."""
        names = [name for told in _under(content, _NEEDED) for name in re.split(r"[,\s]+", told)]
        return ", ".join(sorted(set(filter(_SCOPE.fullmatch, names)))) or self.right

    @property
    def places(self) -> dict[str, str]:
        """What every sentence about a call names."""
        return {"source": self.source, "host": urlsplit(self.address).netloc}


_ERRORS = {400: RefusedError, 404: NotFoundError}
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


def _paced(
    send: "Callable[..., Response]", begin: Callable[[], None], end: Callable[[], None]
) -> "Callable[..., Response]":
    """What sends a request once, be it the first try or another one, with `begin` before it and `end` after it."""

    def paced(*arguments: Any, **options: Any) -> "Response":
        begin()
        try:
            return send(*arguments, **options)
        finally:
            end()

    return paced


def _json_of(response: "Response") -> Any:
    try:
        return response.json()
    except (ValueError, RecursionError):
        return None


def _under(value: Any, keys: frozenset[str], *, is_there: bool = False) -> Iterator[str]:
    """Every text under one of the keys, however deep."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _under(inner, keys, is_there=key in keys)
    elif isinstance(value, list):
        for inner in value:
            yield from _under(inner, keys, is_there=is_there)
    elif is_there and isinstance(value, str):
        yield value


def _status_of(error: Any) -> int | None:
    response = getattr(error, "response", None)
    return None if response is None else int(response.status_code)
