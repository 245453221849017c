"""The words of a mail without the mails it quotes, without signatures and without notices.

In doubt a line stays: a lost complaint is worse than a line too many.
"""

from dataclasses import dataclass

from vocpipe.structure.notices import is_auto_reply, without_notices
from vocpipe.structure.quotes import above_reply_line, without_quotes
from vocpipe.structure.signatures import without_device, without_signature


@dataclass(frozen=True, slots=True)
class Body:
    """A mail's own words, the share of its characters that was cut (0-1), and whether none of them were its own."""

    text: str
    cut_share: float
    only_quote: bool


def strip_mail(text: str) -> Body:
    """`text` without quoted mails, signatures and notices; line breaks are kept as they are.

    Nothing is left of what a mailbox answers by itself ("Automatic reply: I am out of the office").
    """
    if is_auto_reply(text.strip()):
        return Body("", _share(text, ""), only_quote=True)
    above = above_reply_line(text)
    if "\n" not in above:
        own_words = without_device(without_notices(above))
        return Body(own_words, _share(text, own_words), only_quote=bool(text.strip()) and not above.strip())
    own_lines = without_quotes(above.split("\n"))
    said = without_notices("\n".join(own_lines))
    own_words = "\n".join(without_signature(said.split("\n"))).strip("\n")
    return Body(own_words, _share(text, own_words), only_quote=bool(text.strip()) and not said.strip())


def _share(before: str, after: str) -> float:
    size = len("".join(before.split()))
    return 1 - len("".join(after.split())) / size if size else 0.0
