"""Marketo's REST API, which says in a body with status 200 what it refuses, by number."""

import time
from typing import Any, Literal

from vocpipe.errors import PullError
from vocpipe.pull.http import Api, NotFoundError
from vocpipe.pull.pace import Pace
from vocpipe.pull.tokens import of_client
from vocpipe.pull.vendor import Asked
from vocpipe.store.raw import Json
from vocpipe.wording import text

_RIGHT = "the role permission Read-Only Activity (with lead_emails also Read-Only Person), of an API-only user"
_TOKEN = frozenset({"600", "601", "602"})
_DENIED = frozenset({"603", "1008"})
_SOON = frozenset({"606", "608", "611", "614", "615", "713"})  # too many at once, or for a moment not there
_LATER = frozenset({"607", "1029"})  # the calls of the day, the queue, or the bytes of the day are used up
_GONE = frozenset({"610", "702", "1003", "1013"})
_WAITS = (1, 5, 20)  # seconds before another try of what may pass
_HOUR = 3600


class Calls:
    """Calls with a token that is renewed; pace: the limit of all of them."""

    def __init__(self, asked: Asked, pace: Pace) -> None:
        options = asked.options
        address = options.address or f"https://{options.munchkin_id}.mktorest.com"
        self._tokens = of_client(asked, address, "identity/oauth/token")
        self._api = Api(asked.source, address, self._tokens, _RIGHT, asked.not_before, paces=(pace,))

    def get(self, path: str, **params: Any) -> Json:
        """What a path answers; raises PullError, and NotFoundError if what it is about is not there."""
        return self._call(path, "GET", params=params)

    def post(self, path: str, body: Json = None) -> Json:
        """What a path answers that is told something."""
        return self._call(path, "POST", json=body)

    def piece(self, path: str, start: int, n: int) -> bytes:
        """The `n` bytes of a file from `start` on, or fewer at its end."""
        content = self._api.content(path, headers={"Range": f"bytes={start}-{start + n - 1}"})
        return content if len(content) <= n else content[start : start + n]  # the whole file, in spite of the range

    def later(self, seconds: float) -> PullError:
        """What to raise if another pull has to go on."""
        return self._api.later(seconds)

    def _call(self, path: str, method: Literal["GET", "POST"], **options: Any) -> Json:
        waits, is_renewed = list(_WAITS), False
        while True:
            content = self._api.get(path, method=method, **options)
            if content.get("success"):
                return content
            codes = {str(error.get("code")) for error in content.get("errors") or []}
            if codes & _TOKEN and not is_renewed:
                is_renewed = True
                self._tokens.drop()
            elif codes & _SOON and waits:
                time.sleep(waits.pop(0))
            else:
                raise self._refused(codes)

    def _refused(self, codes: set[str]) -> PullError:
        places = self._api.places
        if codes & _TOKEN:
            return PullError(text("pull.http.unauthorized", **places))
        if codes & _DENIED:
            return PullError(text("pull.http.forbidden", **places, right=_RIGHT))
        if codes & _LATER:
            return self.later(_HOUR)
        if codes & _GONE:
            return NotFoundError(text("pull.http.not_found", **places))
        key, status = ("failed", 500) if codes & _SOON else ("refused", 200)
        return PullError(text(f"pull.http.{key}", **places, status=status))
