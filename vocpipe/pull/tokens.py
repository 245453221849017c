"""Tokens that last a while: made or asked for with the secret when one is needed, and again before it ends."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from vocpipe.errors import PullError
from vocpipe.pull.http import Api
from vocpipe.pull.vendor import Asked
from vocpipe.wording import text

_EARLY = 60  # seconds before its end in which a token is no longer used
_LIFETIME = 960  # seconds, of a token whose giver does not say

Given = tuple[str, float]  # a token, and the seconds for which it holds


@dataclass(slots=True)
class Tokens:
    """Signs requests, as requests wants it of an `auth`. give: makes a token, or asks for one."""

    give: Callable[[], Given]
    _token: str = ""
    _until: float = 0.0

    def __call__(self, request: Any) -> Any:
        """The request with a token that holds; raises PullError."""
        if time.time() >= self._until:
            self._token, lifetime = self.give()
            self._until = time.time() + max(lifetime - _EARLY, 1.0)
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request

    def drop(self) -> None:
        """Let another token be given before the next call: the server no longer knows this one."""
        self._until = 0.0


def asked_at(gate: Api, path: str, form: Callable[[], Mapping[str, str]]) -> Callable[[], Given]:
    """What asks a server for a token. form: what it is told, made anew each time; never in an address."""

    def give() -> Given:
        content = gate.get(path, method="POST", data=dict(form()))
        token = content.get("access_token") if isinstance(content, dict) else None
        if not token:
            raise PullError(text("pull.http.unauthorized", **gate.places))
        return str(token), float(content.get("expires_in") or _LIFETIME)

    return give


def of_client(asked: Asked, address: str, path: str) -> Tokens:
    """Tokens that a server gives an app for its `client_id`, an option, and its `client_secret`."""
    told = {"client_id": asked.options.client_id, "client_secret": asked.secrets["client_secret"]}
    form = {"grant_type": "client_credentials", **told}
    return Tokens(asked_at(gate_of(asked.source, address, asked.not_before), path, lambda: form))


def gate_of(source: str, address: str, not_before: Any) -> Api:
    """A server that gives tokens: whatever it refuses, it is the secret that it does not accept."""
    return Api(source, address, None, "", not_before, key_of=_refused)


def signed(source: str, key: str, algorithm: Literal["ES256", "RS256"], ident: str, claims: Mapping[str, Any]) -> str:
    """Claims as a JSON Web Token that is signed with a private key (PEM); raises PullError if that can't be read."""
    from joserfc import jwt
    from joserfc.errors import JoseError
    from joserfc.jwk import ECKey, RSAKey

    kind = ECKey if algorithm == "ES256" else RSAKey
    try:
        private = kind.import_key(key.replace("\\n", "\n"))
        return jwt.encode({"alg": algorithm, "kid": ident, "typ": "JWT"}, dict(claims), private)
    except (JoseError, ValueError, TypeError):
        raise PullError(text("pull.secret.no_key", source=source)) from None


def _refused(status: int, content: Any) -> str | None:
    return "unauthorized" if status in (400, 401, 403) else None
