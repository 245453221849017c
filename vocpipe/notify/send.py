"""Bringing one message by its way, with the secrets that the way needs."""

from vocpipe.addresses import is_closed
from vocpipe.errors import NotifyError
from vocpipe.inbox.outbox import Message
from vocpipe.notify.channels.mail import send_mail
from vocpipe.notify.channels.payloads import of_slack, of_teams, of_webhook
from vocpipe.notify.channels.webhook import post
from vocpipe.notify.document import from_json
from vocpipe.notify.outcome import Outcome
from vocpipe.settings.notify import SECTION, NotifySettings
from vocpipe.store.secrets import Elsewhere, nowhere, secrets_of
from vocpipe.store.workspace import Workspace
from vocpipe.wording import Text, tell, user_language

_PAYLOADS = {"slack": of_slack, "teams": of_teams, "webhook": of_webhook}


def secrets_of_way(workspace: Workspace, way: NotifySettings, elsewhere: Elsewhere = nowhere) -> dict[str, str]:
    """Name -> value of the secrets of a way; raises NotifyError, which says where a missing one goes.

    elsewhere: asked for (name of the way, name of the secret) of what is in neither of the usual places.
    """
    found = secrets_of(workspace, way.name, _names(way), fault=_fault, section=SECTION, elsewhere=elsewhere)
    if (url := found.get("url")) and not is_closed(url):
        raise NotifyError(tell("notify.error.https", name=way.name))
    return found


def send(way: NotifySettings, secrets: dict[str, str], message: Message) -> Outcome:
    """What came of bringing the message by its way."""
    document = from_json(message.content)
    if way.smtp:
        return send_mail(way.smtp, secrets.get("password"), message, document)
    payload = _PAYLOADS[way.by](message, document)
    return post(secrets["url"], payload, message.message_id, secrets.get("signing_key"))


def _names(way: NotifySettings) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The secrets that a way needs, and those that it may have."""
    if way.smtp:
        return (("password",) if way.smtp.user else ()), ()
    return ("url",), (("signing_key",) if way.by == "webhook" else ())


def _fault(reason: Text) -> NotifyError:
    return NotifyError(reason.in_(user_language()))
