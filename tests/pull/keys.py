"""Private keys for tests, made anew: in no file of the project is one that looks like somebody's."""

from functools import cache

from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey


@cache
def private_key(kind: str) -> str:
    """A private key of a kind, ES256 or RS256, as its owner gets it: PEM."""
    key = ECKey.generate_key("P-256") if kind == "ES256" else RSAKey.generate_key(2048)
    return key.as_pem(private=True).decode()


def claims_in(token: str, kind: str) -> tuple[dict, dict]:
    """(header, claims) of a token; raises JoseError if it was not signed with the key of the kind."""
    imported = (ECKey if kind == "ES256" else RSAKey).import_key(private_key(kind))
    found = jwt.decode(token, imported, algorithms=[kind])
    return dict(found.header), dict(found.claims)
