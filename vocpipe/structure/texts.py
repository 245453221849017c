"""One piece of feedback's text: its title and its words, cleaned and masked, without templates."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from vocpipe.masking.forms import Form
from vocpipe.masking.known import NOBODY, KnownNames
from vocpipe.masking.redact import redact
from vocpipe.masking.writers import with_orders, without_names, writer_names
from vocpipe.structure.clean import clean
from vocpipe.structure.mojibake import is_unreadable
from vocpipe.structure.notices import is_auto_reply
from vocpipe.structure.similarity import fold
from vocpipe.structure.templates import Known, Line, template_lines, without_templates

_REPLY = re.compile(r"\s*(?:(?:re|fw|fwd|aw|wg|tr|rv|返信|転送)(?:\[\d+\]|\d+)?\s*[:：]\s*)+", re.IGNORECASE)


@dataclass(slots=True)
class Text:
    """A cleaned text; `text` is None if nothing was written, and "" if nothing is left of it."""

    feedback_id: str
    text: str | None = None
    cut_share: float | None = None
    masked: dict[str, int] = field(default_factory=dict)
    lang: str | None = None
    has_title: bool = False  # the first line is a title, and there is a text below it
    skip: int = 0  # characters of the title
    was_mended: bool = False
    is_unreadable: bool = False
    lines: list[Line] = field(default_factory=list)  # those that may belong to a template
    templates: int = 0  # how many of them were cut
    said: tuple[str, ...] = ()  # the names that were found in it


@dataclass(frozen=True, slots=True)
class Names:
    """What is known of names before a text is read.

    everyone: what every text is searched for. own: forms of what is known of the customer. own_names: the customer's
    names, of which parts count too. said: names found in other texts of the thread.
    """

    everyone: KnownNames = NOBODY
    own: Sequence[Form] = ()
    own_names: Sequence[str] = ()
    said: Sequence[str] = ()


NO_NAMES = Names()


def uncut(
    feedback_id: str,
    title: str | None,
    text: str | None,
    raw: str | None,
    names: Names = NO_NAMES,
    *,
    has_templates: bool,
) -> Text:
    """The text, cleaned and masked, with its title on top unless the text repeats the title; templates are in it still.

    raw: the row as JSON; the names of the one who wrote are masked. has_templates: whether its kind has some.
    """
    head, body, share, was_mended = _cleaned_parts(title, text)
    if share is None and not head:
        return Text(feedback_id)
    title_is_new = bool(fold(head)) and fold(head) not in fold(body)
    counts: Counter[str] = Counter()
    masked, said = _masked(f"{head}\n{body}".strip() if title_is_new else body, raw, names, counts)
    skip = len(masked.split("\n", 1)[0]) if title_is_new else 0
    return Text(
        feedback_id,
        masked,
        share,
        dict(counts),
        has_title=title_is_new and len(masked) > skip > 0 and bool(body),
        skip=skip,
        was_mended=was_mended,
        is_unreadable=is_unreadable(masked),
        lines=template_lines(masked, skip) if has_templates and body else [],
        said=said,
    )


def cut(text: Text, known: Known) -> None:
    """Cut the templates in `known` from a text that has them still."""
    if not text.text or not text.lines:
        return
    left, text.templates = without_templates(text.text, text.lines, known, text.skip)
    if not text.templates:
        return
    if text.cut_share is not None:
        text.cut_share = round(1 - (1 - text.cut_share) * len(left) / len(text.text), 4)
    text.text = left
    text.has_title = text.has_title and len(left) > text.skip
    text.is_unreadable = is_unreadable(left)


def _cleaned_parts(title: str | None, text: str | None) -> tuple[str, str, float | None, bool]:
    """The title, the text, the share of the text that was cut (None: there is none), and whether one was mended.

    A mailbox that answers by itself says so in the title, if not in the text.
    """
    head = clean(_REPLY.sub("", title, count=1)) if title and title.strip() else None
    if text is None or not text.strip():
        return (head.text, "", None, head.was_mended) if head else ("", "", None, False)
    if is_auto_reply(text.strip()) or (head and is_auto_reply(head.text)) or (title and is_auto_reply(title)):
        return "", "", 1.0, False
    body = clean(text)
    return (
        head.text if head else "",
        body.text,
        body.cut_share,
        body.was_mended or (head is not None and head.was_mended),
    )


def _masked(text: str, raw: str | None, names: Names, counts: Counter[str]) -> tuple[str, tuple[str, ...]]:
    """The text with personal data masked, and the names found in it; adds how many of each kind to `counts`."""
    redacted = redact(text, names.everyone, names.own)
    counts.update(redacted.counts)
    if not redacted.text:
        return redacted.text, redacted.names
    known = [*(writer_names(raw) if raw else []), *with_orders(list(names.own_names)), *names.said]
    without, found = without_names(redacted.text, known)
    if found > 0:
        counts["NAME"] += found
    return without, redacted.names
