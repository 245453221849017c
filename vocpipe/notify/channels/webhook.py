"""A webhook: JSON by POST. One's own is signed as Standard Webhooks has it, and gets the message's id.

https://github.com/standard-webhooks/standard-webhooks: the headers webhook-id, webhook-timestamp and webhook-signature,
which is `v1,` and the Base64 of the HMAC-SHA256 of "id.timestamp.body". A receiver that keeps the ids takes a message
that comes again as the one that it has.
"""

import base64
import binascii
import hmac
import json
import time
from collections.abc import Mapping
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

import httpx

from vocpipe.addresses import is_this_machine
from vocpipe.notify.outcome import Delivered, Later, Outcome, Refused, Unsure
from vocpipe.store.waiting import retry_after

TIMEOUT = httpx.Timeout(30.0, connect=10.0)
_ASK_AGAIN = frozenset({408, 409, 425, 429})
_PREFIX = "whsec_"  # of a key in Base64


def post(url: str, content: Mapping[str, Any], message_id: str, signing_key: str | None = None) -> Outcome:
    """What came of sending `content` as JSON; nothing of the address or of the answer is in it but the status."""
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    headers = {"Content-Type": "application/json; charset=utf-8", "Idempotency-Key": message_id}
    if signing_key:
        headers |= signed_headers(body, message_id, signing_key, int(time.time()))
    outside = not is_this_machine(urlsplit(url).hostname)  # a proxy of the environment is not for this machine itself
    try:
        with httpx.Client(timeout=TIMEOUT, trust_env=outside, follow_redirects=False) as client:
            return _outcome(client.post(url, content=body, headers=headers))
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError):
        return Later("unreachable")
    except (httpx.InvalidURL, httpx.UnsupportedProtocol):
        return Refused("address")
    except httpx.HTTPError:  # cut off while it was sent, or before the answer came
        return Unsure("cut")


def signed_headers(body: bytes, message_id: str, signing_key: str, timestamp: int) -> dict[str, str]:
    """The headers by which the receiver can tell who sent the body, and when."""
    signed = f"{message_id}.{timestamp}.".encode() + body
    signature = base64.b64encode(hmac.digest(_key(signing_key), signed, sha256)).decode()
    return {"webhook-id": message_id, "webhook-timestamp": str(timestamp), "webhook-signature": f"v1,{signature}"}


def _key(signing_key: str) -> bytes:
    """The bytes of a key as the standard writes it; any other text is taken as it is."""
    if signing_key.startswith(_PREFIX):
        try:
            return base64.b64decode(signing_key.removeprefix(_PREFIX), validate=True)
        except binascii.Error:
            pass
    return signing_key.encode()


def _outcome(response: httpx.Response) -> Outcome:
    if response.is_success:
        return Delivered()
    status = response.status_code
    if status in _ASK_AGAIN or status >= 500:
        return Later(f"status {status}", retry_after(response.headers.get("Retry-After", "")))
    return Refused(f"status {status}")
